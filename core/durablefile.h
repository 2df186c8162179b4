#pragma once

#include <sys/types.h>

#include <QByteArray>
#include <QString>

#include "core/result.h"

namespace core {

// Replaces a file so that after a crash or a power cut it has either its old or its new content: writes a temporary
// file beside it, fdatasync, rename, fsync of the folder. (QSaveFile::commit() alone returned true and
// left 0 bytes on a full disk in Qt 6.4.)
Result<void> writeDurably(const QString &file, const QByteArray &content, mode_t mode = 0600);

// The same for what a power cut makes worthless anyway: after one the file may be damaged. Does not wait for the disk.
Result<void> writeAtomically(const QString &file, const QByteArray &content);

}  // namespace core
