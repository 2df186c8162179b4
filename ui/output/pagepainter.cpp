#include "ui/output/pagepainter.h"

#include <algorithm>
#include <cmath>

#include <QDateTime>
#include <QPainter>
#include <QRegularExpressionMatchIterator>

#include "ui/look/icons.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qreal barWidth = 4;
constexpr qreal space = 4;
constexpr int timeCharacters = 13;  // HH:mm:ss.zzz and a space
constexpr int maxMatches = 1000;  // in one row

struct MarkColours {
    QColor text, background;
};

MarkColours matchColours(bool isLight)
{
    return isLight ? MarkColours{Qt::black, QColor(0xff, 0xe0, 0x82)}
                   : MarkColours{Qt::white, QColor(0x6b, 0x54, 0x00)};
}

MarkColours currentMatchColours(bool isLight)
{
    return isLight ? MarkColours{Qt::black, QColor(0xff, 0xa7, 0x26)}
                   : MarkColours{Qt::black, QColor(0xff, 0xb7, 0x4d)};
}

}  // namespace

qreal PageGeometry::gutter() const
{
    return barWidth + space + std::ceil(style.characterWidth) + space;
}

qreal PageGeometry::textLeft() const
{
    return gutter() + (timestamps ? std::ceil(timeCharacters * style.characterWidth) : 0);
}

PagePainter::PagePainter(const PageGeometry &geometry, const QPalette &palette, const PageMarks &marks)
    : m_geometry(geometry)
    , m_palette(palette)
    , m_marks(marks)
    , m_isLight(contrast(Qt::black, palette.color(QPalette::Base)) > contrast(Qt::white, palette.color(QPalette::Base)))
    , m_quiet(readable(palette.color(QPalette::PlaceholderText).rgb(), palette.color(QPalette::Base)))
{
}

void PagePainter::paint(QPainter &painter, const OutputPage &page) const
{
    for (const OutputPage::Item &item : page.items())
        paintRow(painter, item, std::max(0, -item.line), page.height() - item.line);
}

void PagePainter::paintRow(QPainter &painter, const OutputPage::Item &item, int firstLine, int lastLine) const
{
    const StyledLine &line = item.layout->line();
    const qreal height = m_geometry.style.height;
    const qreal top = item.line * height;
    const QRectF box(0, top, m_geometry.width, item.layout->lineCount() * height);
    const bool isGap = line.gap != core::Gap::None;
    if (isGap)
        painter.fillRect(box, m_palette.color(QPalette::AlternateBase));
    paintGutter(painter, item, box);
    if (m_geometry.timestamps && !isGap)
        paintTime(painter, item, top);

    const qreal left = m_geometry.textLeft();
    const QRectF clip(left, box.top(), m_geometry.width - left, box.height());
    painter.save();
    painter.setClipRect(clip);
    const QPointF origin(isGap ? left : m_geometry.textOrigin(), top);
    item.layout->paint(painter, origin, firstLine, lastLine, clip, marksOf(line));
    paintCursor(painter, item, top);
    painter.restore();
}

void PagePainter::paintGutter(QPainter &painter, const OutputPage::Item &item, const QRectF &box) const
{
    if (item.row.hidesBefore) {
        painter.setPen(QPen(m_quiet, 1, Qt::DashLine));
        painter.drawLine(QPointF(0, box.top() + 0.5), QPointF(m_geometry.width, box.top() + 0.5));
    }
    if (item.row.fromStderr) {
        const QColor bar = readable(QColor(0xd1, 0x34, 0x38), m_palette.color(QPalette::Base));
        painter.fillRect(QRectF(space / 2, box.top(), barWidth, box.height()), bar);
    }
    const QChar mark = item.row.continued ? QChar(0x21aa) : item.row.gap != core::Gap::None ? QChar(0x22ee) : QChar();
    if (!mark.isNull()) {
        painter.setFont(m_geometry.style.font);
        painter.setPen(m_quiet);
        painter.drawText(QPointF(barWidth + space, box.top() + m_geometry.style.ascent), mark);
    }
}

void PagePainter::paintTime(QPainter &painter, const OutputPage::Item &item, qreal top) const
{
    if (item.row.timeMs == 0)
        return;
    const QString time = QDateTime::fromMSecsSinceEpoch(item.row.timeMs).toString(u"HH:mm:ss.zzz"_s);
    painter.setFont(m_geometry.style.font);
    painter.setPen(m_quiet);
    painter.drawText(QPointF(m_geometry.gutter(), top + m_geometry.style.ascent), time);
}

void PagePainter::paintCursor(QPainter &painter, const OutputPage::Item &item, qreal top) const
{
    if (!m_marks.cursor || m_marks.cursor->offset != item.row.offset)
        return;
    const RowLayout::Place place = item.layout->placeOf(m_marks.cursor->position);
    const qreal height = m_geometry.style.height;
    painter.fillRect(QRectF(std::round(m_geometry.textOrigin() + place.x), top + place.line * height, 1, height),
                     m_palette.color(QPalette::Text));
}

std::vector<RowMark> PagePainter::marksOf(const StyledLine &line) const
{
    std::vector<RowMark> marks;
    const int length = int(line.text.size());
    const auto add = [&](const TextRange &range, const MarkColours &colours) {
        const auto [from, to] = range.within(line.offset, length);
        if (from < to)
            marks.push_back({from, to - from, colours.text, colours.background, false});
    };
    if (line.gap == core::Gap::None) {
        if (m_marks.links) {
            for (const LinkSpan &link : m_marks.links(line.text))
                marks.push_back({link.start, link.length, {}, {}, true});
        }
        if (!m_marks.highlight.pattern().isEmpty()) {
            QRegularExpressionMatchIterator matches = m_marks.highlight.globalMatch(line.text);
            const MarkColours colours = matchColours(m_isLight);
            for (int i = 0; i < maxMatches && matches.hasNext(); ++i) {
                const QRegularExpressionMatch match = matches.next();
                marks.push_back(
                    {int(match.capturedStart()), int(match.capturedLength()), colours.text, colours.background, false});
            }
        }
        if (m_marks.currentMatch)
            add(*m_marks.currentMatch, currentMatchColours(m_isLight));
    } else {
        marks.push_back({0, length, m_quiet, {}, false});
    }
    add(m_marks.selection, {m_palette.color(QPalette::HighlightedText), m_palette.color(QPalette::Highlight)});
    return marks;
}

}  // namespace ui
