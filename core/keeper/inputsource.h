#pragma once

#include <sys/types.h>

#include <vector>

#include "core/keeper/protocol.h"
#include "core/keeper/uniquefd.h"

namespace keeper {

// Where a job's input comes from, as its processes see it: the pipe that is their stdin, or their terminal.
class InputSource final
{
public:
    // `end`: any descriptor of the pipe, or the slave side of the terminal. It isn't kept.
    void set(int end, bool terminal);

    // Whether one of the processes is blocked in a system call that waits for input from here: read(2) and the like, or
    // poll(2), select(2) or epoll_wait(2) with it among the descriptors, the latter three only when no process listens
    // on a port: a server that also takes keys is not waiting for a person. What cannot be looked into (another
    // user's process, a kernel without /proc/PID/syscall) waits for nothing.
    [[nodiscard]] bool isReadBy(const std::vector<pid_t> &pids) const;

    // Whether a descriptor number of a process means this source.
    [[nodiscard]] bool isDescriptor(pid_t pid, int fd) const;

private:
    enum class Interest { None, Polls, Reads };
    [[nodiscard]] Interest interestOf(pid_t pid) const;
    [[nodiscard]] Interest interestOf(pid_t pid, pid_t thread) const;
    [[nodiscard]] bool isPolled(pid_t pid, unsigned long list, unsigned long count) const;
    [[nodiscard]] bool isSelected(pid_t pid, unsigned long set, unsigned long count) const;
    [[nodiscard]] bool isInEpoll(pid_t pid, unsigned long epoll) const;

    bool m_terminal = false;
    dev_t m_device = 0;  // of the pipe's file system, or the terminal's own number
    ino_t m_inode = 0;  // of the pipe
};

}  // namespace keeper
