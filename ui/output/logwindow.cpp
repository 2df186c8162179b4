#include "ui/output/logwindow.h"

#include <algorithm>

namespace ui {

using core::Gap;
using core::OutputChunk;
using core::OutputSpan;

namespace {

// Read around what is asked for, so that a walk over lines reads rarely.
constexpr quint64 marginBefore = 24u << 10;
constexpr quint64 marginBehind = 40u << 10;

}  // namespace

void LogWindow::open(const core::OutputLog &log, quint64 headEnd)
{
    *this = {};
    m_log = log;
    m_headEnd = headEnd;
    refresh();
}

bool LogWindow::refresh()
{
    m_extent = m_log.extent();
    m_begin = m_end = 0;
    m_spans.clear();
    m_space.setEnd(m_extent.end);
    return findDropped();
}

// Only what follows the head is ever dropped, so one look there is enough.
bool LogWindow::findDropped()
{
    const quint64 before = m_droppedEnd;
    if (m_headEnd > 0 && m_headEnd < m_extent.end) {
        const OutputChunk chunk = m_log.read(m_headEnd, 1);
        if (!chunk.spans.isEmpty() && chunk.spans.first().gap == Gap::Dropped)
            m_droppedEnd = chunk.spans.first().end();
    }
    m_space.addGap(m_headEnd, m_droppedEnd);
    return m_droppedEnd != before;
}

quint64 LogWindow::lineBefore(quint64 from, quint64 low)
{
    load(low, from + 1);
    for (qsizetype i = std::min(indexAt(from), m_spans.size() - 1); i >= 0; --i) {
        const OutputSpan &span = m_spans.at(i);
        const bool isBorder = span.gap != Gap::None || (i > 0 && m_spans.at(i - 1).gap != Gap::None);
        if (span.gap == Gap::None) {
            // The newline before a line that begins at `at` is the byte at `at - 1`.
            const quint64 last = std::min(from, span.end()) - std::min(from, span.offset);
            const qsizetype newline = last == 0 ? -1 : span.bytes.lastIndexOf('\n', qsizetype(last) - 1);
            if (newline >= 0)
                return std::max(low, span.offset + quint64(newline) + 1);
        }
        if (span.offset <= low)
            return low;
        if (isBorder)
            return span.offset;
    }
    return low;
}

quint64 LogWindow::lineBehind(quint64 from, quint64 high)
{
    high = std::min(high, end());
    load(from, high);
    for (qsizetype i = indexAt(from); i < m_spans.size() && m_spans.at(i).offset < high; ++i) {
        const OutputSpan &span = m_spans.at(i);
        if (span.gap != Gap::None)
            return std::max(span.offset, from);
        const qsizetype newline = span.bytes.indexOf('\n', qsizetype(std::max(from, span.offset) - span.offset));
        if (newline >= 0)
            return std::min(high, span.offset + quint64(newline) + 1);
    }
    return high;
}

std::optional<OutputSpan> LogWindow::gapAt(quint64 offset)
{
    load(offset, offset + 1);
    const qsizetype i = indexAt(offset);
    if (i >= m_spans.size() || m_spans.at(i).gap == Gap::None)
        return {};
    return m_spans.at(i);
}

QByteArray LogWindow::bytes(quint64 begin, quint64 end)
{
    load(begin, end);
    QByteArray result;
    for (qsizetype i = indexAt(begin); i < m_spans.size() && m_spans.at(i).offset < end; ++i) {
        const OutputSpan &span = m_spans.at(i);
        if (span.gap != Gap::None)
            break;
        const quint64 from = std::max(begin, span.offset) - span.offset;
        result += QByteArrayView(span.bytes)
                      .sliced(qsizetype(from), qsizetype(std::min(end, span.end()) - span.offset - from));
    }
    return result;
}

LogWindow::Origin LogWindow::origin(quint64 begin, quint64 end)
{
    load(begin, end);
    const qsizetype first = indexAt(begin);
    if (first >= m_spans.size())
        return {};
    Origin result{false, m_spans.at(first).timeMs};
    for (qsizetype i = first; i < m_spans.size() && m_spans.at(i).offset < end; ++i)
        result.hasStderr = result.hasStderr || m_spans.at(i).stream == keeper::Stream::Stderr;
    return result;
}

void LogWindow::load(quint64 begin, quint64 end)
{
    end = std::min(end, m_extent.end);
    begin = std::min(begin, end);
    if (begin >= m_begin && end <= m_end && !m_spans.isEmpty())
        return;
    read(begin - std::min(begin, marginBefore), std::min(m_extent.end, end + marginBehind));
    if (m_end < end)
        read(begin, end);
}

void LogWindow::read(quint64 begin, quint64 end)
{
    m_spans.clear();
    m_begin = m_end = begin;
    while (m_end < end) {
        const OutputChunk chunk = m_log.read(m_end, end - m_end);
        if (chunk.nextOffset <= m_end)
            break;
        for (const OutputSpan &span : chunk.spans)
            addSpan(span);
        m_end = chunk.nextOffset;
    }
    completeFirstGap();
}

// Neighbours of one kind become one: gaps of both streams, records of one stream.
void LogWindow::addSpan(const OutputSpan &span)
{
    if (span.gap != Gap::None)
        m_space.addGap(span.offset, span.end());
    OutputSpan *const last = m_spans.isEmpty() ? nullptr : &m_spans.last();
    if (last && last->gap == span.gap && span.gap != Gap::None)
        last->length += span.length;
    else
        m_spans.append(span);
}

void LogWindow::completeFirstGap()
{
    if (m_spans.isEmpty() || m_spans.first().gap == Gap::None)
        return;
    OutputSpan &gap = m_spans.first();
    const quint64 begin = beginOfGap(gap);
    gap.length += gap.offset - begin;
    gap.offset = m_begin = begin;
    m_space.addGap(begin, gap.end());
}

// By ever larger steps back, then by halves: a gap can be larger than what can be read at once.
quint64 LogWindow::beginOfGap(const OutputSpan &gap) const
{
    const auto isSameGapFrom = [&](quint64 offset) {
        const OutputChunk chunk = m_log.read(offset, 1);
        const auto differs = [&](const OutputSpan &span) { return span.offset < gap.offset && span.gap != gap.gap; };
        return chunk.nextOffset >= gap.offset && std::ranges::none_of(chunk.spans, differs);
    };
    const KeptSpace::Range known = m_space.gapAt(gap.offset);
    if (known.end > known.begin && known.begin < gap.offset && isSameGapFrom(known.begin))
        return known.begin;
    quint64 inside = gap.offset;
    quint64 step = 4096;
    while (inside > 0 && isSameGapFrom(inside - std::min(inside, step))) {
        inside -= std::min(inside, step);
        step *= 4;
    }
    quint64 outside = inside - std::min(inside, step);
    while (outside < inside) {
        const quint64 middle = outside + (inside - outside) / 2;
        if (isSameGapFrom(middle))
            inside = middle;
        else
            outside = middle + 1;
    }
    return inside;
}

qsizetype LogWindow::indexAt(quint64 offset) const
{
    return std::ranges::upper_bound(m_spans, offset, {}, &OutputSpan::end) - m_spans.begin();
}

}  // namespace ui
