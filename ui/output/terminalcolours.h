#pragma once

#include <array>

#include <QColor>
#include <QPalette>

#include "ui/output/styledline.h"

namespace ui {

// What is painted for the colours of a terminal: the 16 named ones chosen for light and for dark palettes, all others
// pushed as far as reading needs. Text has at least 4.5:1 on what is behind it; faint text 3:1.
class TerminalColours final
{
public:
    struct Painted {
        QColor text;
        QColor background;  // invalid: that of the view
    };

    explicit TerminalColours(const QPalette &palette = {}, bool enabled = true);

    [[nodiscard]] Painted paint(const TextStyle &style) const;

private:
    [[nodiscard]] QColor resolve(const TextColour &colour, const QColor &otherwise) const;

    bool m_enabled = true;  // false: only inverse is painted
    QColor m_text, m_base;
    std::array<QColor, 16> m_named;
};

}  // namespace ui
