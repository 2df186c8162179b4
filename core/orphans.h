#pragma once

#include <QByteArray>
#include <QHash>

namespace core {

// Jobs whose keeper was killed: id, and the main process or 0 when it is not known to live.
using OrphanedJobs = QHash<QByteArray, qint64>;

// Ends what such jobs left behind, with SIGKILL and without waiting: the main process with its group and descendants, and
// every process of ours that has JOBDECK_JOB_ID=<id> in the environment it was started with. Returns how many there were.
int endOrphans(const OrphanedJobs &jobs);

}  // namespace core
