#include <algorithm>
#include <cmath>

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include "ui/output/outputview.h"
#include "ui/output/textcollector.h"

namespace ui {

TextPlace OutputView::placeAt(const QPointF &point) const
{
    if (m_page.items().empty())
        return {};
    const int wanted = int(std::floor(point.y() / m_page.style().height));
    const OutputPage::Item *item = m_page.itemAt(std::max(wanted, 0));
    if (!item || wanted < m_page.items().front().line) {
        item = item ? &m_page.items().front() : &m_page.items().back();
        return {item->row.offset, wanted < 0 ? 0 : int(item->layout->line().text.size())};
    }
    const qreal x = point.x() - geometry().textOrigin();
    return {item->row.offset, item->layout->positionAt({wanted - item->line, x})};
}

QRectF OutputView::boxOf(const TextPlace &place) const
{
    const OutputPage::Item *item = m_page.itemOf(place.offset);
    if (!item)
        return {};
    const RowLayout::Place found = item->layout->placeOf(place.position);
    const RowStyle &style = m_page.style();
    return {geometry().textOrigin() + found.x, (item->line + found.line) * style.height, style.characterWidth,
            style.height};
}

void OutputView::select(const TextRange &range)
{
    const TextRange before = m_selection.range();
    m_selection.begin(range.begin);
    m_selection.extendTo(range.end);
    notifySelection(before);
}

void OutputView::selectAll()
{
    if (const std::optional<OutputRow> first = m_document.rows()->at(0)) {
        setFollow([](Follow &follow) { follow.end(); });
        select({{first->offset, 0}, {m_document.end(), 0}});
        pageMoved();
    }
}

void OutputView::clearSelection()
{
    const TextRange before = m_selection.range();
    m_selection.clear();
    notifySelection(before);
}

void OutputView::notifySelection(const TextRange &before)
{
    viewport()->update();
    const TextRange &now = m_selection.range();
    if (before.begin != now.begin || before.end != now.end)
        emit selectionChanged();
}

void OutputView::setCursor(const TextPlace &place, bool selects)
{
    const TextRange before = m_selection.range();
    const quint64 line = currentLine();
    if (selects)
        m_selection.extendTo(place);
    else
        m_selection.begin(place);
    m_hasCursor = true;
    notifySelection(before);
    if (currentLine() != line)
        emit currentLineChanged();
}

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
    const OutputPage::Place top = m_page.top();
    const bool wasFollowing = m_follow.isOn();
    const int target = line + lines;
    int scrolled = 0;
    if (target < 0 || target >= m_page.height()) {
        scrolled = target < 0 ? target : target - m_page.height() + 1;
        m_page.scroll(scrolled);
    }
    const qreal y = (std::clamp(target, 0, m_page.height() - 1) + 0.5) * m_page.style().height;
    const TextPlace place =
        placeAt({from.left(), std::min(y, (m_page.items().back().endLine() - 0.5) * m_page.style().height)});
    setFollow([&](Follow &follow) {
        const bool isDown = lines > 0 && (m_page.top() != top || wasFollowing || place.offset == currentLine());
        follow.move(lines < 0 ? Follow::Move::Up : Follow::Move::Down,
                    isDown && m_page.isAtEnd() && place.offset == m_page.items().back().row.offset);
    });
    setCursor(place, selects);
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

TextRange OutputView::unitAt(const QPointF &point) const
{
    const TextPlace place = placeAt(point);
    const OutputPage::Item *item = m_page.itemOf(place.offset);
    if (!item || m_unit == Unit::Character)
        return {place, place};
    const QString &text = item->layout->line().text;
    if (m_unit == Unit::Row)
        return {{place.offset, 0}, {place.offset, int(text.size())}};
    const int line = int(std::floor(point.y() / m_page.style().height)) - item->line;
    const int character = item->layout->characterAt({line, point.x() - geometry().textOrigin()});
    const auto [begin, end] = wordAt(text, character < 0 ? place.position : character);
    return {{place.offset, begin}, {place.offset, end}};
}

void OutputView::selectUnit(const QPointF &point, bool extends)
{
    const TextRange before = m_selection.range();
    const quint64 line = currentLine();
    if (extends)
        m_selection.extendTo(unitAt(point));
    else
        m_selection.begin(unitAt(point));
    m_hasCursor = true;
    notifySelection(before);
    if (currentLine() != line)
        emit currentLineChanged();
}

void OutputView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_page.items().empty())
        return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const bool isTriple = now - m_doubleClickedAt < QApplication::doubleClickInterval()
        && (event->position() - m_pressed).manhattanLength() < QApplication::startDragDistance();
    m_unit = isTriple ? Unit::Row : Unit::Character;
    m_pressed = event->position();
    m_pressedLink = linkAt(event->position());
    m_isDragging = true;
    selectUnit(event->position(), event->modifiers() & Qt::ShiftModifier);
}

