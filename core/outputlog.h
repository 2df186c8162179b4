#pragma once

#include <QByteArray>
#include <QString>
#include <QVector>

#include "core/keeper/logformat.h"
#include "core/logview.h"
#include "core/outputspan.h"

namespace core {

// Where a chunk that the limit ends may be cut.
enum class Align {
    Byte,
    Character,  // not inside a UTF-8 character, in either stream
    Line,  // behind a newline; as Character where a line is longer than the limit
};

// What a log holds. Offsets and counts include what was dropped.
struct OutputExtent {
    quint64 begin = 0;  // the first offset that is kept
    quint64 end = 0;  // behind the last byte
    quint64 lines = 0;  // newline bytes
    quint64 stderrBytes = 0;
    qint64 firstMs = 0;  // when the first kept byte came, milliseconds since 1970 UTC; 0: unknown
    qint64 lastMs = 0;  // when the last bytes came (to 64 KiB or 10 ms)

    [[nodiscard]] quint64 stdoutBytes() const { return end - stderrBytes; }
};

// Reads a job's output, as keeper/logformat.h lays it down, by logical offset. It keeps no file open and
// nothing in memory between two calls: each call sees the log as it is at that moment, while the keeper
// appends and drops. A folder that is missing or empty is an empty log; damaged files read as gaps, never as
// an error.
//
// A caller that passes each nextOffset to the next read gets every byte exactly once, in a span or inside a
// gap.
class OutputLog final
{
public:
    static constexpr quint64 maxLimit = 4u << 20;

    OutputLog() = default;
    OutputLog(const QString &folder, const keeper::LogLimits &limits);
    // Without the limits, a segment of which nothing is left is taken as dropped.
    OutputLog(const QString &folder, quint64 segmentBytes);

    // Yes until told. When the job is over, data behind the last record becomes readable (OutputSpan::indexed
    // is false), and what a power cut left of the index is cut back to where index and data agree.
    void setLive(Live live) { m_live = live; }
    [[nodiscard]] Live live() const { return m_live; }

    [[nodiscard]] OutputExtent extent() const;

    // Up to `limit` bytes (at most maxLimit; gaps and the other stream don't count) from `offset` on. Looks
    // at a limited number of records, so a chunk may be short, or empty, before the end: go on until
    // nextOffset is `end`. Unless `align` is Byte, the chunk may be a little longer than the limit so that
    // one character fits in, and a character of which the last bytes haven't come yet is left for later.
    [[nodiscard]] OutputChunk read(quint64 offset, quint64 limit, StreamFilter filter = StreamFilter::Both,
                                   Align align = Align::Byte) const;

    // Where the last `lines` lines of the streams begin. Bytes behind the last newline are a line too; a
    // newline at the end begins none. If it lies in a gap, or can't be known because of one: where the gap
    // begins.
    [[nodiscard]] quint64 tailOffset(quint64 lines, StreamFilter filter = StreamFilter::Both) const;
    // The last `lines` lines up to the end of the log, of these the last `maxBytes` (at most maxLimit).
    [[nodiscard]] OutputChunk tail(quint64 lines, StreamFilter filter, quint64 maxBytes) const;

    // Where line `line` (from 0) begins; the end if there is none; in a gap: where the gap ends.
    [[nodiscard]] quint64 lineOffset(quint64 line) const;
    // The number of the line (from 0) that holds the byte; in a dropped range: that of the first kept byte
    // behind it.
    [[nodiscard]] quint64 lineAt(quint64 offset) const;

    // The gaps of the whole log, in order. Reads the whole index: for a job's result, not for every poll.
    [[nodiscard]] QVector<OutputSpan> gaps() const;

private:
    [[nodiscard]] LogView view() const;

    QByteArray m_folder;
    keeper::LogLimits m_limits{};
    Live m_live = Live::Yes;
};

}  // namespace core
