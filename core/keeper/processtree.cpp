#include "core/keeper/processtree.h"

#include <dirent.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "core/keeper/files.h"

namespace keeper {

namespace {

template<typename Each>
void eachNumber(const char *folder, Each each)
{
    DIR *directory = ::opendir(folder);
    if (!directory)
        return;
    while (const dirent *entry = ::readdir(directory)) {
        const long number = std::strtol(entry->d_name, nullptr, 10);
        if (number > 0)
            each(pid_t(number));
    }
    ::closedir(directory);
}

// Each thread lists the children that it has made (CONFIG_PROC_CHILDREN).
void addChildren(pid_t pid, std::vector<pid_t> &pids)
{
    char folder[64];
    std::snprintf(folder, sizeof folder, "/proc/%d/task", pid);
    eachNumber(folder, [&](pid_t thread) {
        char name[96];
        std::snprintf(name, sizeof name, "/proc/%d/task/%d/children", pid, thread);
        const std::string text = readFile(name);
        const char *at = text.c_str();
        char *end = nullptr;
        for (long child = std::strtol(at, &end, 10); end != at; child = std::strtol(at, &end, 10)) {
            pids.push_back(pid_t(child));
            at = end;
        }
    });
}

bool kernelListsChildren()
{
    static const bool lists = ::access("/proc/thread-self/children", R_OK) == 0;
    return lists;
}

struct Relation {
    pid_t pid, parent;
};

std::vector<Relation> allProcesses()
{
    std::vector<Relation> relations;
    eachNumber("/proc", [&](pid_t pid) {
        ProcessInfo info;
        if (readProcess(pid, info))
            relations.push_back({pid, info.parent});
    });
    return relations;
}

// Root first, then generation by generation; zombies included, because their children may live for a moment.
std::vector<pid_t> wholeTree(pid_t root)
{
    std::vector<pid_t> pids{root};
    const std::vector<Relation> relations = kernelListsChildren() ? std::vector<Relation>() : allProcesses();
    for (std::size_t i = 0; i < pids.size(); ++i) {
        if (kernelListsChildren()) {
            addChildren(pids[i], pids);
            continue;
        }
        for (const Relation &relation : relations) {
            if (relation.parent == pids[i])
                pids.push_back(relation.pid);
        }
    }
    return pids;
}

// A process whose first thread has ended looks like a zombie while the other threads work on.
bool isAlive(const ProcessInfo &info)
{
    return (info.state != 'Z' && info.state != 'X') || info.threads > 1;
}

}  // namespace

bool readProcess(pid_t pid, ProcessInfo &info)
{
    char name[64];
    std::snprintf(name, sizeof name, "/proc/%d/stat", pid);
    const std::string stat = readFile(name);
    const auto behindName = stat.rfind(')');
    if (behindName == std::string::npos)
        return false;
    unsigned long long user = 0, system = 0, childUser = 0, childSystem = 0, start = 0, pages = 0;
    unsigned terminal = 0;
    // Fields 3 (state) to 24 (rss).
    const int read = std::sscanf(
        stat.c_str() + behindName + 2,
        "%c %d %*d %*d %u %*d %*u %*u %*u %*u %*u %llu %llu %llu %llu %*d %*d %d %*d %llu %*u %llu", &info.state,
        &info.parent, &terminal, &user, &system, &childUser, &childSystem, &info.threads, &start, &pages);
    if (read < 10)
        return false;
    info.terminal = makedev(terminal >> 8 & 0xfff, (terminal & 0xff) | (terminal >> 12 & 0xfff00));
    const auto ticksPerSecond = std::uint64_t(::sysconf(_SC_CLK_TCK));
    info.cpuMs = (user + system + childUser + childSystem) * 1000 / ticksPerSecond;
    info.startTicks = start;
    info.residentBytes = pages * std::uint64_t(::sysconf(_SC_PAGESIZE));
    return true;
}

std::vector<pid_t> descendantsOf(pid_t root)
{
    std::vector<pid_t> living;
    const std::vector<pid_t> tree = wholeTree(root);
    for (std::size_t i = 1; i < tree.size(); ++i) {
        ProcessInfo info;
        if (readProcess(tree[i], info) && isAlive(info))
            living.push_back(tree[i]);
    }
    return living;
}

}  // namespace keeper
