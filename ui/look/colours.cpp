#include "ui/look/colours.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

double luminance(const QColor &colour)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

}  // namespace

QColor conditionColour(Condition condition, const QPalette &palette)
{
    static constexpr std::array<QRgb, 8> colours{0x6c757d, 0x1a7fd4, 0xb36b00, 0xb36b00,
                                                 0x2e8b57, 0xd13438, 0x6c757d, 0xb36b00};
    return readable(QColor(colours.at(size_t(condition))), palette.color(QPalette::Base));
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::WindowText)) > luminance(palette.color(QPalette::Window));
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor readable(const QColor &colour, const QColor &background, double ratio)
{
    const bool lighter = luminance(background) < 0.18;
    float h, s, l;
    colour.getHslF(&h, &s, &l);
    QColor result = colour;
    while (contrast(result, background) < ratio && l > 0 && l < 1) {
        l = std::clamp(l + (lighter ? 0.02F : -0.02F), 0.F, 1.F);
        result = QColor::fromHslF(h, s, l);
    }
    return result;
}

}  // namespace ui
