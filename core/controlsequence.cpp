#include "core/controlsequence.h"

#include <algorithm>

#include "core/screenlines.h"

namespace core {

namespace {

constexpr int maxParameter = 9999;

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

ControlSequence::ControlSequence(QByteArrayView parameters)
{
    m_parameters.fill(-1);
    size_t number = 0;
    for (const char c : parameters) {
        int &value = m_parameters[number];
        if (c >= '0' && c <= '9') {
            value = std::min(std::max(value, 0) * 10 + (c - '0'), maxParameter);
        } else if (c == ';') {
            number = std::min(number + 1, m_parameters.size() - 1);
            m_parameters[number] = -1;
        } else {
            m_isForeign = true;
        }
    }
}

void ControlSequence::apply(char32_t final, ScreenLines &lines) const
{
    if (!m_isForeign)
        run(final, lines);
}

void ControlSequence::run(char32_t final, ScreenLines &lines) const
{
    const int count = std::max(1, parameter(0, 1));
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
        eraseScreen(lines, parameter(0, 0));
        break;
    case 'K':
        eraseLine(lines, parameter(0, 0));
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

int ControlSequence::parameter(int number, int otherwise) const
{
    const int value = m_parameters[size_t(number)];
    return value < 0 ? otherwise : value;
}

}  // namespace core
