#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <QScrollBar>

#include "ui/output/outputview.h"

namespace ui {

void OutputView::keyPressEvent(QKeyEvent *event)
{
    const std::optional<KeyAction> action = keyAction(*event);
    if (!action || (action->command == ViewCommand::ClearSelection && m_selection.isEmpty())) {
        event->ignore();
        return;
    }
    run(*action);
}

void OutputView::run(const KeyAction &action)
{
    switch (action.command) {
    case ViewCommand::LineUp:
        moveCursorLines(-1, action.selects);
        break;
    case ViewCommand::LineDown:
        moveCursorLines(1, action.selects);
        break;
    case ViewCommand::PageUp:
        moveCursorLines(1 - std::max(2, m_page.height()), action.selects);
        break;
    case ViewCommand::PageDown:
        moveCursorLines(std::max(2, m_page.height()) - 1, action.selects);
        break;
    case ViewCommand::Begin:
        setFollow([](Follow &follow) { follow.move(Follow::Move::Up, false); });
        m_page.showTop({});
        setCursor({m_page.top().offset, 0}, action.selects);
        pageMoved();
        break;
    case ViewCommand::End:
        if (action.selects) {
            m_page.showEnd();
            setCursor({m_document.end(), 0}, true);
        }
        follow();
        break;
    case ViewCommand::LineBegin:
        horizontalScrollBar()->setValue(0);
        if (m_hasCursor)
            setCursor({m_selection.cursor().offset, 0}, action.selects);
        break;
    case ViewCommand::CharacterBack:
        moveCursorCharacter(-1, action.selects);
        break;
    case ViewCommand::CharacterForward:
        moveCursorCharacter(1, action.selects);
        break;
    case ViewCommand::Copy:
        copySelection();
        break;
    case ViewCommand::SelectAll:
        selectAll();
        break;
    case ViewCommand::ClearSelection:
        clearSelection();
        break;
    }
}

// The cursor begins where people look: at the newest line while it follows, else at the top.
void OutputView::moveCursorLines(int lines, bool selects)
{
    if (m_page.items().empty())
        return;
    if (!m_hasCursor)
        setCursor({currentLine(), 0}, false);
    else
        showCursor();
    const QRectF from = boxOf(m_selection.cursor());
    const int line = int(std::lround(from.top() / m_page.style().height));
    const int target = line + lines;
    if (target < 0 || target >= m_page.height())
        m_page.scroll(target < 0 ? target : target - m_page.height() + 1);
    const int shown = std::clamp(target, 0, std::min(m_page.height(), m_page.items().back().endLine()) - 1);
    const TextPlace place = placeAt({from.left(), (shown + 0.5) * m_page.style().height});
    const bool isAtEnd = m_page.isAtEnd() && place.offset == m_page.items().back().row.offset;
    setFollow([&](Follow &follow) { follow.move(lines < 0 ? Follow::Move::Up : Follow::Move::Down, isAtEnd); });
    setCursor(place, selects);
    if (m_follow.isOn() && !selects)
        m_hasCursor = false;
    pageMoved();
}

void OutputView::moveCursorCharacter(int direction, bool selects)
{
    if (m_page.items().empty())
        return;
    if (!m_hasCursor)
        setCursor({currentLine(), 0}, false);
    setFollow([](Follow &follow) { follow.move(Follow::Move::Sideways, false); });
    showCursor();
    TextPlace place = m_selection.cursor();
    const OutputPage::Item *item = m_page.itemOf(place.offset);
    if (!item)
        return;
    const int next = item->layout->nextPosition(place.position, direction);
    if (next != place.position) {
        place.position = next;
    } else if (const std::optional<OutputRow> row =
                   direction > 0 ? m_document.rows()->after(item->row) : m_document.rows()->before(item->row)) {
        place.offset = row->offset;
        m_page.showRow(row->offset, std::clamp(item->line + direction, 0, m_page.height() - 1));
        const OutputPage::Item *moved = m_page.itemOf(row->offset);
        place.position = direction > 0 || !moved ? 0 : int(moved->layout->line().text.size());
    }
    setCursor(place, selects);
    showCursor();
    pageMoved();
}

}  // namespace ui
