#pragma once

#include <QString>

namespace core {

// The process that holds the flock(2) on a lock file of ours that names it in its first line; 0 when none does. It is
// read from the kernel's list (/proc/locks): to try the lock would, for a moment, keep others from taking it.
[[nodiscard]] qint64 lockHolder(const QString &file);

}  // namespace core
