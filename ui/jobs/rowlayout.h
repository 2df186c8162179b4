#pragma once

#include <QFontMetrics>
#include <QRect>

namespace ui {

// Where the parts of a job's row stand, left to right:
//
//   icon  name                               time
//   icon  words     sparkline  cpu  memory   [button]
//
// cpu, memory, time and button end at the same places in every row, so that they can be compared; what finds no room
// beside the words is left out: the sparkline first, then memory and cpu together. Parts that are left out are empty.
// Mirrored for languages that are written from right to left.
struct RowLayout {
    QRect icon;
    QRect name;
    QRect time;
    QRect words;
    QRect sparkline;
    QRect cpu;
    QRect memory;
    QRect button;

    // What a row needs room for.
    struct Needs {
        int wordsWidth = 0;
        bool usage = false;
        int buttonWidth = 0;  // 0: no button
    };

    RowLayout(const QRect &row, const QFontMetrics &metrics, const Needs &needs, Qt::LayoutDirection direction);

    [[nodiscard]] static int rowHeight(const QFontMetrics &metrics);
    // Of a button with this text.
    [[nodiscard]] static int buttonWidth(const QFontMetrics &metrics, const QString &text);
};

}  // namespace ui
