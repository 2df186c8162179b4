#pragma once

#include <deque>
#include <string>
#include <string_view>

#include <QByteArrayView>
#include <QString>

#include "core/linecollapser.h"

namespace core {

// The last lines of a terminal that never gets full: a cursor that can go back to them and overwrite. A line
// that leaves the window is finished. Each code point takes one column; there is no right border, so nothing
// wraps.
class ScreenLines final
{
public:
    static constexpr qsizetype openLines = 64;
    static constexpr qsizetype maxLineLength = 64 << 10;  // a longer line is finished piece by piece
    static constexpr qsizetype maxColumn = 512;  // beyond it the cursor moves only inside a line's text

    void put(QByteArrayView ascii);
    void put(std::u32string_view codePoints);

    void newLine();
    // To the begin of a new line at the end, unless the last line is empty.
    void freshLine();
    void setColumn(qsizetype column);
    void moveColumns(qsizetype count) { setColumn(m_column + count); }
    void moveRows(qsizetype count);
    void saveCursor();
    void restoreCursor();

    void eraseToLineEnd();
    void eraseToLineBegin();
    void eraseLine();
    void eraseBelow();
    void eraseColumns(qsizetype count);
    void deleteColumns(qsizetype count);

    // The finished text so far.
    [[nodiscard]] QString take() { return m_finished.take(); }
    // All that is left; an empty screen is what follows.
    [[nodiscard]] QString finish();

private:
    using Line = std::u32string;

    template<typename Character>
    void putCells(const Character *cells, qsizetype count);
    [[nodiscard]] Line &line() { return m_lines[size_t(m_row)]; }
    void finishFirstLine();
    void flushLongLine();
    [[nodiscard]] QStringView text(const Line &line);

    std::deque<Line> m_lines{Line()};
    qsizetype m_row = 0;
    qsizetype m_column = 0;
    qint64 m_firstRow = 0;  // lines that were finished: the number of the first open one
    qint64 m_savedRow = 0;
    qsizetype m_savedColumn = 0;
    LineCollapser m_finished;
    QString m_text;
};

}  // namespace core
