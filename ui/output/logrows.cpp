#include "ui/output/logrows.h"

#include <algorithm>

namespace ui {

namespace {

constexpr quint64 piece = LogRows::pieceBytes;

bool isContinuationByte(char c)
{
    return (uchar(c) & 0xc0) == 0x80;
}

// Where a character begins that goes on behind `before`, in which `next` is the byte that follows.
qsizetype characterCut(QByteArrayView before, char next)
{
    qsizetype cut = before.size();
    while (isContinuationByte(next) && before.size() - cut < 4 && cut > 0)
        next = before[--cut];
    return uchar(next) >= 0xc0 ? cut : before.size();
}

// The same for a control sequence.
qsizetype sequenceCut(QByteArrayView before)
{
    const qsizetype escape = before.lastIndexOf('\x1b');
    if (escape < 0)
        return before.size();
    const QByteArrayView sequence = before.sliced(escape + 1);
    const bool isOpen = sequence.isEmpty()
        || (sequence.front() == '['
            && std::all_of(sequence.begin() + 1, sequence.end(), [](char c) { return c >= 0x20 && c < 0x40; }));
    return isOpen ? escape : before.size();
}

}  // namespace

LogRows::LogRows(LogWindow &window)
    : m_window(window)
{
}

std::optional<OutputRow> LogRows::at(quint64 offset)
{
    if (m_window.end() == 0)
        return {};
    offset = std::min(offset, m_window.end() - 1);
    if (const std::optional<core::OutputSpan> gap = m_window.gapAt(offset))
        return gapRow(*gap);
    return row(beginOf(offset));
}

std::optional<OutputRow> LogRows::last()
{
    return at(m_window.end());
}

std::optional<OutputRow> LogRows::after(const OutputRow &row)
{
    if (row.end >= m_window.end())
        return {};
    return at(row.end);
}

std::optional<OutputRow> LogRows::before(const OutputRow &row)
{
    if (row.offset == 0)
        return {};
    return at(row.offset - 1);
}

// A line that begins behind the multiple before the last one has no cut up to `offset`.
quint64 LogRows::beginOf(quint64 offset)
{
    const quint64 multiple = offset - offset % piece;
    const quint64 next = multiple + piece;
    if (next - offset <= maxSetBack && next < m_window.end() && isCut(next)) {
        const quint64 cut = cutAt(next);
        if (cut <= offset)
            return cut;
    }
    const quint64 low = multiple - std::min(multiple, piece);
    const quint64 line = m_window.lineBefore(offset, low);
    return line == low && multiple > 0 ? cutAt(multiple) : line;
}

quint64 LogRows::endOf(quint64 begin)
{
    const quint64 cut = (begin + piece - 1) / piece * piece + piece;
    const quint64 line = m_window.lineBehind(begin, cut);
    return line < cut || cut >= m_window.end() ? line : std::min(line, isCut(cut) ? cutAt(cut) : line);
}

// No line begins between the piece before and here.
bool LogRows::isCut(quint64 multiple)
{
    return multiple >= piece && m_window.lineBefore(multiple, multiple - piece) == multiple - piece;
}

quint64 LogRows::cutAt(quint64 multiple)
{
    const QByteArray around = m_window.bytes(multiple - maxSetBack, multiple + 1);
    if (around.size() <= qsizetype(maxSetBack))
        return multiple;
    const QByteArrayView before = QByteArrayView(around).first(qsizetype(maxSetBack));
    return multiple - maxSetBack + quint64(cut(before, around.back()));
}

qsizetype LogRows::cut(QByteArrayView before, char next)
{
    return std::min(characterCut(before, next), sequenceCut(before));
}

OutputRow LogRows::gapRow(const core::OutputSpan &gap)
{
    OutputRow result;
    result.offset = gap.offset;
    result.end = std::min(gap.end(), m_window.end());
    result.gap = gap.gap;
    result.fromStderr = false;
    result.timeMs = gap.timeMs;
    const quint64 linesBefore = gap.offset > 0 ? m_window.log().lineAt(gap.offset - 1) : 0;
    const bool endsLine = gap.offset > 0 && m_window.bytes(gap.offset - 1, gap.offset) == "\n";
    const quint64 linesBehind = m_window.log().lineAt(gap.end());
    const quint64 swallowed = linesBehind - std::min(linesBehind, linesBefore);
    result.gapLines = swallowed - std::min<quint64>(swallowed, endsLine ? 1 : 0);
    return result;
}

OutputRow LogRows::row(quint64 begin)
{
    OutputRow result;
    result.offset = begin;
    result.end = endOf(begin);
    result.bytes = m_window.bytes(result.offset, result.end);
    const LogWindow::Origin origin = m_window.origin(result.offset, result.end);
    result.fromStderr = origin.hasStderr;
    result.timeMs = origin.timeMs;
    result.continued = begin > 0 && m_window.lineBefore(begin, begin - 1) == begin - 1;
    const bool endsLine = result.bytes.endsWith('\n');
    if (endsLine)
        result.bytes.chop(1);
    result.isOpen = !endsLine && result.end == m_window.end();
    result.continues = !endsLine && result.end < m_window.end() && !m_window.gapAt(result.end);
    return result;
}

}  // namespace ui
