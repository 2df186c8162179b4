#include "ui/output/outputview.h"
#include "ui/output/rendering.h"

namespace ui {

namespace {

constexpr int maxPieces = 256;  // that a match is looked for in

}  // namespace

void OutputView::setHighlight(const QRegularExpression &pattern)
{
    m_marks.highlight = pattern;
    viewport()->update();
}

void OutputView::setCurrentMatch(quint64 lineOffset, int start, int length)
{
    TextRange match{{lineOffset, start}, {lineOffset, start + length}};
    // In a line of pieces, each place may lie in another piece.
    std::optional<OutputRow> row = m_document.allRows().at(lineOffset);
    for (int i = 0; i < maxPieces && row && row->continues; ++i) {
        const std::optional<OutputRow> next = m_document.allRows().after(*row);
        const int size = int(rendered(*row).text.size());
        if (!next)
            break;
        if (match.begin.offset == row->offset && match.begin.position >= size)
            match.begin = {next->offset, match.begin.position - size};
        if (match.end.offset == row->offset && match.end.position > size)
            match.end = {next->offset, match.end.position - size};
        row = next;
    }
    m_marks.currentMatch = match;
    viewport()->update();
}

void OutputView::clearCurrentMatch()
{
    m_marks.currentMatch.reset();
    viewport()->update();
}

void OutputView::showLine(quint64 lineOffset, int linesAbove)
{
    setFollow([](Follow &follow) { follow.jump(); });
    m_page.showRow(lineOffset, linesAbove);
    setCursor({lineOffset, 0}, false);
    pageMoved();
}

void OutputView::setShownLines(const QVector<quint64> &lineOffsets)
{
    const bool isNew = !m_document.isFiltered();
    m_document.setShownLines(lineOffsets);
    if (isNew)
        m_page.setSource(m_document.rows());
    if (m_follow.isOn())
        m_page.refreshAtEnd();
    else
        m_page.refresh();
    pageMoved();
}

void OutputView::showAllLines()
{
    if (!m_document.isFiltered())
        return;
    const OutputPage::Place top = m_page.top();
    m_document.showAllLines();
    m_page.setSource(m_document.rows());
    if (m_follow.isOn())
        m_page.showEnd();
    else
        m_page.showTop(top);
    pageMoved();
}

quint64 OutputView::currentLine() const
{
    if (m_hasCursor)
        return m_selection.cursor().offset;
    if (m_page.items().empty())
        return 0;
    return m_follow.isOn() ? m_page.items().back().row.offset : m_page.top().offset;
}

QString OutputView::currentText()
{
    const std::optional<OutputRow> row = m_document.rows()->at(currentLine());
    return row ? rendered(*row).text : QString();
}

void OutputView::setLinkFinder(LinkFinder finder)
{
    m_marks.links = std::move(finder);
    viewport()->update();
}

}  // namespace ui
