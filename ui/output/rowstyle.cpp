#include "ui/output/rowstyle.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

struct Range {
    char16_t first, last;
};

// Scripts without marks, joining or reordering, punctuation, arrows, boxes and symbols.
constexpr Range simpleRanges[] = {{0x00a1, 0x00ac}, {0x00ae, 0x02af}, {0x0370, 0x0482}, {0x048a, 0x052f},
                                  {0x2010, 0x2027}, {0x2030, 0x205e}, {0x20a0, 0x20c0}, {0x2100, 0x214f},
                                  {0x2190, 0x27bf}, {0xfffd, 0xfffd}};

}  // namespace

RowStyle::RowStyle(const QFont &wanted)
    : font(wanted)
    , metrics(wanted)
{
    font.setKerning(false);
    metrics = QFontMetricsF(font);
    const QString narrow(64, u'i'), wide(64, u'M');
    characterWidth = std::max(1.0, metrics.horizontalAdvance(wide) / 64);
    if (std::abs(metrics.horizontalAdvance(narrow) - metrics.horizontalAdvance(wide)) < 0.5)
        advance = characterWidth;
    ascent = std::ceil(metrics.ascent());
    height = ascent + std::ceil(metrics.descent()) + 1;  // rounded each: else underscores lie in the next line
}

int RowStyle::columns() const
{
    return std::max(1, int(wrapWidth / characterWidth));
}

bool RowStyle::isSimple(QStringView text) const
{
    if (advance <= 0)
        return false;
    return std::ranges::all_of(text, [this](QChar c) {
        if (c.unicode() < 0x7f)
            return c.unicode() >= 0x20;
        if (m_known.empty())
            m_known.resize(1 << 16);
        Known &known = m_known[c.unicode()];
        if (known == Known::Nothing)
            known = look(c);
        return known == Known::Simple;
    });
}

RowStyle::Known RowStyle::look(QChar c) const
{
    const auto holds = [c](const Range &range) { return c.unicode() >= range.first && c.unicode() <= range.last; };
    const bool isSimple = std::ranges::any_of(simpleRanges, holds) && metrics.inFont(c)
        && std::abs(metrics.horizontalAdvance(c) - advance) < 0.01;
    return isSimple ? Known::Simple : Known::Other;
}

}  // namespace ui
