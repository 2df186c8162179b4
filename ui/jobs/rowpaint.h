#pragma once

#include <QStyleOptionViewItem>

#include "ui/condition.h"

class QPainter;

namespace ui {

// The colours of a row as it is now: selected or not, in an active window or not. All stand out from the background by
// 4.5:1 or as much as the palette's own text does.
struct RowColours {
    QColor background;
    QColor text;
    QColor secondary;

    explicit RowColours(const QStyleOptionViewItem &option);

    [[nodiscard]] QColor of(Condition condition) const;

private:
    QPalette m_palette;  // with `background` as its base
    bool m_selected = false;
};

// Draws the parts of a row; what is empty is not drawn, what is too long is elided in its middle.
class RowPainter final
{
public:
    RowPainter(QPainter &painter, const QStyleOptionViewItem &option);

    void icon(const QRect &rect, Condition condition);
    void text(const QRect &rect, const QString &text, const QColor &colour, Qt::Alignment alignment,
              QFont::Weight weight = QFont::Normal);
    // The condition in its colour, then the rest, elided at its end.
    void words(const QRect &rect, const QString &condition, const QString &more, const QColor &conditionColour);
    void sparkline(const QRect &rect, const QList<float> &values);

private:
    QPainter &m_painter;
    const QStyleOptionViewItem &m_option;
    RowColours m_colours;
};

}  // namespace ui
