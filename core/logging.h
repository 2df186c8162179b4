#pragma once

#include <QString>

namespace core {

// Sends Qt's messages to stderr (one line each: time, level, category, text) and, with a file name, also to that file.
// The file is bounded: at 1 MiB it becomes FILE.1, replacing the one before.
void installLogging(const QString &file = {});

}  // namespace core
