#include "core/screentext.h"

#include "core/screenrow.h"

namespace core {

void ScreenText::add(const ScreenRow &row, qsizetype width)
{
    row.appendTo(m_line, width);
    if (m_line.size() < longestLine)
        return;
    m_lines.addPart(m_line);
    m_line.resize(0);
    bound();
}

void ScreenText::endRow(const ScreenRow &row)
{
    if (row.isWrapped)
        return;
    m_lines.addLine(m_line);
    m_line.resize(0);
    bound();
}

void ScreenText::trimLine()
{
    while (m_line.endsWith(u' '))
        m_line.chop(1);
}

QString ScreenText::finish()
{
    m_lines.finish(m_line);
    m_line.clear();
    return std::exchange(m_text, {}) + m_lines.take();
}

void ScreenText::bound()
{
    m_text += m_lines.take();
    if (m_text.size() > longestText)
        m_text.remove(0, m_text.indexOf(u'\n', m_text.size() - longestText / 2) + 1);
}

}  // namespace core