void OutputView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_page.items().empty())
        return;
    m_doubleClickedAt = QDateTime::currentMSecsSinceEpoch();
    m_pressed = event->position();
    m_pressedLink.clear();
    m_unit = Unit::Word;
    m_isDragging = true;
    selectUnit(event->position(), false);
}

void OutputView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_isDragging) {
        dragTo(event->position());
        return;
    }
    viewport()->setCursor(linkAt(event->position()).isEmpty() ? Qt::IBeamCursor : Qt::PointingHandCursor);
}

// Output that moves away under the mouse can't be selected: dragging ends following.
void OutputView::dragTo(const QPointF &point)
{
    m_dragged = point;
    if ((point - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
        m_pressedLink.clear();
        setFollow([](Follow &follow) { follow.end(); });
        placeButton();
    }
    selectUnit(point, true);
    const bool isOutside =
        point.y() < 0 || point.y() > viewport()->height() || point.x() < 0 || point.x() > viewport()->width();
    if (isOutside && !m_autoScroll.isActive())
        m_autoScroll.start();
    else if (!isOutside)
        m_autoScroll.stop();
}

void OutputView::autoScroll()
{
    const RowStyle &style = m_page.style();
    const auto beyond = [](qreal value, int size) { return value < 0 ? value : value > size ? value - size : 0.0; };
    const qreal y = beyond(m_dragged.y(), viewport()->height());
    const qreal x = beyond(m_dragged.x(), viewport()->width());
    if (y != 0)
        m_page.scroll(int(y / style.height) + (y < 0 ? -1 : 1));
    if (x != 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + int(x));
    selectUnit(m_dragged, true);
    pageMoved();
}

void OutputView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_isDragging)
        return;
    m_isDragging = false;
    m_autoScroll.stop();
    const QString link = linkAt(event->position());
    if (!link.isEmpty() && link == m_pressedLink)
        emit linkActivated(link);
    publishPrimary();
}

void OutputView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const TextPlace place = placeAt(event->pos());
        emit contextMenuAt(event->globalPos(), place.offset);
    } else {
        const TextPlace place{currentLine(), m_hasCursor ? m_selection.cursor().position : 0};
        emit contextMenuAt(viewport()->mapToGlobal(boxOf(place).bottomLeft().toPoint()), place.offset);
    }
}

QString OutputView::linkAt(const QPointF &point) const
{
    const OutputPage::Item *item = m_page.itemAt(int(std::floor(point.y() / m_page.style().height)));
    if (!m_marks.links || !item || item->row.gap != core::Gap::None || point.x() < geometry().textLeft())
        return {};
    const int line = int(std::floor(point.y() / m_page.style().height)) - item->line;
    const int character = item->layout->characterAt({line, point.x() - geometry().textOrigin()});
    for (const LinkSpan &link : m_marks.links(item->layout->line().text)) {
        if (character >= link.start && character < link.start + link.length)
            return link.target;
    }
    return {};
}

QString OutputView::selectedText() const
{
    return TextCollector(m_job, m_document.shownLines(), m_selection.range(), copyLimit).collect().text;
}

void OutputView::copySelection()
{
    collect(true);
}

void OutputView::publishPrimary()
{
    if (QApplication::clipboard()->supportsSelection())
        collect(false);
}

void OutputView::collect(bool toClipboard)
{
    if (m_selection.isEmpty() || !m_job)
        return;
    m_collector = std::make_unique<TextCollector>(m_job, m_document.shownLines(), m_selection.range(), copyLimit);
    m_collector->start([this, toClipboard](const TextCollector::Text &text) {
        QApplication::clipboard()->setText(text.text, toClipboard ? QClipboard::Clipboard : QClipboard::Selection);
        if (toClipboard)
            emit copied(text.isWhole);
    });
}

void OutputView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void OutputView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void OutputView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
}

}  // namespace ui
