#include "core/linematcher.h"

#include <algorithm>

#include "core/requiredtext.h"
#include "core/terminaltext.h"

namespace core {

QString shownLine(QByteArrayView line, QByteArray &scratch)
{
    if (line.endsWith('\n'))
        line.chop(1);
    const QByteArrayView shown = withoutColours(line, scratch);
    return shown.isNull() && !line.isEmpty() ? TerminalText::render(line) : rawText(shown);
}

LineMatcher::LineMatcher(const QString &source, QRegularExpression expression)
    : m_expression(std::move(expression))
    , m_needle(requiredNeedle(source))
{
}

void LineMatcher::feed(quint64 offset, QByteArrayView bytes, std::vector<Line> &found)
{
    if (!m_open.isEmpty()) {
        const qsizetype newline = bytes.indexOf('\n');
        const qsizetype mine = newline < 0 ? bytes.size() : newline + 1;
        m_open.append(bytes.first(mine));
        m_openEnd = offset + quint64(mine);
        bytes = bytes.sliced(mine);
        offset += quint64(mine);
        if (newline >= 0 || m_open.size() >= maxLine)
            endLine(found);
    }
    const qsizetype whole = bytes.lastIndexOf('\n') + 1;
    search(offset, bytes.first(whole), found);
    if (whole < bytes.size()) {
        m_open = bytes.sliced(whole).toByteArray();
        m_openBegin = offset + quint64(whole);
        m_openEnd = offset + quint64(bytes.size());
    }
}

void LineMatcher::endLine(std::vector<Line> &found)
{
    if (m_open.isEmpty())
        return;
    if (!m_needle || m_needle->find(m_open, 0) < m_open.size() || findUnprintable(m_open, 0) < m_open.size())
        test(m_openBegin, m_openEnd, m_open, found);
    m_open.clear();
}

std::optional<quint64> LineMatcher::openLine() const
{
    return m_open.isEmpty() ? std::nullopt : std::optional(m_openBegin);
}

void LineMatcher::search(quint64 offset, QByteArrayView lines, std::vector<Line> &found)
{
    if (!m_needle)
        return searchEach(offset, lines, found);
    qsizetype match = m_needle->find(lines, 0);
    qsizetype unprintable = findUnprintable(lines, 0);
    qsizetype end = 0;
    while (std::min(match, unprintable) < lines.size()) {
        const qsizetype at = std::min(match, unprintable);
        const qsizetype begin = end + lines.sliced(end, at - end).lastIndexOf('\n') + 1;
        end = lines.indexOf('\n', at) + 1;
        test(offset + quint64(begin), offset + quint64(end), lines.sliced(begin, end - begin), found);
        if (match < end)
            match = m_needle->find(lines, end);
        if (unprintable < end)
            unprintable = findUnprintable(lines, end);
    }
}

void LineMatcher::searchEach(quint64 offset, QByteArrayView lines, std::vector<Line> &found)
{
    for (qsizetype begin = 0; begin < lines.size();) {
        const qsizetype end = lines.indexOf('\n', begin) + 1;
        test(offset + quint64(begin), offset + quint64(end), lines.sliced(begin, end - begin), found);
        begin = end;
    }
}

void LineMatcher::test(quint64 offset, quint64 end, QByteArrayView line, std::vector<Line> &found)
{
    if (line.endsWith('\n'))
        line.chop(1);
    const QByteArrayView shown = withoutColours(line, m_scratch);
    if (m_needle && !shown.isNull() && m_needle->find(shown, 0) == shown.size())
        return;
    QString text = shown.isNull() && !line.isEmpty() ? TerminalText::render(line) : rawText(shown);
    const QRegularExpressionMatch match = m_expression.match(text);
    if (match.hasMatch())
        found.push_back({offset, end, std::move(text), match.capturedStart(), match.capturedLength()});
}

}  // namespace core
