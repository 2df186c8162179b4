#pragma once

#include <QColor>
#include <QList>
#include <QPolygonF>
#include <QRectF>

class QPainter;

namespace ui {

// The line of a course of values through `area`: the newest value at the right edge, `steps` values from edge to edge,
// 0 at the bottom. The top is the largest value, at least `top`, so that little use looks like little.
[[nodiscard]] QPolygonF sparkline(const QList<float> &values, int steps, float top, const QRectF &area);
// Draws it, filled softly below.
void paintSparkline(QPainter &painter, const QPolygonF &line, const QRectF &area, const QColor &colour);

}  // namespace ui
