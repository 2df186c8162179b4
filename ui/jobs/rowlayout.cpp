#include "ui/jobs/rowlayout.h"

#include <QStyle>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

int spacing(const QFontMetrics &metrics)
{
    return std::max(4, metrics.height() / 3);
}

int padding(const QFontMetrics &metrics)
{
    return std::max(3, metrics.height() / 5);
}

// The second line holds the button, which has a frame.
int secondLine(const QFontMetrics &metrics)
{
    return metrics.height() + 2 * padding(metrics);
}

}  // namespace

int RowLayout::rowHeight(const QFontMetrics &metrics)
{
    return metrics.height() + secondLine(metrics) + 2 * padding(metrics);
}

int RowLayout::buttonWidth(const QFontMetrics &metrics, const QString &text)
{
    return metrics.horizontalAdvance(text) + 2 * spacing(metrics);
}

RowLayout::RowLayout(const QRect &row, const QFontMetrics &metrics, const Needs &needs, Qt::LayoutDirection direction)
{
    const int gap = spacing(metrics), pad = padding(metrics), height = metrics.height();
    const QRect inner = row.adjusted(gap, pad, -gap, -pad);
    const int iconSize = height;
    const int left = inner.left() + iconSize + gap;
    const int second = inner.top() + height;
    const auto cut = [&](int &right, int width, int top, int lineHeight) {
        const QRect part(right - width + 1, top, width, lineHeight);
        right -= width + gap;
        return part;
    };

    icon = QRect(inner.left(), inner.top(), iconSize, iconSize);
    int right = inner.right();
    time = cut(right, metrics.horizontalAdvance(u"00 m 00 s"_s), inner.top(), height);
    name = QRect(left, inner.top(), std::max(0, right - left + 1), height);

    right = inner.right();
    if (needs.buttonWidth > 0)
        button = cut(right, needs.buttonWidth, second, secondLine(metrics));
    if (needs.usage) {
        const int memoryWidth = metrics.horizontalAdvance(u"000 MB"_s);
        const int cpuWidth = metrics.horizontalAdvance(u"000 %"_s);
        const int sparklineWidth = 3 * height;
        const int room = right - left + 1 - needs.wordsWidth - gap;
        if (room >= memoryWidth + cpuWidth + gap) {
            memory = cut(right, memoryWidth, second, secondLine(metrics));
            cpu = cut(right, cpuWidth, second, secondLine(metrics));
            if (room >= memoryWidth + cpuWidth + sparklineWidth + 2 * gap)
                sparkline = cut(right, sparklineWidth, second + pad, height);
        }
    }
    words = QRect(left, second, std::max(0, right - left + 1), secondLine(metrics));

    for (QRect *part : {&icon, &name, &time, &words, &sparkline, &cpu, &memory, &button}) {
        if (part->isValid())
            *part = QStyle::visualRect(direction, row, *part);
    }
}

}  // namespace ui
