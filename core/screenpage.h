#pragma once

#include <deque>
#include <limits>

#include <QByteArrayView>

#include "core/keeper/terminalsize.h"
#include "core/screenrow.h"
#include "core/screentext.h"

namespace core {

// The rows of a terminal's screen and its cursor. Rows and columns count from 0; what is out of range is moved into it.
// A row that scrolls off the top goes to the history, if it is to be read (see mark()).
class ScreenPage final
{
public:
    enum class Scrollback { No, Yes };

    ScreenPage(keeper::TerminalSize size, Scrollback scrollback);

    void put(QByteArrayView ascii);
    void put(char32_t codePoint);
    void tab();
    void lineFeed();
    void reverseLineFeed();

    void setRow(qsizetype row);
    void setColumn(qsizetype column);
    void moveRows(qsizetype count);
    void moveColumns(qsizetype count) { setColumn(column() + count); }
    void saveCursor();
    void restoreCursor();

    // Erasing takes the cell of the cursor along.
    void eraseToRowEnd() { row().eraseFrom(column()); }
    void eraseToRowBegin() { row().erase(0, column() + 1); }
    void eraseRow() { row().clear(); }
    void eraseBelow();
    void eraseAbove();
    void eraseAll();
    void eraseColumns(qsizetype count) { row().erase(column(), column() + count); }
    void insertColumns(qsizetype count) { row().insert(column(), count, m_width); }
    void removeColumns(qsizetype count) { row().remove(column(), count); }

    // Between the margins, which are rows; lines are inserted and removed at the cursor.
    void setMargins(qsizetype top, qsizetype bottom);
    void insertRows(qsizetype count);
    void removeRows(qsizetype count);
    void scrollUp(qsizetype count);
    void scrollDown(qsizetype count);

    void setWraps(bool wraps) { m_wraps = wraps; }
    void setInserts(bool inserts) { m_inserts = inserts; }
    void clearHistory() { m_history = ScreenText(); }
    // As it was at the begin.
    void reset();

    // From now on only the rows that are changed, and those below them, are to be read.
    void mark();
    enum class Extent {
        Changed,  // from the first changed row on, with what has scrolled off since mark()
        Screen,  // the same, and all that is on the screen
    };
    // What is to be read.
    [[nodiscard]] QString text(Extent extent) const;

private:
    [[nodiscard]] ScreenRow &row();
    [[nodiscard]] qsizetype column() const { return std::min(m_column, m_width - 1); }
    [[nodiscard]] bool isToBeRead(qsizetype row) const;
    void touch(qsizetype row) { m_firstChanged = std::min(m_firstChanged, m_top + row); }
    void makeRoom(qsizetype width);
    void openRow();
    void openRows();
    void removeRowsAt(qsizetype row, qsizetype count);
    void insertRowsAt(qsizetype row, qsizetype count);
    void scrollOff();

    qsizetype m_width, m_height;
    Scrollback m_scrollback;
    std::deque<ScreenRow> m_rows{ScreenRow()};  // rows at the end that were never reached are missing
    qsizetype m_row = 0;
    qsizetype m_column = 0;  // m_width: the next character wraps
    qsizetype m_savedRow = 0, m_savedColumn = 0;
    qsizetype m_marginTop = 0, m_marginBottom;
    bool m_wraps = true, m_inserts = false;
    qint64 m_top = 0;  // rows that have scrolled off: the number of the first row on the screen
    qint64 m_firstChanged = 0;  // the number of the first row that has been changed since mark()
    ScreenText m_history;
};

}  // namespace core
