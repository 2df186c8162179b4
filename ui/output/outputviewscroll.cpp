#include <algorithm>
#include <cmath>

#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QWheelEvent>

#include "ui/output/outputview.h"

namespace ui {

// After the page or the log has changed.
void OutputView::pageMoved()
{
    updateBars();
    placeButton();
    viewport()->update();
    announceLine();
    emit pageChanged();
}

void OutputView::updateBars()
{
    const QScopedValueRollback guard(m_isSettingBars, true);
    QScrollBar *const bar = verticalScrollBar();
    const quint64 size = m_document.rows()->size();
    const quint64 max = m_page.maxPosition();
    m_scale = ScrollScale(size);
    // A value under the mouse stays where the mouse is.
    if (!bar->isSliderDown()) {
        bar->setRange(0, m_scale.value(max));
        bar->setPageStep(std::max(1, m_scale.value(size - std::min(size, max))));
        bar->setSingleStep(1);
        bar->setValue(m_page.isAtEnd() ? bar->maximum() : m_scale.value(m_page.topPosition()));
    }
    m_barValue = bar->value();

    for (const OutputPage::Item &item : m_page.items())
        m_contentWidth = std::max(m_contentWidth, item.layout->width());
    QScrollBar *const sideways = horizontalScrollBar();
    const int room = std::max(1, viewport()->width() - int(geometry().textLeft()));
    const int step = int(std::ceil(m_page.style().characterWidth));
    sideways->setRange(0, m_wrap ? 0 : std::max(0, int(std::ceil(m_contentWidth)) + step - room));
    sideways->setPageStep(room);
    sideways->setSingleStep(step * 4);
}

void OutputView::placeButton()
{
    m_newest->setVisible(m_job && !m_follow.isOn() && !m_page.isAtEnd());
    if (!m_newest->isVisibleTo(viewport()))
        return;
    const quint64 lines = m_follow.newLines();
    const QString text =
        lines == 0 ? tr("Jump to newest") : tr("Jump to newest (%1 new)").arg(QLocale().toString(lines));
    if (m_newest->text() != text)
        m_newest->setText(text);
    constexpr int margin = 12;
    const QSize size = m_newest->sizeHint();
    const QRect place(
        QPoint(viewport()->width() - size.width() - margin, viewport()->height() - size.height() - margin), size);
    if (m_newest->geometry() != place)
        m_newest->setGeometry(place);
}

void OutputView::barActed(int action)
{
    switch (QAbstractSlider::SliderAction(action)) {
    case QAbstractSlider::SliderSingleStepAdd:
        scrollBy(1);
        break;
    case QAbstractSlider::SliderSingleStepSub:
        scrollBy(-1);
        break;
    case QAbstractSlider::SliderPageStepAdd:
        scrollBy(m_page.height() - 1);
        break;
    case QAbstractSlider::SliderPageStepSub:
        scrollBy(1 - m_page.height());
        break;
    default:
        return;
    }
    verticalScrollBar()->setSliderPosition(m_barValue);
}

void OutputView::barMoved(int value)
{
    if (m_isSettingBars)
        return;
    const bool isUp = value < m_barValue;
    if (value >= verticalScrollBar()->maximum())
        m_page.showEnd();
    else
        m_page.showPosition(m_scale.position(value));
    setFollow([&](Follow &follow) { follow.move(isUp ? Follow::Move::Up : Follow::Move::Down, m_page.isAtEnd()); });
    pageMoved();
}

void OutputView::sidewaysMoved()
{
    if (!m_isSettingBars)
        setFollow([](Follow &follow) { follow.move(Follow::Move::Sideways, false); });
    placeButton();
    viewport()->update();
}

// A move up of what is whole on the screen is none.
void OutputView::scrollBy(int lines)
{
    const OutputPage::Place before = m_page.top();
    m_page.scroll(lines);
    if (lines > 0 || m_page.top() != before) {
        const Follow::Move move = lines < 0 ? Follow::Move::Up : Follow::Move::Down;
        setFollow([&](Follow &follow) { follow.move(move, m_page.isAtEnd()); });
    }
    pageMoved();
}

void OutputView::scrollContentsBy(int, int)
{
    // barMoved() and sidewaysMoved() know whether a person has moved it.
}

void OutputView::resizeEvent(QResizeEvent *)
{
    restyle();
}

void OutputView::wheelEvent(QWheelEvent *event)
{
    event->accept();
    m_wheelRest += event->angleDelta();
    constexpr int notch = 120;
    if (event->modifiers() & Qt::ControlModifier) {
        const int steps = m_wheelRest.y() / notch;
        m_wheelRest = {0, m_wheelRest.y() % notch};
        if (steps != 0)
            zoom(steps);
        return;
    }
    const bool isSideways = event->modifiers() & Qt::ShiftModifier;
    if (isSideways || std::abs(m_wheelRest.x()) > std::abs(m_wheelRest.y())) {
        const int delta = m_wheelRest.x() != 0 ? m_wheelRest.x() : m_wheelRest.y();
        m_wheelRest = {};
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - delta);
        return;
    }
    const int lines = m_wheelRest.y() * 3 / notch;
    m_wheelRest = {0, m_wheelRest.y() - lines * notch / 3};
    if (lines != 0)
        scrollBy(-lines);
}

// The wheel on the bar moves lines, as it does on the text; the bar's own steps are bytes.
bool OutputView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == verticalScrollBar() && event->type() == QEvent::Wheel) {
        wheelEvent(static_cast<QWheelEvent *>(event));
        return true;
    }
    return QAbstractScrollArea::eventFilter(watched, event);
}

// Scrolls as far as it needs for the cursor to be seen.
void OutputView::showCursor()
{
    const TextPlace &cursor = m_selection.cursor();
    const OutputPage::Item *item = m_page.itemOf(cursor.offset);
    if (!item) {
        const bool isAbove = cursor.offset < m_page.top().offset;
        m_page.showRow(cursor.offset, isAbove ? 0 : m_page.height() - 1);
        item = m_page.itemOf(cursor.offset);
    }
    if (!item)
        return;
    const RowLayout::Place place = item->layout->placeOf(cursor.position);
    const int line = item->line + place.line;
    if (line < 0 || line >= m_page.height())
        m_page.scroll(line < 0 ? line : line - m_page.height() + 1);
    const int x = int(place.x);
    QScrollBar *const bar = horizontalScrollBar();
    const int step = int(m_page.style().characterWidth) * 4;
    updateBars();
    if (x < bar->value())
        bar->setValue(std::max(0, x - step));
    else if (x > bar->value() + bar->pageStep() - step)
        bar->setValue(x - bar->pageStep() + step);
}

}  // namespace ui
