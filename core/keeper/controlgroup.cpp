#include "core/keeper/controlgroup.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <unistd.h>

#include "core/keeper/files.h"
#include "core/keeper/uniquefd.h"

namespace keeper {

namespace {

// The folder of our own group in the unified hierarchy: the line "0::/path" of /proc/self/cgroup (cgroups(7)).
std::string ownGroup()
{
    const std::string groups = readFile("/proc/self/cgroup");
    const auto begin = groups.find("0::/");
    if (begin == std::string::npos)
        return {};
    const auto end = groups.find('\n', begin);
    return "/sys/fs/cgroup" + groups.substr(begin + 3, end - begin - 3);
}

bool writeTo(const std::string &file, const char *text, std::size_t size)
{
    const UniqueFd fd(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
    return fd.isValid() && ::write(fd.get(), text, size) == ssize_t(size);
}

}  // namespace

void ControlGroup::make(const std::string &jobId)
{
    const std::string own = ownGroup();
    // The root group is nobody's session: processes are put into groups below it only by their manager.
    if (own.empty() || own == "/sys/fs/cgroup/" || ::access((own + "/cgroup.procs").c_str(), W_OK) != 0)
        return;
    const std::string folder = own + "/jobdeck-" + jobId;
    if (::mkdir(folder.c_str(), 0755) == 0)
        m_folder = folder;
}

void ControlGroup::enter() const
{
    if (!m_folder.empty())
        writeTo(m_folder + "/cgroup.procs", "0", 1);
}

void ControlGroup::kill() const
{
    if (!m_folder.empty())
        writeTo(m_folder + "/cgroup.kill", "1", 1);
}

void ControlGroup::remove()
{
    if (!m_folder.empty())
        ::rmdir(m_folder.c_str());
}

}  // namespace keeper
