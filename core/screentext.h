#pragma once

#include <QString>

#include "core/linecollapser.h"

namespace core {

class ScreenRow;

// Makes lines of rows: a line that was too long for one row is one line again.
class ScreenText final
{
public:
    void add(const ScreenRow &row, qsizetype width);
    // Ends the line behind a row, unless it goes on in the next.
    void endRow(const ScreenRow &row);
    // Takes off the spaces at the end of the line so far.
    void trimLine();
    // All of it. The last line gets no newline.
    [[nodiscard]] QString finish();

private:
    static constexpr qsizetype longestLine = 64 << 10;  // a longer one is written as it comes
    static constexpr qsizetype longestText = 1 << 20;  // of a longer one the first lines are dropped

    void bound();

    LineCollapser m_lines;
    QString m_text;  // finished lines
    QString m_line;
};

}  // namespace core
