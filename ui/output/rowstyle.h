#pragma once

#include <vector>

#include <QFont>
#include <QFontMetricsF>

#include "ui/output/terminalcolours.h"

namespace ui {

// How rows are laid out.
struct RowStyle {
    static constexpr int tabColumns = 8;

    explicit RowStyle(const QFont &wanted);

    QFont font;
    QFontMetricsF metrics;
    qreal advance = 0;  // of each character; 0: the font isn't of fixed width
    qreal characterWidth = 0;  // of an average one
    qreal height = 0;  // of one line, whole pixels
    qreal ascent = 0;
    qreal wrapWidth = 0;  // 0: no wrap
    TerminalColours colours;

    // Characters in a line that wraps; at least 1.
    [[nodiscard]] int columns() const;
    // Each character has a glyph of the font's width and needs no neighbour to be shaped: columns can just be counted.
    [[nodiscard]] bool isSimple(QStringView text) const;

private:
    enum class Known : quint8 { Nothing, Simple, Other };

    [[nodiscard]] Known look(QChar c) const;

    mutable std::vector<Known> m_known;  // of each UTF-16 unit
};

// A place in a row, in its coordinates.
struct RowPlace {
    int line = 0;
    qreal x = 0;
};

}  // namespace ui
