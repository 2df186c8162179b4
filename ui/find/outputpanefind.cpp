#include <QApplication>

#include "ui/find/outputpane.h"
#include "ui/output/outputview.h"

using namespace Qt::StringLiterals;

namespace ui {

void OutputPane::connectFinding()
{
    connect(m_bar, &FindBar::patternChanged, this, &OutputPane::applyPattern);
    connect(m_bar, &FindBar::filteringChanged, this, &OutputPane::applyFilter);
    connect(m_bar, &FindBar::nextWanted, this, &OutputPane::findNext);
    connect(m_bar, &FindBar::previousWanted, this, &OutputPane::findPrevious);
    connect(m_bar, &FindBar::closed, this, &OutputPane::endFinding);
    connect(&m_search, &LogSearch::found, this, &OutputPane::showMatch);
    connect(&m_search, &LogSearch::notFound, m_view, &OutputView::clearCurrentMatch);
    connect(&m_search, &LogSearch::countChanged, this, [this] {
        if (m_search.isActive())
            m_bar->showCount(m_search.count());
    });
    connect(&m_filter, &LineFilter::progressed, this, [this] {
        m_view->setShownLines(m_filter.lines());
        if (m_filter.isFull())
            m_bar->showSentence(tr("Only the first %L1 matching lines are shown").arg(HitList::maxLines));
    });
    connect(&m_errors, &ErrorFinder::found, this, &OutputPane::showError);
    connect(&m_errors, &ErrorFinder::notFound, this, [this] {
        if (!m_errorIsFirst)
            emit message(tr("No errors were found in the output."));
    });
}

void OutputPane::find()
{
    if (!m_bar->isVisible())
        placeAnchor();
    const QString selected = m_view->hasSelection() ? m_view->selectedText() : QString();
    constexpr qsizetype longest = 200;
    const bool isOneLine = !selected.contains(u'\n') && selected.size() <= longest;
    m_bar->open(isOneLine ? selected : QString());
}

void OutputPane::placeAnchor()
{
    const bool fromNewest = m_view->isFollowing();
    m_anchor = fromNewest ? m_view->currentLine() : m_view->topLine();
    m_anchorDirection = fromNewest ? Direction::Backward : Direction::Forward;
}

void OutputPane::findNext()
{
    if (m_search.isActive())
        m_search.findNext(m_view->currentLine());
    else
        find();
}

void OutputPane::findPrevious()
{
    if (m_search.isActive())
        m_search.findPrevious(m_view->currentLine());
    else
        find();
}

void OutputPane::applyPattern()
{
    const Pattern pattern = m_bar->pattern();
    const QString error = pattern.isEmpty() ? QString() : pattern.error();
    m_view->clearCurrentMatch();
    m_search.setPattern(error.isEmpty() ? pattern : Pattern());
    m_view->setHighlight(m_search.isActive() ? pattern.expression() : QRegularExpression());
    applyFilter();
    if (!error.isEmpty())
        m_bar->showSentence(error);
    else if (m_search.isActive() && m_anchorDirection == Direction::Forward)
        m_search.findFrom(m_anchor);
    else if (m_search.isActive())
        m_search.findPrevious(m_anchor);
}

void OutputPane::applyFilter()
{
    if (m_bar->isFiltering() && m_search.isActive()) {
        m_filter.start(m_job, m_search.pattern());
        return;
    }
    m_filter.stop();
    if (m_view->isFiltered())
        m_view->showAllLines();
}

void OutputPane::endFinding()
{
    m_search.setPattern({});
    m_view->setHighlight({});
    m_view->clearCurrentMatch();
    applyFilter();
}

void OutputPane::showMatch(const LogSearch::Match &match, bool)
{
    m_view->setCurrentMatch(match.line, match.place.start, match.place.length);
    m_view->showLine(match.line);
}

void OutputPane::nextError()
{
    m_errorIsFirst = false;
    if (m_job)
        m_errors.findNext(m_job, m_view->currentLine());
}

void OutputPane::previousError()
{
    m_errorIsFirst = false;
    if (m_job)
        m_errors.findPrevious(m_job, m_view->currentLine());
}

void OutputPane::showError(quint64 line, bool)
{
    // Whoever has moved the view meanwhile is not pulled away.
    const bool isUnwanted = m_errorIsFirst && !m_view->isFollowing();
    if (isUnwanted)
        return;
    if (m_view->isFiltered())
        m_bar->setFiltering(false);
    m_view->showLine(line);
}

}  // namespace ui
