#pragma once

#include <vector>

#include <QColor>

#include "ui/output/styledline.h"

namespace ui {

// Something that is painted over a part of the row: a selection, a match, a link.
struct RowMark {
    int start = 0;
    int length = 0;
    QColor text, background;  // invalid: as it is
    bool underline = false;
};

// Characters that are painted in one go.
struct TextSegment {
    int start = 0;
    int length = 0;
    TextStyle style;
    const RowMark *mark = nullptr;  // the last one there that has a colour
    bool isUnderlined = false;  // by a mark
};

// Cuts [from, to) where runs and marks begin and end. Later marks lie above earlier ones.
[[nodiscard]] std::vector<TextSegment> segments(const QVector<StyledRun> &runs, const std::vector<RowMark> &marks,
                                                int from, int to);

}  // namespace ui
