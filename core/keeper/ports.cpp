#include "core/keeper/ports.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/keeper/files.h"

namespace keeper {

namespace {

constexpr int mostDescriptors = 20000;  // of all processes together
constexpr std::size_t mostTable = 1 << 20;  // bytes of one /proc/PID/net/tcp; the listening sockets come first
constexpr std::size_t mostPorts = 1000;

using Inodes = std::vector<unsigned long>;

// The sockets that a process has open: /proc/PID/fd/N links to "socket:[INODE]".
void addSockets(pid_t pid, Inodes &sockets, int &budget)
{
    char folder[64];
    std::snprintf(folder, sizeof folder, "/proc/%d/fd", pid);
    DIR *directory = ::opendir(folder);
    if (!directory)
        return;
    const dirent *entry = nullptr;
    while (budget > 0 && (entry = ::readdir(directory))) {
        --budget;
        char target[64];
        const ssize_t size = ::readlinkat(::dirfd(directory), entry->d_name, target, sizeof target - 1);
        unsigned long inode = 0;
        target[size > 0 ? size : 0] = '\0';
        if (std::sscanf(target, "socket:[%lu]", &inode) == 1)
            sockets.push_back(inode);
    }
    ::closedir(directory);
}

// A row is "sl local:port remote:port state tx:rx timer:when retransmits uid timeout inode …"; 0A is LISTEN.
void addListening(const std::string &table, const Inodes &sockets, std::vector<std::uint16_t> &ports)
{
    for (std::size_t at = table.find('\n'); at != std::string::npos; at = table.find('\n', at + 1)) {
        unsigned port = 0, state = 0;
        unsigned long inode = 0;
        const int read =
            std::sscanf(table.c_str() + at + 1, " %*d: %*[0-9A-F]:%x %*[0-9A-F]:%*x %x %*s %*s %*s %*s %*s %lu", &port,
                        &state, &inode);
        if (read == 3 && state == 0x0A && std::binary_search(sockets.begin(), sockets.end(), inode))
            ports.push_back(std::uint16_t(port));
    }
}

ino_t networkOf(pid_t pid)
{
    char name[64];
    std::snprintf(name, sizeof name, "/proc/%d/ns/net", pid);
    struct stat status {
    };
    return ::stat(name, &status) == 0 ? status.st_ino : 0;
}

}  // namespace

std::vector<std::uint16_t> listeningPorts(const std::vector<pid_t> &pids)
{
    Inodes sockets;
    std::vector<std::pair<ino_t, pid_t>> networks;  // each with a process that is in it
    int budget = mostDescriptors;
    for (const pid_t pid : pids) {
        const std::size_t before = sockets.size();
        addSockets(pid, sockets, budget);
        if (sockets.size() == before)
            continue;
        const ino_t network = networkOf(pid);
        if (std::none_of(networks.begin(), networks.end(), [&](const auto &known) { return known.first == network; }))
            networks.emplace_back(network, pid);
    }
    std::sort(sockets.begin(), sockets.end());
    std::vector<std::uint16_t> ports;
    for (const auto &[network, pid] : networks) {
        for (const char *table : {"tcp", "tcp6"}) {
            char name[64];
            std::snprintf(name, sizeof name, "/proc/%d/net/%s", pid, table);
            addListening(readFile(name, mostTable), sockets, ports);
        }
    }
    std::sort(ports.begin(), ports.end());
    ports.erase(std::unique(ports.begin(), ports.end()), ports.end());
    ports.resize(std::min(ports.size(), mostPorts));
    return ports;
}

}  // namespace keeper
