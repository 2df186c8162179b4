#include <algorithm>

#include <QEvent>
#include <QScrollBar>

#include "ui/output/outputview.h"

namespace ui {

namespace {

constexpr int smallestFont = 5;  // points
constexpr int maxZoom = 40;

}  // namespace

void OutputView::setWrap(bool on)
{
    m_wrap = on;
    m_contentWidth = 0;
    restyle();
}

void OutputView::setTimestamps(bool on)
{
    m_timestamps = on;
    restyle();
}

void OutputView::setTerminalColours(bool on)
{
    m_terminalColours = on;
    restyle();
}

void OutputView::setOutputFont(const QFont &font)
{
    m_font = font;
    m_contentWidth = 0;
    restyle();
}

void OutputView::zoom(int steps)
{
    m_zoom = std::clamp(m_zoom + steps, smallestFont - std::max(smallestFont, m_font.pointSize()), maxZoom);
    m_contentWidth = 0;
    restyle();
}

void OutputView::resetZoom()
{
    zoom(-m_zoom);
}

// Whatever changes the size or the look of rows. What the view shows at its top, or its end, stays.
void OutputView::restyle()
{
    QFont font = m_font;
    const qreal size = font.pointSizeF() > 0 ? font.pointSizeF() : font.pixelSize() * 72.0 / logicalDpiY();
    font.setPointSizeF(std::max(1.0, size + m_zoom));
    auto style = std::make_shared<RowStyle>(font);
    style->colours = TerminalColours(palette(), m_terminalColours);
    if (m_wrap) {
        const qreal left = PageGeometry{*style, m_timestamps, 0, 0}.textLeft();
        style->wrapWidth = std::max(style->characterWidth, viewport()->width() - left);
    }
    const int height = std::max(1, int(viewport()->height() / style->height));
    m_page.setLook(std::move(style), height, m_follow.isOn());
    pageMoved();
}

PageGeometry OutputView::geometry() const
{
    const qreal scrolled = m_wrap ? 0 : horizontalScrollBar()->value();
    return {m_page.style(), m_timestamps, scrolled, qreal(viewport()->width())};
}

void OutputView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
}

}  // namespace ui
