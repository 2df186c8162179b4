#include "ui/output/terminalcolours.h"

#include "ui/look/icons.h"

namespace ui {

namespace {

// Black to white, then the bright ones; each has 4.5:1 on white or on #1e1e1e, where readable() leaves them as they are.
constexpr std::array<QRgb, 16> onLight{0x1f2328, 0xb3261e, 0x1a7f37, 0x7d5a00, 0x0b5fc0, 0x8a2da5, 0x0a6d7a, 0x5b636b,
                                       0x5c6570, 0xc9302c, 0x177a33, 0x8a6100, 0x1a66d6, 0x9c36b5, 0x0b7285, 0x6a727a};
constexpr std::array<QRgb, 16> onDark{0x9aa3ad, 0xff7b72, 0x4fc26b, 0xd9a520, 0x6cb0ff, 0xd38cf0, 0x45c4d6, 0xd0d7de,
                                      0x8b949e, 0xffa198, 0x7ee08f, 0xf0c84b, 0x9ccbff, 0xe2b0f7, 0x7be0ee, 0xffffff};

// xterm's cube of 6 x 6 x 6 and its 24 greys.
QColor fromTable(quint32 index)
{
    if (index >= 232)
        return QColor::fromRgb(int(8 + 10 * (index - 232)), int(8 + 10 * (index - 232)), int(8 + 10 * (index - 232)));
    const auto level = [](quint32 step) { return step == 0 ? 0 : int(55 + 40 * step); };
    const quint32 cube = index - 16;
    return QColor::fromRgb(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
}

// Text on `background`; black or white where no shade of its own does.
QColor readableText(const QColor &text, const QColor &background, double ratio = 4.5)
{
    const QColor shade = readable(text, background, ratio);
    if (contrast(shade, background) >= ratio)
        return shade;
    return contrast(Qt::black, background) > contrast(Qt::white, background) ? Qt::black : Qt::white;
}

}  // namespace

TerminalColours::TerminalColours(const QPalette &palette, bool enabled)
    : m_enabled(enabled)
    , m_text(palette.color(QPalette::Text))
    , m_base(palette.color(QPalette::Base))
{
    const bool isLight = contrast(Qt::black, m_base) > contrast(Qt::white, m_base);
    for (size_t i = 0; i < m_named.size(); ++i)
        m_named[i] = readableText(QColor::fromRgb(isLight ? onLight[i] : onDark[i]), m_base);
}

QColor TerminalColours::resolve(const TextColour &colour, const QColor &otherwise) const
{
    if (!m_enabled || colour.kind == TextColour::Kind::Default)
        return otherwise;
    if (colour.kind == TextColour::Kind::Rgb)
        return QColor::fromRgb(colour.value);
    return colour.value < 16 ? m_named[colour.value] : fromTable(colour.value);
}

TerminalColours::Painted TerminalColours::paint(const TextStyle &style) const
{
    QColor text = resolve(style.text, m_text);
    QColor background = resolve(style.background, m_base);
    if (style.inverse)
        std::swap(text, background);
    const double ratio = style.faint && m_enabled ? 3.0 : 4.5;
    if (style.faint && m_enabled) {
        const auto mixed = [](int a, int b) { return (a * 3 + b * 2) / 5; };
        text = QColor::fromRgb(mixed(text.red(), background.red()), mixed(text.green(), background.green()),
                               mixed(text.blue(), background.blue()));
    }
    const bool isOnBase = background == m_base;
    return {readableText(text, background, ratio), isOnBase ? QColor() : background};
}

}  // namespace ui
