#include "mcp/linereader.h"

namespace mcp {

LineReader::LineReader(qsizetype limit)
    : m_limit(limit)
{
}

void LineReader::append(QByteArrayView bytes)
{
    if (m_dropping) {
        const qsizetype end = bytes.indexOf('\n');
        if (end < 0)
            return;
        bytes = bytes.sliced(end + 1);
        m_dropping = false;
    }
    m_buffer.append(bytes);
}

std::optional<LineReader::Line> LineReader::next()
{
    for (;;) {
        const qsizetype end = m_buffer.indexOf('\n', m_searched);
        if (end < 0)
            return needMore();
        QByteArray line = m_buffer.sliced(m_begin, end - m_begin);
        m_begin = m_searched = end + 1;
        if (line.size() > m_limit)
            return Line{{}, true};
        if (line.endsWith('\r'))
            line.chop(1);
        if (!line.trimmed().isEmpty())
            return Line{std::move(line), false};
    }
}

// Forgets the lines that were given out, and the current one when it has become too long.
std::optional<LineReader::Line> LineReader::needMore()
{
    m_buffer = m_begin == m_buffer.size() ? QByteArray() : m_buffer.remove(0, m_begin);
    m_begin = 0;
    m_searched = m_buffer.size();
    if (m_buffer.size() <= m_limit)
        return std::nullopt;
    m_buffer = QByteArray();
    m_searched = 0;
    m_dropping = true;
    return Line{{}, true};
}

}  // namespace mcp
