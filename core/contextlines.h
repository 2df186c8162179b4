#pragma once

#include <QStringList>

#include "core/outputlog.h"

namespace core {

// Lines next to a place in a log, at most `count` and at most what a few KiB hold, shown as a person would see them and
// cut to `longest` characters.
struct ContextLines {
    QStringList lines;
    quint64 end = 0;  // behind the last one
};

// Those that end at or before `offset`, where a line begins, and begin at or behind `floor`, where one begins too.
[[nodiscard]] ContextLines linesBefore(const OutputLog &log, quint64 offset, quint64 floor, int count,
                                       StreamFilter filter, qsizetype longest);
// Those that begin at or behind `offset`, where a line begins, and before `stop`.
[[nodiscard]] ContextLines linesAfter(const OutputLog &log, quint64 offset, quint64 stop, int count,
                                      StreamFilter filter, qsizetype longest);

}  // namespace core
