#include "ui/output/textsegments.h"

#include <algorithm>

namespace ui {

std::vector<TextSegment> segments(const QVector<StyledRun> &runs, const std::vector<RowMark> &marks, int from, int to)
{
    if (from >= to)
        return {};
    std::vector<int> borders{from, to};
    const auto addBorders = [&](int start, int length) {
        for (const int border : {start, start + length}) {
            if (border > from && border < to)
                borders.push_back(border);
        }
    };
    // Runs are ascending, and a row can have thousands.
    const auto behind = [](const StyledRun &run) { return run.start + run.length; };
    const auto firstRun = std::ranges::upper_bound(runs, from, {}, behind);
    for (auto run = firstRun; run != runs.end() && run->start < to; ++run)
        addBorders(run->start, run->length);
    std::vector<const RowMark *> visible;
    for (const RowMark &mark : marks) {
        if (mark.start < to && mark.start + mark.length > from)
            visible.push_back(&mark);
    }
    for (const RowMark *mark : visible)
        addBorders(mark->start, mark->length);
    std::ranges::sort(borders);
    borders.erase(std::unique(borders.begin(), borders.end()), borders.end());

    std::vector<TextSegment> result;
    auto run = firstRun;
    for (size_t i = 0; i + 1 < borders.size(); ++i) {
        TextSegment segment{borders[i], borders[i + 1] - borders[i], {}, nullptr, false};
        while (run != runs.end() && behind(*run) <= segment.start)
            ++run;
        if (run != runs.end() && run->start <= segment.start)
            segment.style = run->style;
        for (const RowMark *mark : visible) {
            if (mark->start > segment.start || mark->start + mark->length <= segment.start)
                continue;
            segment.isUnderlined = segment.isUnderlined || mark->underline;
            if (mark->background.isValid() || mark->text.isValid())
                segment.mark = mark;
        }
        result.push_back(segment);
    }
    return result;
}

}  // namespace ui
