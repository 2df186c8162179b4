#include "core/keeper/inputsource.h"

#include <dirent.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>

#include <algorithm>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/keeper/files.h"
#include "core/keeper/ports.h"
#include "core/keeper/processtree.h"

namespace keeper {

namespace {

constexpr int mostThreads = 2000;  // of one process
constexpr unsigned long mostPolled = 256, mostSelected = 1024;

// What a thread waits in: /proc/PID/task/TID/syscall is "number arguments… stack program-counter", the latter ones in
// hexadecimal, or "running".
struct SystemCall {
    long number = -1;
    unsigned long arguments[3]{};
};

SystemCall systemCallOf(pid_t pid, pid_t thread)
{
    char name[96];
    std::snprintf(name, sizeof name, "/proc/%d/task/%d/syscall", pid, thread);
    SystemCall call;
    unsigned long *a = call.arguments;
    if (std::sscanf(readFile(name).c_str(), "%ld %lx %lx %lx", &call.number, a, a + 1, a + 2) != 4)
        call.number = -1;
    return call;
}

bool oneOf(long number, std::initializer_list<long> calls)
{
    return std::find(calls.begin(), calls.end(), number) != calls.end();
}

bool isRead(long number)
{
    return oneOf(number, {SYS_read, SYS_readv, SYS_preadv2, SYS_splice});
}

bool isPoll(long number)
{
#ifdef SYS_poll
    if (number == SYS_poll)
        return true;
#endif
    return number == SYS_ppoll;
}

bool isSelect(long number)
{
#ifdef SYS_select
    if (number == SYS_select)
        return true;
#endif
    return number == SYS_pselect6;
}

bool isEpoll(long number)
{
#ifdef SYS_epoll_wait
    if (number == SYS_epoll_wait)
        return true;
#endif
    return oneOf(number, {SYS_epoll_pwait, SYS_epoll_pwait2});
}

bool copyFrom(pid_t pid, unsigned long address, void *to, std::size_t size)
{
    const iovec here{to, size};
    const iovec there{reinterpret_cast<void *>(address), size};
    return ::process_vm_readv(pid, &here, 1, &there, 1, 0) == ssize_t(size);
}

}  // namespace

void InputSource::set(int end, bool terminal)
{
    struct stat status {
    };
    m_terminal = terminal;
    if (::fstat(end, &status) != 0)
        return;
    m_device = terminal ? status.st_rdev : status.st_dev;
    m_inode = terminal ? 0 : status.st_ino;
}

bool InputSource::isDescriptor(pid_t pid, int fd) const
{
    char name[64];
    std::snprintf(name, sizeof name, "/proc/%d/fd/%d", pid, fd);
    struct stat status {
    };
    if (m_device == 0 || ::stat(name, &status) != 0)
        return false;
    if (!m_terminal)
        return S_ISFIFO(status.st_mode) && status.st_dev == m_device && status.st_ino == m_inode;
    if (!S_ISCHR(status.st_mode) || status.st_rdev == m_device)
        return S_ISCHR(status.st_mode);
    ProcessInfo info;  // /dev/tty is the terminal of the session that the process is in
    return status.st_rdev == makedev(5, 0) && readProcess(pid, info) && info.terminal == m_device;
}

bool InputSource::isReadBy(const std::vector<pid_t> &pids) const
{
    Interest most = Interest::None;
    for (std::size_t i = 0; most != Interest::Reads && i < pids.size(); ++i)
        most = std::max(most, interestOf(pids[i]));
    return most == Interest::Reads || (most == Interest::Polls && listeningPorts(pids).empty());
}

InputSource::Interest InputSource::interestOf(pid_t pid) const
{
    char folder[64];
    std::snprintf(folder, sizeof folder, "/proc/%d/task", pid);
    DIR *directory = ::opendir(folder);
    Interest most = Interest::None;
    int left = mostThreads;
    const dirent *entry = nullptr;
    while (directory && most != Interest::Reads && left-- > 0 && (entry = ::readdir(directory))) {
        const int thread = std::atoi(entry->d_name);
        if (thread > 0)
            most = std::max(most, interestOf(pid, thread));
    }
    if (directory)
        ::closedir(directory);
    return most;
}

InputSource::Interest InputSource::interestOf(pid_t pid, pid_t thread) const
{
    const SystemCall call = systemCallOf(pid, thread);
    const unsigned long *a = call.arguments;
    if (isRead(call.number))
        return a[0] <= INT_MAX && isDescriptor(pid, int(a[0])) ? Interest::Reads : Interest::None;
    const bool polls = (isPoll(call.number) && isPolled(pid, a[0], a[1]))
        || (isSelect(call.number) && isSelected(pid, a[1], a[0])) || (isEpoll(call.number) && isInEpoll(pid, a[0]));
    return polls ? Interest::Polls : Interest::None;
}

bool InputSource::isPolled(pid_t pid, unsigned long list, unsigned long count) const
{
    std::vector<pollfd> fds(std::min(count, mostPolled));
    return copyFrom(pid, list, fds.data(), fds.size() * sizeof(pollfd))
        && std::any_of(fds.begin(), fds.end(), [&](const pollfd &fd) {
               return fd.fd >= 0 && (fd.events & POLLIN) && isDescriptor(pid, fd.fd);
           });
}

bool InputSource::isSelected(pid_t pid, unsigned long set, unsigned long count) const
{
    constexpr unsigned long bits = sizeof(long) * CHAR_BIT;
    const unsigned long looked = std::min(count, mostSelected);
    std::vector<unsigned long> words((looked + bits - 1) / bits);
    if (set == 0 || !copyFrom(pid, set, words.data(), words.size() * sizeof(long)))
        return false;
    for (unsigned long fd = 0; fd < looked; ++fd) {
        if ((words[fd / bits] >> fd % bits & 1) && isDescriptor(pid, int(fd)))
            return true;
    }
    return false;
}

// /proc/PID/fdinfo/EPOLL has a line "tfd: FD events: MASK …" for each registered descriptor, the mask in hexadecimal.
bool InputSource::isInEpoll(pid_t pid, unsigned long epoll) const
{
    char name[64];
    std::snprintf(name, sizeof name, "/proc/%d/fdinfo/%lu", pid, epoll);
    const std::string text = readFile(name, 64 << 10);
    for (std::size_t at = text.find("tfd:"); at != std::string::npos; at = text.find("tfd:", at + 1)) {
        int fd = -1;
        unsigned events = 0;
        if (std::sscanf(text.c_str() + at, "tfd: %d events: %x", &fd, &events) == 2 && (events & EPOLLIN)
            && isDescriptor(pid, fd))
            return true;
    }
    return false;
}

}  // namespace keeper
