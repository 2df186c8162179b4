#pragma once

#include <string>
#include <vector>

#include <QByteArrayView>
#include <QString>

namespace core {

// One row of a terminal's screen. Columns count from 0; what was never written, or was erased up to the end, is not
// there. A wide character takes two cells; characters that join the one before are kept with its cell.
class ScreenRow final
{
public:
    [[nodiscard]] qsizetype size() const { return qsizetype(m_cells.size()); }
    // The line goes on in the next row, because it was too long.
    bool isWrapped = false;

    void put(qsizetype column, QByteArrayView ascii);
    void put(qsizetype column, char32_t codePoint, int width);
    // A tab up to the column `end`; only behind the last cell.
    void putTab(qsizetype column, qsizetype end);
    // Joins a character to the one that ends before the column.
    void join(qsizetype column, char32_t codePoint);

    void erase(qsizetype from, qsizetype to);
    void eraseFrom(qsizetype column);
    void insert(qsizetype column, qsizetype count, qsizetype width);
    void remove(qsizetype column, qsizetype count);
    void clear();

    [[nodiscard]] bool isBlank() const;
    // Adds what is to be read; `width` is that of the screen. A tab stays one where nothing was written into it.
    void appendTo(QString &text, qsizetype width) const;

private:
    void open(qsizetype column);
    [[nodiscard]] bool isTab(qsizetype column, qsizetype end, qsizetype width) const;

    std::u32string m_cells;  // code points, or one of the values in screenrow.cpp
    std::vector<std::u32string> m_joined;  // characters with what joins them
};

}  // namespace core
