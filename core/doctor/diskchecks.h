#pragma once

#include "core/doctor/finding.h"
#include "core/paths.h"
#include "core/settings.h"

namespace core {

// The file system that the jobs' output goes to: whether it can be written and has room, and what the jobs take of it.
[[nodiscard]] Findings checkDisk(const Paths &paths, const Settings &settings);

// Pure, for checkDisk(): what these figures of statvfs(3) mean for `folder`.
struct DiskSpace {
    quint64 freeBytes = 0;
    quint64 freeFiles = 0;
    quint64 allFiles = 0;  // 0: the file system has no such limit
    bool readOnly = false;
};
[[nodiscard]] Finding judgeDisk(const QString &folder, const DiskSpace &space);

// Job folders that a service could not understand and has put aside (core/jobstore.h).
[[nodiscard]] Findings checkBrokenJobs(const Paths &paths);

}  // namespace core
