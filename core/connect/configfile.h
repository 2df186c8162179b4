#pragma once

#include <QByteArray>
#include <QString>

#include "core/result.h"

namespace core {

// An agent's own configuration file, as it was when it was read.
struct ConfigFile {
    QString path;  // as the agent names it
    QString target;  // what is written: where links lead to
    bool exists = false;
    QByteArray content;

    // Reads it; one that is missing is no error. Refused with a sentence: what is no regular file, belongs to somebody
    // else, is larger than 64 MiB, can't be read, or lies behind a link that leads out of `home`.
    static Result<ConfigFile> read(const QString &path, const QString &home);

    // Replaces the content as a whole (core/durablefile.h) and keeps the mode; what was there before stays as
    // PATH.bak-YYYYMMDD-HHMMSS. Refused when the file is no longer as it was read. Makes the folder of a new file.
    [[nodiscard]] Result<void> replace(const QByteArray &newContent, const QString &home) const;
};

}  // namespace core
