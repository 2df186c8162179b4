#include "core/outputlog.h"

#include <algorithm>
#include <limits>

#include <QFile>

#include "core/chunkborder.h"
#include "core/chunkreader.h"
#include "core/logseek.h"

namespace core {

namespace {

bool isOneStream(const OutputChunk &chunk)
{
    const auto differs = [&](const OutputSpan &span) { return span.stream != chunk.spans.first().stream; };
    return std::ranges::none_of(chunk.spans, differs);
}

// Ends the chunk where a character ends; when that leaves nothing, at the first such place behind the limit.
void alignToCharacter(const LogView &view, OutputChunk &chunk, StreamFilter filter, quint64 limit, Live live)
{
    const quint64 border = characterBorder(chunk);
    if (border > chunk.offset) {
        cutChunk(chunk, border);
        return;
    }
    // One character cut by the other stream's bytes: better whole than within the limit.
    OutputChunk longer =
        ChunkReader(view, filter, limit + keeper::maxRecordBytes, ChunkReader::Work::Bounded).read(chunk.offset);
    const quint64 first = firstCharacterBorder(longer);
    const bool isWhole = first < longer.nextOffset || characterBorder(longer) == longer.nextOffset;
    if (isWhole) {
        cutChunk(longer, first);
        chunk = longer;
    } else if (longer.nextOffset == longer.end && isOneStream(longer)) {
        if (live == Live::No)
            chunk = longer;
        else
            cutChunk(chunk, chunk.offset);
    }
}

void align(const LogView &view, OutputChunk &chunk, StreamFilter filter, quint64 limit, Align align, Live live)
{
    const bool atEnd = chunk.nextOffset == chunk.end;
    if (chunk.spans.isEmpty() || align == Align::Byte || (atEnd && live == Live::No))
        return;
    const quint64 line = align == Align::Line && !atEnd ? lineBorder(chunk) : chunk.offset;
    if (line > chunk.offset)
        cutChunk(chunk, line);
    alignToCharacter(view, chunk, filter, limit, live);
}

}  // namespace

QByteArray OutputChunk::bytes(StreamFilter filter) const
{
    QByteArray result;
    for (const OutputSpan &span : spans) {
        if (matches(filter, span.stream))
            result += span.bytes;
    }
    return result;
}

OutputLog::OutputLog(const QString &folder, const keeper::LogLimits &limits)
    : m_folder(QFile::encodeName(folder))
    , m_limits(limits)
{
}

OutputLog::OutputLog(const QString &folder, quint64 segmentBytes)
    : OutputLog(folder, keeper::LogLimits{segmentBytes, 0, 0})
{
}

LogView OutputLog::view() const
{
    return LogView(m_folder, m_limits, m_live);
}

OutputExtent OutputLog::extent() const
{
    const LogView log = view();
    if (log.isEmpty())
        return {};
    const LogSegment first = log.segment(log.numbers().front());
    return {first.begin(),
            log.end(),
            log.last().lines,
            log.last().stderrBytes,
            first.count() > 0 ? first.record(0).timeMs : 0,
            log.last().timeMs};
}

OutputChunk OutputLog::read(quint64 offset, quint64 limit, StreamFilter filter, Align alignment) const
{
    const LogView log = view();
    limit = std::min(limit, maxLimit);
    OutputChunk chunk = ChunkReader(log, filter, limit, ChunkReader::Work::Bounded).read(offset);
    align(log, chunk, filter, limit, alignment, m_live);
    chunk.eof = m_live == Live::No && chunk.nextOffset == chunk.end;
    return chunk;
}

quint64 OutputLog::tailOffset(quint64 lines, StreamFilter filter) const
{
    const LogView log = view();
    return LogSeek(log).tailOffset(lines, filter);
}

OutputChunk OutputLog::tail(quint64 lines, StreamFilter filter, quint64 maxBytes) const
{
    const LogView log = view();
    const LogSeek seek(log);
    maxBytes = std::min(maxBytes, maxLimit);
    const quint64 lineBegin = seek.tailOffset(lines, filter);
    const quint64 all = seek.bytes(filter);
    const quint64 bytesBegin = all > maxBytes ? seek.byteOffset(all - maxBytes, filter) : 0;
    OutputChunk chunk =
        ChunkReader(log, filter, maxBytes, ChunkReader::Work::Whole).read(std::max(lineBegin, bytesBegin));
    if (bytesBegin > lineBegin)
        dropOpenedCharacter(chunk);
    align(log, chunk, filter, maxBytes, Align::Character, m_live);
    chunk.eof = m_live == Live::No && chunk.nextOffset == chunk.end;
    return chunk;
}

quint64 OutputLog::lineOffset(quint64 line) const
{
    const LogView log = view();
    return LogSeek(log).lineOffset(line);
}

quint64 OutputLog::lineAt(quint64 offset) const
{
    const LogView log = view();
    return LogSeek(log).lineAt(offset);
}

QVector<OutputSpan> OutputLog::gaps() const
{
    const LogView log = view();
    return ChunkReader(log, StreamFilter::Both, std::numeric_limits<quint64>::max(), ChunkReader::Work::Gaps)
        .read(0)
        .spans;
}

}  // namespace core
