#include "core/controlsequence.h"

#include <algorithm>

#include "core/screenlines.h"

namespace core {

namespace {

void eraseScreen(ScreenLines &lines, int what)
{
    if (what == 0)
        lines.eraseBelow();
    else if (what == 2)
        lines.freshLine();
}

void eraseLine(ScreenLines &lines, int what)
{
    if (what == 0)
        lines.eraseToLineEnd();
    else if (what == 1)
        lines.eraseToLineBegin();
    else if (what == 2)
        lines.eraseLine();
}

}  // namespace

void ControlSequence::apply(char32_t final, ScreenLines &lines) const
{
    if (m_parameters.isStandard())
        run(final, lines);
}

void ControlSequence::run(char32_t final, ScreenLines &lines) const
{
    const int count = std::max(1, m_parameters.value(0, 1));
    switch (final) {
    case 'A':
        lines.moveRows(-count);
        break;
    case 'B':
        lines.moveRows(count);
        break;
    case 'C':
    case 'a':
        lines.moveColumns(count);
        break;
    case 'D':
        lines.moveColumns(-count);
        break;
    case 'E':
        lines.moveRows(count);
        lines.setColumn(0);
        break;
    case 'F':
        lines.moveRows(-count);
        lines.setColumn(0);
        break;
    case 'G':
    case '`':
        lines.setColumn(count - 1);
        break;
    case 'H':
    case 'f':
        lines.freshLine();
        break;
    case 'J':
        eraseScreen(lines, m_parameters.value(0, 0));
        break;
    case 'K':
        eraseLine(lines, m_parameters.value(0, 0));
        break;
    case 'P':
        lines.deleteColumns(count);
        break;
    case 'X':
        lines.eraseColumns(count);
        break;
    case 's':
        lines.saveCursor();
        break;
    case 'u':
        lines.restoreCursor();
        break;
    default:
        break;
    }
}

}  // namespace core
