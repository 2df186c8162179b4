#include <cmath>

#include <QApplication>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include "ui/output/outputaccess.h"
#include "ui/output/outputview.h"

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
    if (extends)
        m_selection.extendTo(unitAt(point));
    else
        m_selection.begin(unitAt(point));
    m_hasCursor = true;
    notifySelection(before);
    announceLine();
    OutputAccess::announceCursor(*this);
}

void OutputView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_page.items().empty())
        return;
    const bool isTriple = m_sinceDoubleClick.isValid()
        && !m_sinceDoubleClick.hasExpired(QApplication::doubleClickInterval())
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
    m_sinceDoubleClick.start();
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

}  // namespace ui
