#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "ui/output/rowlayout.h"
#include "ui/output/rowsource.h"

namespace ui {

// The rows that are on the screen. It knows where it begins and lays out what follows, as far as it is visible; it never
// begins behind the place from which the rest of the output fills it.
class OutputPage final
{
public:
    struct Item {
        OutputRow row;
        std::shared_ptr<const RowLayout> layout;
        int line = 0;  // where it begins, in lines from the page's top; the first one begins at 0 or above

        [[nodiscard]] int endLine() const { return line + layout->lineCount(); }
    };
    // A line on the screen: of the row at `offset`, its line `line`.
    struct Place {
        quint64 offset = 0;
        int line = 0;

        auto operator<=>(const Place &) const = default;
    };

    // The source must outlive its use here. The page is empty until something is shown.
    void setSource(RowSource *source);
    // How rows look, and how many whole lines fit (at least 1). What is at the top stays there, or at the end.
    void setLook(std::shared_ptr<const RowStyle> style, int height, bool atEnd);
    [[nodiscard]] const RowStyle &style() const { return *m_style; }
    [[nodiscard]] int height() const { return m_height; }

    // The source has other rows now, or more of them: lays out again from the same place, or so that the end shows.
    void refresh();
    void refreshAtEnd();

    [[nodiscard]] const std::vector<Item> &items() const { return m_items; }
    [[nodiscard]] Place top() const { return m_top; }
    // The last row's end is fully visible.
    [[nodiscard]] bool isAtEnd() const { return m_isAtEnd; }
    [[nodiscard]] const Item *itemAt(int line) const;
    [[nodiscard]] const Item *itemOf(quint64 offset) const;

    void showEnd();
    void showTop(const Place &place);
    // Shows the row `linesAbove` below the top.
    void showRow(quint64 offset, int linesAbove);
    // Down, or up when negative.
    void scroll(int lines);
    // To a position of the source's; up to maxPosition().
    void showPosition(quint64 position);

    [[nodiscard]] quint64 topPosition();
    // The position of the last place where the page can begin.
    [[nodiscard]] quint64 maxPosition();

private:
    struct Step {
        OutputRow row;
        int line = 0;
    };

    [[nodiscard]] std::shared_ptr<const RowLayout> layoutOf(const OutputRow &row);
    [[nodiscard]] int linesOf(const OutputRow &row);
    [[nodiscard]] std::optional<Step> stepAt(const Place &place);
    [[nodiscard]] Step moved(Step step, int lines);
    [[nodiscard]] Place lastTop();
    [[nodiscard]] quint64 positionOf(const Place &place);
    void layOut(const Step &step);

    RowSource *m_source = nullptr;
    std::shared_ptr<const RowStyle> m_style = std::make_shared<RowStyle>(QFont());
    int m_height = 1;
    Place m_top;
    std::vector<Item> m_items;
    bool m_isAtEnd = true;
    std::optional<Place> m_lastTop;  // as long as nothing changes
};

}  // namespace ui
