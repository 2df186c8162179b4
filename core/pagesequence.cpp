#include "core/pagesequence.h"

#include <algorithm>

#include "core/screenpage.h"
#include "core/sequenceparameters.h"

namespace core {

namespace {

void eraseScreen(ScreenPage &page, int what)
{
    if (what == 0)
        page.eraseBelow();
    else if (what == 1)
        page.eraseAbove();
    else if (what == 2)
        page.eraseAll();
    else if (what == 3)
        page.clearHistory();
}

void eraseRow(ScreenPage &page, int what)
{
    if (what == 0)
        page.eraseToRowEnd();
    else if (what == 1)
        page.eraseToRowBegin();
    else if (what == 2)
        page.eraseRow();
}

// False: none of these.
bool moveCursor(ScreenPage &page, const SequenceParameters &parameters, char32_t final)
{
    const int count = std::max(1, parameters.value(0, 1));
    switch (final) {
    case 'A':
        page.moveRows(-count);
        return true;
    case 'B':
    case 'e':
        page.moveRows(count);
        return true;
    case 'C':
    case 'a':
        page.moveColumns(count);
        return true;
    case 'D':
        page.moveColumns(-count);
        return true;
    case 'E':
        page.moveRows(count);
        page.setColumn(0);
        return true;
    case 'F':
        page.moveRows(-count);
        page.setColumn(0);
        return true;
    case 'G':
    case '`':
        page.setColumn(count - 1);
        return true;
    case 'd':
        page.setRow(count - 1);
        return true;
    case 'H':
    case 'f':
        page.setRow(count - 1);
        page.setColumn(parameters.value(1, 1) - 1);
        return true;
    case 's':
        page.saveCursor();
        return true;
    case 'u':
        page.restoreCursor();
        return true;
    default:
        return false;
    }
}

}  // namespace

void applySequence(ScreenPage &page, const SequenceParameters &parameters, char32_t final)
{
    if (moveCursor(page, parameters, final))
        return;
    const int count = std::max(1, parameters.value(0, 1));
    switch (final) {
    case 'J':
        return eraseScreen(page, parameters.value(0, 0));
    case 'K':
        return eraseRow(page, parameters.value(0, 0));
    case '@':
        return page.insertColumns(count);
    case 'P':
        return page.removeColumns(count);
    case 'X':
        return page.eraseColumns(count);
    case 'L':
        return page.insertRows(count);
    case 'M':
        return page.removeRows(count);
    case 'S':
        return page.scrollUp(count);
    case 'T':
        return page.scrollDown(count);
    case 'r':
        return page.setMargins(count - 1, parameters.value(1, 9999) - 1);
    case 'h':
    case 'l':
        if (parameters.value(0, 0) == 4)
            page.setInserts(final == 'h');
        return;
    default:
        return;
    }
}

}  // namespace core
