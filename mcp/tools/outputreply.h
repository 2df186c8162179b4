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

inline constexpr quint64 shortOutput = 20000;  // bytes that are shown whole
inline constexpr quint64 headBytes = 4000, tailBytes = 16000;  // shown of longer output

core::StreamFilter filterOf(StreamChoice choice);

// Output made ready for a result: the fields `stdout` and `stderr` (or `output` when merged), `offset`, `next_offset`,
// `eof`, `gaps`, and `omitted` when the middle is left out; and a text that says the same.
struct OutputReply {
    QJsonObject fields;
    QString text;
};

// The gaps among the spans.
QJsonArray gapsOf(const QVector<core::OutputSpan> &spans);

// Renders one chunk. As Base64 the fields are exact bytes, gaps leave no trace in them; of merged streams `pieces` says
// whose they are: [[1 (stdout) or 2 (stderr), bytes], …]. The text then says only how many there are.
OutputReply outputReply(const core::OutputChunk &chunk, StreamChoice choice, TextFormat format);

// All output from `from` on, when it is short; else its beginning and end with a line between them that says which
// offsets were left out and how to read them.
OutputReply outputOverview(const core::Job &job, quint64 from, StreamChoice choice, TextFormat format);

// The end of what lies between two offsets: the lines of both streams in the last `bytes` of it.
OutputReply outputEnding(const core::Job &job, quint64 from, quint64 to, quint64 bytes);

}  // namespace mcp
