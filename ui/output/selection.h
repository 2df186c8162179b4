#pragma once

#include <algorithm>
#include <compare>

#include <QString>

namespace ui {

// A place in the output's text: before a character of the row at `offset`. Rows never move to other offsets, so a place
// holds while the output grows, is dropped or wraps differently.
struct TextPlace {
    quint64 offset = 0;
    int position = 0;

    auto operator<=>(const TextPlace &) const = default;
};

// Two places and the text between, `begin` not behind `end`.
struct TextRange {
    TextPlace begin, end;

    [[nodiscard]] bool isEmpty() const { return begin == end; }
    // The part [first, second) of a row's text; empty when first >= second.
    [[nodiscard]] std::pair<int, int> within(quint64 row, int length) const
    {
        const int first = begin.offset == row ? std::min(begin.position, length) : 0;
        const int second = end.offset == row ? std::min(end.position, length) : length;
        return begin.offset > row || end.offset < row ? std::pair(0, 0) : std::pair(first, second);
    }
    // Whether the row's end is selected too.
    [[nodiscard]] bool goesOnBehind(quint64 row) const { return begin.offset <= row && end.offset > row; }
};

// What is selected: from where it began to the cursor, in both directions, in characters, words or rows.
class Selection final
{
public:
    // Nothing is selected; the next extendTo() selects from here.
    void begin(const TextPlace &place) { begin(TextRange{place, place}); }
    // Selects a unit (a word, a row), which stays selected whole when it is extended.
    void begin(const TextRange &unit)
    {
        m_unit = m_range = unit;
        m_cursor = unit.end;
    }
    void extendTo(const TextPlace &place) { extendTo(TextRange{place, place}); }
    void extendTo(const TextRange &unit)
    {
        m_range = {std::min(m_unit.begin, unit.begin), std::max(m_unit.end, unit.end)};
        m_cursor = unit.begin < m_unit.begin ? unit.begin : unit.end;
    }
    void clear() { begin(m_cursor); }

    [[nodiscard]] const TextRange &range() const { return m_range; }
    [[nodiscard]] bool isEmpty() const { return m_range.isEmpty(); }
    [[nodiscard]] const TextPlace &cursor() const { return m_cursor; }

private:
    TextRange m_unit;
    TextRange m_range;
    TextPlace m_cursor;
};

// The word around the position: letters, digits and what paths and addresses are made of; else the one character.
[[nodiscard]] std::pair<int, int> wordAt(const QString &text, int position);

}  // namespace ui
