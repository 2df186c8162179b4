#include <utility>

#include <QApplication>
#include <QClipboard>

#include "ui/output/outputaccess.h"
#include "ui/output/outputview.h"
#include "ui/output/textcollector.h"

namespace ui {

void OutputView::select(const TextRange &range)
{
    const TextRange before = m_selection.range();
    m_selection.begin(range.begin);
    m_selection.extendTo(range.end);
    notifySelection(before);
}

void OutputView::selectAll()
{
    if (const std::optional<OutputRow> first = m_document.rows()->at(0)) {
        setFollow([](Follow &follow) { follow.end(); });
        select({{first->offset, 0}, {m_document.end(), 0}});
        pageMoved();
    }
}

void OutputView::clearSelection()
{
    const TextRange before = m_selection.range();
    m_selection.clear();
    notifySelection(before);
}

void OutputView::notifySelection(const TextRange &before)
{
    viewport()->update();
    const TextRange &now = m_selection.range();
    const bool isSame = before.begin == now.begin && before.end == now.end;
    if (isSame || (before.isEmpty() && now.isEmpty()))
        return;
    OutputAccess::announceSelection(*this);
    emit selectionChanged();
}

void OutputView::setCursor(const TextPlace &place, bool selects)
{
    const TextRange before = m_selection.range();
    if (selects)
        m_selection.extendTo(place);
    else
        m_selection.begin(place);
    m_hasCursor = true;
    notifySelection(before);
    announceLine();
    OutputAccess::announceCursor(*this);
}

void OutputView::announceLine()
{
    const quint64 line = currentLine();
    if (std::exchange(m_announcedLine, line) != line)
        emit currentLineChanged();
}

QString OutputView::selectedText() const
{
    return TextCollector(m_job, m_document.shownLines(), m_selection.range(), copyLimit).collect().text;
}

void OutputView::copySelection()
{
    if (m_selection.isEmpty() || !m_job)
        return;
    m_copying = std::make_unique<TextCollector>(m_job, m_document.shownLines(), m_selection.range(), copyLimit);
    m_copying->start([this](const TextCollector::Text &text) {
        QApplication::clipboard()->setText(text.text);
        emit copied(text.isWhole);
    });
}

// Where the platform has a selection that the middle button pastes.
void OutputView::publishPrimary()
{
    if (m_selection.isEmpty() || !m_job || !QApplication::clipboard()->supportsSelection())
        return;
    m_publishing = std::make_unique<TextCollector>(m_job, m_document.shownLines(), m_selection.range(), copyLimit);
    m_publishing->start(
        [](const TextCollector::Text &text) { QApplication::clipboard()->setText(text.text, QClipboard::Selection); });
}

}  // namespace ui
