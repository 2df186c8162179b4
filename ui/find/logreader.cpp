#include "ui/find/logreader.h"

#include <algorithm>
#include <ctime>

#include "ui/find/lines.h"
#include "ui/output/logrows.h"

using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr quint64 minSize = 32 << 10;
// So many bytes without a gap hold the end of a row.
constexpr qsizetype certainRow = 3 * qsizetype(LogRows::pieceBytes);
constexpr auto slow = 6ms;

// Not the clock on the wall: on a busy machine pieces would only become smaller and the work more.
std::chrono::nanoseconds processorTime()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace

// Appends bytes up to the limit or the first gap; with an empty buffer a gap at `offset` is skipped.
LogReader::Run LogReader::append(quint64 offset, quint64 limit)
{
    const core::OutputChunk chunk = m_log.read(offset, limit);
    Run run{false, chunk.nextOffset, chunk.end};
    if (m_buffer.isEmpty())
        m_begin = chunk.offset;
    for (const core::OutputSpan &span : chunk.spans) {
        if (span.gap == core::Gap::None) {
            m_buffer.append(span.bytes);
        } else if (m_buffer.isEmpty()) {
            m_begin = span.end();
        } else {
            run.gapAhead = true;
            run.next = span.end();
            break;
        }
    }
    return run;
}

void LogReader::adapt(std::chrono::nanoseconds took)
{
    if (took > slow)
        m_size = std::max(minSize, m_size / 2);
    else if (took < slow / 3)
        m_size = std::min(core::OutputLog::maxLimit, m_size * 2);
}

LineBlock LogReader::forward(quint64 offset)
{
    const std::chrono::nanoseconds began = processorTime();
    m_buffer.resize(0);
    Run run;
    do {
        run = append(offset, m_size);
        offset = run.next;
    } while (!run.gapAhead && offset < run.end && m_buffer.size() < certainRow);
    adapt(processorTime() - began);

    LineBlock block{m_begin, m_buffer, offset, offset, offset >= run.end};
    if (run.gapAhead || (block.atEnd && m_log.live() == core::Live::No))
        return block;
    const qsizetype whole = lastRowEnd(block);
    block.settled = block.offset + quint64(whole);
    if (!block.atEnd) {
        block.bytes.truncate(whole);
        block.next = block.settled;
    }
    return block;
}

LineBlock LogReader::backward(quint64 end)
{
    const std::chrono::nanoseconds began = processorTime();
    const quint64 begin = end - std::min(end, m_size);
    quint64 before = begin;
    m_buffer.resize(0);
    m_begin = begin;
    for (quint64 at = begin; at < end;) {
        const Run run = append(at, end - at);
        if (run.next <= at)
            break;
        at = run.next;
        if (run.gapAhead && at < end) {
            before = m_begin + quint64(m_buffer.size());
            m_buffer.resize(0);
            m_begin = at;
        }
    }
    m_begin = std::min(m_begin, end);
    m_buffer.truncate(qsizetype(end - m_begin));
    adapt(processorTime() - began);

    LineBlock block{m_begin, m_buffer, before, end, before == 0};
    if (begin == 0 || m_begin != begin)
        return block;
    const qsizetype first = firstRowBegin(block);
    block.bytes = block.bytes.sliced(first);
    block.offset += quint64(first);
    block.next = block.offset;
    return block;
}

QByteArray LogReader::line(quint64 offset)
{
    m_buffer.resize(0);
    static_cast<void>(append(offset, certainRow));
    const LineBlock block{m_begin, m_buffer, 0, 0, false};
    return m_buffer.first(m_begin == offset ? rowEnd(block, 0) : 0);
}

}  // namespace ui
