#include "core/chunkreader.h"

#include <algorithm>
#include <limits>

#include "core/logseek.h"

namespace core {

using keeper::IndexRecord;

namespace {

constexpr qint64 workRecords = 1 << 16;  // 2.6 MB of index
constexpr qint64 segmentWork = 64;  // what it costs to open a segment, in records

keeper::Stream streamOf(const IndexRecord &record)
{
    return isStderr(record) ? keeper::Stream::Stderr : keeper::Stream::Stdout;
}

}  // namespace

ChunkReader::ChunkReader(const LogView &view, StreamFilter filter, quint64 limit, Work work)
    : m_view(view)
    , m_filter(filter)
    , m_left(limit)
    , m_gapsOnly(work == Work::Gaps)
    , m_work(work == Work::Bounded ? workRecords : std::numeric_limits<qint64>::max())
{
}

OutputChunk ChunkReader::read(quint64 offset)
{
    m_at = std::min(offset, m_view.end());
    m_chunk = {};
    m_chunk.offset = m_at;
    m_chunk.end = m_view.end();
    while (!isDone()) {
        const quint64 number = m_view.numberAt(m_at);
        const LogSegment segment = m_view.segment(number);
        m_work -= segmentWork;
        if (segment.isMissing())
            addGap(m_view.missingReason(number), m_view.missingEnd(number), keeper::Stream::Stdout, 0);
        else
            readSegment(segment);
        const bool gaveNothing = m_chunk.spans.isEmpty() || m_chunk.spans.last().end() <= segment.begin();
        if (m_filter != StreamFilter::Both && gaveNothing && segment.count() > 0 && m_at == segment.limit())
            skipSegments(number, bytesUpTo(segment.last(), m_filter));
    }
    m_chunk.nextOffset = m_at;
    return std::move(m_chunk);
}

void ChunkReader::readSegment(const LogSegment &segment)
{
    const quint64 stop = std::min(segment.limit(), m_view.end());
    qsizetype i = segment.first([this](const IndexRecord &record) { return endOf(record) > m_at; });
    while (m_at < stop && !isDone()) {
        --m_work;
        // Behind the records of a full segment, or where they are damaged, nobody knows what the bytes were.
        const IndexRecord record = i < segment.count() ? segment.record(i) : IndexRecord{};
        if (record.length == 0 || record.offset > m_at || endOf(record) <= m_at) {
            const bool resumes = record.length > 0 && record.offset > m_at && record.offset < stop;
            addGap(Gap::Gone, resumes ? record.offset : stop, keeper::Stream::Stdout, 0);
            continue;
        }
        const quint64 end = std::min(endOf(record), stop);
        if (!matches(m_filter, record)) {
            m_at = end;
            skipOtherStream(segment, i);
            continue;
        }
        if (isGap(record))
            addGap(Gap::DiskFull, end, streamOf(record), record.timeMs);
        else
            addBytes(segment, i, end - m_at);
        if (m_at == end)
            ++i;
    }
}

void ChunkReader::skipOtherStream(const LogSegment &segment, qsizetype &i)
{
    if (++i >= segment.count() || matches(m_filter, segment.record(i)))
        return;
    const quint64 before = bytesUpTo(segment.record(i), m_filter);
    i = segment.first([&](const IndexRecord &record) { return bytesUpTo(record, m_filter) > before; }, i);
    const quint64 next = i < segment.count() ? segment.record(i).offset : segment.end();
    m_at = std::clamp(next, m_at, std::min(segment.limit(), m_view.end()));
}

// Goes on to the segment that has the stream's next byte, or to the next missing segment. A rare stream would
// otherwise open all segments of the log.
void ChunkReader::skipSegments(quint64 number, quint64 bytesBefore)
{
    const std::optional<quint64> next = LogSeek(m_view).storedByteOffset(bytesBefore, m_filter);
    if (!next)
        return;  // it lies in a gap that isn't to be skipped
    const std::vector<quint64> &numbers = m_view.numbers();
    auto kept = std::ranges::lower_bound(numbers, number);
    while (kept != numbers.end() && *kept == number && number < m_view.numberAt(*next)) {
        ++kept;
        ++number;
    }
    m_at = std::clamp(m_view.beginOf(number), m_at, m_view.end());
}

void ChunkReader::addBytes(const LogSegment &segment, qsizetype i, quint64 length)
{
    const IndexRecord record = segment.record(i);
    if (m_gapsOnly) {
        const quint64 stored = segment.available(m_at, length);
        m_at += stored;
        length -= stored;
    }
    const QByteArray bytes = m_gapsOnly ? QByteArray() : segment.bytes(m_at, std::min(length, m_left));
    if (!bytes.isEmpty()) {
        const quint64 size = quint64(bytes.size());
        m_chunk.spans.append({m_at, size, streamOf(record), record.timeMs, Gap::None, segment.isIndexed(i), bytes});
        m_at += size;
        m_left -= size;
        length -= size;
    }
    if (length > 0 && m_left > 0)
        addGap(segment.hasData() ? Gap::Gone : segment.dataGap(), m_at + length, streamOf(record), record.timeMs);
}

void ChunkReader::addGap(Gap gap, quint64 end, keeper::Stream stream, qint64 timeMs)
{
    if (end <= m_at)
        return;
    OutputSpan *const last = m_chunk.spans.isEmpty() ? nullptr : &m_chunk.spans.last();
    if (last && last->gap == gap && last->stream == stream && last->end() == m_at)
        last->length += end - m_at;
    else
        m_chunk.spans.append({m_at, end - m_at, stream, timeMs, gap, timeMs != 0, {}});
    m_at = end;
}

bool ChunkReader::isDone() const
{
    return m_at >= m_view.end() || m_left == 0 || m_work <= 0;
}

}  // namespace core
