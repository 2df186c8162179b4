#pragma once

#include <sys/types.h>

#include <cstdint>
#include <vector>

namespace keeper {

// What /proc/PID/stat says of a process (proc(5)).
struct ProcessInfo {
    pid_t parent = 0;
    dev_t terminal = 0;  // its controlling terminal; 0: none
    char state = 0;  // 'Z': its first thread has ended; with no other thread it waits to be reaped
    int threads = 0;
    std::uint64_t cpuMs = 0;  // its own, and of its reaped children
    std::uint64_t residentBytes = 0;
    std::uint64_t startTicks = 0;  // since boot: with the pid it names a process for good
};

// False when there is no such process.
bool readProcess(pid_t pid, ProcessInfo &info);

// The living descendants of a process, zombies not counted, in no order. A tree that forks while it is read may hide
// a new process: whoever wants all of them stops those that were found and looks again.
std::vector<pid_t> descendantsOf(pid_t root);

}  // namespace keeper
