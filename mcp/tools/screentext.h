#pragma once

#include <optional>

#include <QJsonObject>
#include <QString>

#include "core/terminalview.h"
#include "mcp/tools/outputreply.h"

namespace mcp {

// What a range of a job's output shows on its terminal; nothing for a job without one, for output that only appends, and
// for the raw format.
[[nodiscard]] std::optional<core::TerminalView> viewOf(const core::Job &job, quint64 from, quint64 to,
                                                       TextFormat format);

// The output fields of a result with the text of such a view (a terminal has no stderr), and `screen` if it is the screen
// rather than lines of output.
[[nodiscard]] QJsonObject viewFields(const core::TerminalView &view, const QString &text, StreamChoice choice);

// The end of a text, from the beginning of a line on; a line before it says that something was left out for being longer
// than `most` characters. Of these the last `lines`, without such a line.
[[nodiscard]] QString lastLines(const QString &text, qsizetype most, qsizetype lines = -1);
// The whole of a text that is not longer than both together, else its beginning and end.
[[nodiscard]] QString firstAndLastLines(const QString &text, qsizetype first, qsizetype last);

}  // namespace mcp
