#pragma once

#include <memory>
#include <vector>

#include <QFont>
#include <QPointF>
#include <QRectF>
#include <QTextLayout>

#include "ui/output/styledline.h"
#include "ui/output/terminalcolours.h"
#include "ui/output/textsegments.h"

class QPainter;

namespace ui {

// How rows are laid out.
struct RowStyle {
    explicit RowStyle(const QFont &wanted);

    QFont font;
    qreal advance = 0;  // of each character; 0: the font isn't of fixed width
    qreal characterWidth = 0;  // of an average one
    qreal height = 0;  // of one line, whole pixels
    qreal ascent = 0;
    qreal wrapWidth = 0;  // 0: no wrap
    TerminalColours colours;

    // Characters in a line that wraps; at least 1.
    [[nodiscard]] int columns() const;
};

// A row, ready to be painted: one line on the screen, or several when it wraps. Positions are in UTF-16 units of the
// line's text. Printable ASCII in a font of fixed width is only counted; all else is laid out by QTextLayout.
class RowLayout final
{
public:
    RowLayout(StyledLine line, std::shared_ptr<const RowStyle> style);

    [[nodiscard]] const StyledLine &line() const { return m_line; }
    [[nodiscard]] int lineCount() const { return m_lineCount; }
    [[nodiscard]] qreal width() const { return m_width; }

    struct Place {
        int line = 0;
        qreal x = 0;
    };
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
    void layOutText();
    void paintFixed(QPainter &painter, QPointF origin, int line, const QRectF &clip,
                    const std::vector<RowMark> &marks) const;
    void paintLaidOut(QPainter &painter, QPointF origin, int first, int last, const QRectF &clip,
                      const std::vector<RowMark> &marks) const;

    StyledLine m_line;
    std::shared_ptr<const RowStyle> m_style;
    int m_columns = 0;  // of a wrapped row of ASCII
    int m_lineCount = 1;
    qreal m_width = 0;
    std::unique_ptr<QTextLayout> m_layout;  // none: ASCII
};

}  // namespace ui
