#include "core/linecollapser.h"

namespace core {

using namespace Qt::StringLiterals;

void LineCollapser::addLine(QStringView line)
{
    if (m_hasLine && line == m_line) {
        ++m_repeats;
        return;
    }
    endRun();
    m_text += line;
    m_text += u'\n';
    m_hasLine = !std::exchange(m_isInPart, false);
    if (m_hasLine) {
        m_line.resize(0);
        m_line += line;
    }
}

void LineCollapser::addPart(QStringView part)
{
    endRun();
    m_text += part;
    m_isInPart = true;
}

void LineCollapser::finish(QStringView last)
{
    const bool isOpen = m_isInPart || !last.isEmpty();
    if (isOpen)
        addLine(last);
    endRun();
    if (isOpen)
        m_text.chop(1);
}

void LineCollapser::endRun()
{
    if (m_repeats == 1)
        m_text += m_line + u'\n';
    else if (m_repeats > 1)
        m_text += u"[previous line repeated %1 times]\n"_s.arg(m_repeats);
    m_repeats = 0;
    m_hasLine = false;
}

}  // namespace core
