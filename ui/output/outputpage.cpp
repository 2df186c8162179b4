#include "ui/output/outputpage.h"

#include <algorithm>

#include "ui/output/rendering.h"

namespace ui {

void OutputPage::setSource(RowSource *source)
{
    m_source = source;
    m_items.clear();
    m_top = {};
    m_lastTop.reset();
    m_isAtEnd = true;
}

void OutputPage::setLook(std::shared_ptr<const RowStyle> style, int height, bool atEnd)
{
    m_style = std::move(style);
    m_height = std::max(1, height);
    m_items.clear();
    if (atEnd)
        refreshAtEnd();
    else
        refresh();
}

void OutputPage::refresh()
{
    m_lastTop.reset();
    showTop(m_top);
}

void OutputPage::refreshAtEnd()
{
    m_lastTop.reset();
    showEnd();
}

const OutputPage::Item *OutputPage::itemAt(int line) const
{
    const auto found = std::ranges::upper_bound(m_items, line, {}, &Item::endLine);
    return found == m_items.end() ? nullptr : &*found;
}

const OutputPage::Item *OutputPage::itemOf(quint64 offset) const
{
    const auto found = std::ranges::lower_bound(m_items, offset, {}, [](const Item &item) { return item.row.offset; });
    return found == m_items.end() || found->row.offset != offset ? nullptr : &*found;
}

void OutputPage::showEnd()
{
    showTop(lastTop());
}

void OutputPage::showTop(const Place &place)
{
    std::optional<Step> step = stepAt(place);
    if (!step) {
        m_items.clear();
        m_top = {};
        m_isAtEnd = true;
        return;
    }
    layOut(*step);
    const bool isFull = !m_items.empty() && m_items.back().endLine() >= m_height;
    if (!isFull && (step = stepAt(lastTop())))
        layOut(*step);
}

void OutputPage::showRow(quint64 offset, int linesAbove)
{
    if (const std::optional<Step> step = stepAt({offset, 0})) {
        const Step top = moved(*step, -linesAbove);
        showTop({top.row.offset, top.line});
    }
}

void OutputPage::scroll(int lines)
{
    const std::optional<Step> step = stepAt(m_top);
    if (!step)
        return;
    const Step top = moved(*step, lines);
    showTop(std::min(Place{top.row.offset, top.line}, lastTop()));
}

void OutputPage::showPosition(quint64 position)
{
    if (!m_source || position >= maxPosition()) {
        showEnd();
        return;
    }
    const std::optional<OutputRow> row = m_source->at(m_source->offset(position));
    if (!row)
        return;
    const quint64 begin = m_source->position(row->offset);
    const quint64 length = std::max<quint64>(1, m_source->position(row->end) - begin);
    const quint64 inside = std::min(position - std::min(begin, position), length - 1);
    showTop({row->offset, int(quint64(linesOf(*row)) * inside / length)});
}

quint64 OutputPage::topPosition()
{
    return positionOf(m_top);
}

quint64 OutputPage::maxPosition()
{
    return positionOf(lastTop());
}

quint64 OutputPage::positionOf(const Place &place)
{
    const std::optional<Step> step = stepAt(place);
    if (!step)
        return 0;
    const quint64 begin = m_source->position(step->row.offset);
    const quint64 length = m_source->position(step->row.end) - begin;
    return step->line == 0 ? begin : begin + length * quint64(step->line) / quint64(linesOf(step->row));
}

std::shared_ptr<const RowLayout> OutputPage::layoutOf(const OutputRow &row)
{
    const Item *known = itemOf(row.offset);
    if (known && known->row.isSameAs(row))
        return known->layout;
    return std::make_shared<RowLayout>(rendered(row), m_style);
}

int OutputPage::linesOf(const OutputRow &row)
{
    return m_style->wrapWidth > 0 ? layoutOf(row)->lineCount() : 1;
}

std::optional<OutputPage::Step> OutputPage::stepAt(const Place &place)
{
    const std::optional<OutputRow> row = m_source ? m_source->at(place.offset) : std::nullopt;
    if (!row)
        return {};
    const int line = row->offset == place.offset && place.line > 0 ? std::min(place.line, linesOf(*row) - 1) : 0;
    return Step{*row, line};
}

OutputPage::Step OutputPage::moved(Step step, int lines)
{
    for (int left = lines; left < 0;) {
        const int taken = std::min(step.line, -left);
        step.line -= taken;
        left += taken;
        const std::optional<OutputRow> row = left < 0 ? m_source->before(step.row) : std::nullopt;
        if (!row)
            break;
        step = {*row, linesOf(*row) - 1};
        ++left;
    }
    for (int left = lines; left > 0;) {
        const int taken = std::min(linesOf(step.row) - 1 - step.line, left);
        step.line += taken;
        left -= taken;
        const std::optional<OutputRow> row = left > 0 ? m_source->after(step.row) : std::nullopt;
        if (!row)
            break;
        step = {*row, 0};
        --left;
    }
    return step;
}

OutputPage::Place OutputPage::lastTop()
{
    if (!m_lastTop) {
        m_lastTop = Place();
        if (const std::optional<OutputRow> last = m_source ? m_source->last() : std::nullopt) {
            const Step top = moved({*last, linesOf(*last) - 1}, 1 - m_height);
            m_lastTop = Place{top.row.offset, top.line};
        }
    }
    return *m_lastTop;
}

void OutputPage::layOut(const Step &step)
{
    std::vector<Item> items;
    int line = -step.line;
    std::optional<OutputRow> row = step.row;
    // One line more than fits: a part of it shows.
    while (row && line <= m_height) {
        std::shared_ptr<const RowLayout> layout = layoutOf(*row);
        const int next = line + layout->lineCount();
        items.push_back({*row, std::move(layout), line});
        line = next;
        row = m_source->after(*row);
    }
    m_top = {step.row.offset, step.line};
    m_items = std::move(items);
    m_isAtEnd = !row && line <= m_height;
}

}  // namespace ui
