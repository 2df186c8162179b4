#pragma once

#include <optional>

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include "core/outputlog.h"

namespace core {
class Job;
}

namespace mcp {

enum class StreamChoice { Separate, Merged, Stdout, Stderr };
enum class TextFormat { Text, Raw, Base64 };

// How much output is shown: all that is not longer than both together, else its beginning and end. In bytes.
struct Share {
    quint64 head = 4000, tail = 16000;

    [[nodiscard]] constexpr quint64 all() const { return head + tail; }
};
inline constexpr Share usualShare{};
// Of a job that was run and waited for in one call: enough to know what came of it.
inline constexpr Share endedShare{900, 2700};
inline constexpr quint64 shortOutput = usualShare.all();

core::StreamFilter filterOf(StreamChoice choice);

// Output made ready for a result: the fields `stdout` and `stderr` (or `output` when merged), `offset`, `next_offset`,
// `eof`, `gaps`, and `omitted` when the middle is left out; and a text that says the same.
struct OutputReply {
    QJsonObject fields;
    QString text;
};

// Where a reply ends: "end of output", or the next_offset to go on with.
QString placeText(const QJsonObject &fields);

// The gaps among the spans.
QJsonArray gapsOf(const QVector<core::OutputSpan> &spans);

// Renders one chunk. As Base64 the fields are exact bytes, gaps leave no trace in them; of merged streams `pieces` says
// whose they are: [[1 (stdout) or 2 (stderr), bytes], …]. The text then says only how many there are.
// What goes back on a terminal is shown as in core::terminalView().
OutputReply outputReply(const core::Job &job, const core::OutputChunk &chunk, StreamChoice choice, TextFormat format);

// All output from `from` on, when it is short; else its beginning and end with a line between them that says which
// offsets were left out and how to read them.
OutputReply outputOverview(const core::Job &job, quint64 from, StreamChoice choice, TextFormat format,
                           Share share = usualShare);

// The last lines of each stream, at most `bytes` of it; of a terminal's screen the last lines of what it shows.
OutputReply outputTail(const core::Job &job, quint64 lines, quint64 bytes, StreamChoice choice, TextFormat format);

// The end of what lies between two offsets: the lines of both streams in the last `bytes` of it.
OutputReply outputEnding(const core::Job &job, quint64 from, quint64 to, quint64 bytes);

}  // namespace mcp
