#pragma once

#include <string>

namespace keeper {

// A cgroup v2 of the job's own, where we may make one (in a systemd user session): the kernel then kills all of the
// job at once, also what fork-bombs. Where we may not, every call does nothing.
class ControlGroup final
{
public:
    // Makes JOBDECK-ID below the group that this process is in, if that is writable.
    void make(const std::string &jobId);
    // Called by the job's first process.
    void enter() const;
    // SIGKILL for every member.
    void kill() const;
    // Removes the group, which must be empty.
    void remove();

private:
    std::string m_folder;  // empty: none
};

}  // namespace keeper
