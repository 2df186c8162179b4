#pragma once

#include <vector>

#include <QByteArrayView>

#include "ui/output/styledline.h"

namespace ui {

// A line of a terminal that is endlessly wide, with a cursor that can go back and overwrite. Each code point takes one
// column, as in core::ScreenLines.
class LineCells final
{
public:
    void setStyle(const TextStyle &style);
    [[nodiscard]] const TextStyle &style() const { return m_styles[m_style]; }

    void put(char32_t codePoint);
    void putAscii(QByteArrayView text);
    void setColumn(qsizetype column);
    void moveColumns(qsizetype count) { setColumn(m_column + count); }
    void eraseToEnd();
    void eraseToBegin();
    void eraseColumns(qsizetype count);
    void deleteColumns(qsizetype count);
    void clear();

    // Sets `text` and `runs`.
    void write(StyledLine &line) const;

private:
    struct Cell {
        char32_t codePoint;
        quint32 style;  // index into m_styles; 0 is plain
    };

    void blank(qsizetype from, qsizetype to);

    std::vector<Cell> m_cells;
    qsizetype m_column = 0;
    std::vector<TextStyle> m_styles{TextStyle()};
    quint32 m_style = 0;
};

}  // namespace ui
