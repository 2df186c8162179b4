#pragma once

#include <QByteArray>
#include <QVector>

#include "core/keeper/logformat.h"

namespace core {

enum class StreamFilter { Both, Stdout, Stderr };

// Why bytes of the output can't be read.
enum class Gap {
    None,  // they can
    Dropped,  // their segment was dropped to keep the log's bound
    DiskFull,  // they arrived while nothing could be stored
    Gone,  // they were stored, and somebody else removed or damaged the file
};

// A piece of the output: bytes of one stream, or a gap.
struct OutputSpan {
    quint64 offset = 0;
    quint64 length = 0;
    keeper::Stream stream = keeper::Stream::Stdout;  // says nothing in a gap of which no record is left
    qint64 timeMs = 0;  // when it arrived, milliseconds since 1970 UTC; 0: unknown
    Gap gap = Gap::None;
    bool indexed = true;  // false: found behind the last record, so stream and time are unknown
    QByteArray bytes;  // `length` bytes; empty in a gap

    [[nodiscard]] quint64 end() const { return offset + length; }
};

// What one read gave: spans in the order of their offsets. With StreamFilter::Both they lie end to end; with
// another filter the bytes between them belong to the other stream.
struct OutputChunk {
    QVector<OutputSpan> spans;
    quint64 offset = 0;  // where the chunk begins: the offset asked for, or the end of the log if that is less
    quint64 nextOffset = 0;  // where to read on
    quint64 end = 0;  // the end of the log when it was read
    bool eof = false;  // nothing is left and, as the job is over, nothing more will come

    // The bytes of all spans of the stream, or of all spans; gaps leave no trace.
    [[nodiscard]] QByteArray bytes(StreamFilter filter = StreamFilter::Both) const;
};

[[nodiscard]] constexpr bool matches(StreamFilter filter, keeper::Stream stream)
{
    return filter == StreamFilter::Both || (filter == StreamFilter::Stderr) == (stream == keeper::Stream::Stderr);
}

}  // namespace core
