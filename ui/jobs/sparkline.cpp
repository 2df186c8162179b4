#include "ui/jobs/sparkline.h"

#include <algorithm>

#include <QPainter>

namespace ui {

QPolygonF sparkline(const QList<float> &values, int steps, float top, const QRectF &area)
{
    QPolygonF line;
    if (values.size() < 2 || steps < 2)
        return line;
    const float largest = std::max(top, *std::ranges::max_element(values));
    const double stepWidth = area.width() / (steps - 1);
    const qsizetype count = std::min<qsizetype>(values.size(), steps);
    for (qsizetype i = 0; i < count; ++i) {
        const double value = std::max(0.0F, values.at(values.size() - count + i)) / largest;
        line += QPointF(area.right() - double(count - 1 - i) * stepWidth, area.bottom() - value * area.height());
    }
    return line;
}

void paintSparkline(QPainter &painter, const QPolygonF &line, const QRectF &area, const QColor &colour)
{
    if (line.isEmpty())
        return;
    QColor fill = colour;
    fill.setAlphaF(0.2F);
    QPolygonF below = line;
    below << QPointF(line.last().x(), area.bottom()) << QPointF(line.first().x(), area.bottom());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(below);
    painter.setPen(QPen(colour, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.restore();
}

}  // namespace ui
