#pragma once

#include <memory>
#include <vector>

#include <QPointF>
#include <QRectF>

#include "ui/output/rowstyle.h"
#include "ui/output/shapedtext.h"
#include "ui/output/styledline.h"
#include "ui/output/textsegments.h"

class QPainter;

namespace ui {

// A row, ready to be painted: one line on the screen, or several when it wraps. Positions are in UTF-16 units of the
// line's text. Simple text (RowStyle) is only counted, all else is shaped.
class RowLayout final
{
public:
    RowLayout(StyledLine line, std::shared_ptr<const RowStyle> style);

    [[nodiscard]] const StyledLine &line() const { return m_line; }
    [[nodiscard]] int lineCount() const { return m_lineCount; }
    // Of the longest line; of a long one that is shaped, an estimate.
    [[nodiscard]] qreal width() const;

    using Place = RowPlace;
    [[nodiscard]] Place placeOf(int position) const;
    // The border of two characters that is nearest.
    [[nodiscard]] int positionAt(const Place &place) const;
    // The character that is there; -1 if none is.
    [[nodiscard]] int characterAt(const Place &place) const;
    [[nodiscard]] int lineBegin(int line) const;
    [[nodiscard]] int lineEnd(int line) const;
    // The next border of characters in a direction, as a cursor moves; the same at the ends.
    [[nodiscard]] int nextPosition(int position, int direction) const;

    // Paints its lines [first, last] with the row's top left corner at `origin`; nothing right or left of `clip`.
    void paint(QPainter &painter, QPointF origin, int first, int last, const QRectF &clip,
               const std::vector<RowMark> &marks) const;

private:
    void paintLine(QPainter &painter, QPointF origin, int line, const QRectF &clip,
                   const std::vector<RowMark> &marks) const;

    StyledLine m_line;
    std::shared_ptr<const RowStyle> m_style;
    int m_columns = 0;  // in a line of a simple row
    int m_lineCount = 1;
    std::unique_ptr<ShapedText> m_shaped;  // none: simple
};

}  // namespace ui
