#pragma once

#include <functional>
#include <optional>

#include <QPalette>
#include <QPointF>
#include <QRegularExpression>

#include "ui/output/outputpage.h"
#include "ui/output/selection.h"

class QPainter;

namespace ui {

// What is marked in the text besides its own colours.
struct PageMarks {
    TextRange selection;
    QRegularExpression highlight;  // empty pattern: none
    std::optional<TextRange> currentMatch;
    std::function<QVector<LinkSpan>(const QString &text)> links;  // may be empty
    std::optional<TextPlace> cursor;
};

// Where the columns of the view lie, in pixels.
struct PageGeometry {
    RowStyle style;
    bool timestamps = false;
    qreal scrolled = 0;  // how far the text is scrolled sideways
    qreal width = 0;

    [[nodiscard]] qreal gutter() const;
    [[nodiscard]] qreal textLeft() const;  // of what isn't scrolled
    // The x of the text's begin.
    [[nodiscard]] qreal textOrigin() const { return textLeft() - scrolled; }
};

// Paints a page: a gutter that marks stderr by a bar and pieces of long lines by an arrow, the times, the text.
class PagePainter final
{
public:
    PagePainter(const PageGeometry &geometry, const QPalette &palette, const PageMarks &marks);

    void paint(QPainter &painter, const OutputPage &page) const;

private:
    void paintRow(QPainter &painter, const OutputPage::Item &item, int firstLine, int lastLine) const;
    void paintGutter(QPainter &painter, const OutputPage::Item &item, const QRectF &box) const;
    void paintTime(QPainter &painter, const OutputPage::Item &item, qreal top) const;
    void paintCursor(QPainter &painter, const OutputPage::Item &item, qreal top) const;
    [[nodiscard]] std::vector<RowMark> marksOf(const StyledLine &line) const;

    const PageGeometry &m_geometry;
    const QPalette &m_palette;
    const PageMarks &m_marks;
    const bool m_isLight;
    const QColor m_quiet;  // times, arrows, sentences about gaps
};

}  // namespace ui
