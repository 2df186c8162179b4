#include "ui/output/outputview.h"

#include <chrono>

#include <QFontDatabase>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>

#include "ui/output/linerenderer.h"
#include "ui/output/rendering.h"
#include "ui/output/textcollector.h"

using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr std::chrono::milliseconds frame = 16ms;
constexpr int maxZoom = 40;
constexpr int maxPieces = 256;  // that a match is looked for in

}  // namespace

OutputView::OutputView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_font(QFontDatabase::systemFont(QFontDatabase::FixedFont))
    , m_newest(new QPushButton(viewport()))
{
    setFocusPolicy(Qt::StrongFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Base);
    verticalScrollBar()->installEventFilter(this);
    m_newest->setAccessibleName(tr("Jump to newest output"));
    m_newest->setFocusPolicy(Qt::NoFocus);
    m_newest->setCursor(Qt::ArrowCursor);
    m_newest->hide();
    m_refresh.setSingleShot(true);
    m_refresh.setTimerType(Qt::PreciseTimer);
    m_refresh.setInterval(frame);
    m_autoScroll.setInterval(50ms);
    connect(&m_refresh, &QTimer::timeout, this, &OutputView::refresh);
    connect(&m_autoScroll, &QTimer::timeout, this, &OutputView::autoScroll);
    connect(m_newest, &QPushButton::clicked, this, &OutputView::follow);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &OutputView::barActed);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &OutputView::barMoved);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, &OutputView::sidewaysMoved);
    setJob(nullptr);
}

OutputView::~OutputView() = default;

void OutputView::setJob(core::Job *job)
{
    if (job && job == m_job)
        return;
    remember();
    if (m_job)
        m_job->disconnect(this);
    m_refresh.stop();
    m_collector.reset();
    m_job = job;
    m_document.open(job);
    m_hasCursor = false;
    m_isDragging = false;
    m_marks.currentMatch.reset();
    const TextRange before = m_selection.range();
    m_selection.begin(TextPlace());
    m_contentWidth = 0;
    m_page.setSource(m_document.rows());
    setAccessibleName(job ? tr("Output of %1").arg(job->spec().displayName()) : tr("Output"));
    if (job) {
        connect(job, &core::Job::outputGrew, this, &OutputView::outputGrew);
        connect(job, &core::Job::ended, this, &OutputView::outputGrew);
        connect(job, &QObject::destroyed, this, [this] { setJob(nullptr); });
    }
    recall();
    notifySelection(before);
    emit currentLineChanged();
}

void OutputView::remember()
{
    if (m_job) {
        m_states.insert(m_job->id(),
                        new ViewState{m_page.top(), m_follow.isOn(), m_follow.seen(), horizontalScrollBar()->value()});
    }
}

void OutputView::recall()
{
    const ViewState *known = m_job ? m_states.object(m_job->id()) : nullptr;
    const ViewState state = known ? *known : ViewState();
    setFollow([&](Follow &follow) {
        follow.setLines(m_document.lines());
        follow.restore(state.isFollowing || m_document.isEmpty(), state.seenLines);
    });
    restyle();
    if (!m_follow.isOn())
        m_page.showTop(state.top);
    pageMoved();
    horizontalScrollBar()->setValue(state.scrolled);
}

void OutputView::outputGrew()
{
    if (!m_refresh.isActive())
        m_refresh.start();
}

void OutputView::refresh()
{
    const bool wasEmpty = m_document.isEmpty();
    m_document.refresh();
    setFollow([&](Follow &follow) {
        follow.setLines(m_document.lines());
        if (wasEmpty)
            follow.open();
    });
    if (m_follow.isOn())
        m_page.refreshAtEnd();
    else
        m_page.refresh();
    pageMoved();
    if (m_follow.isOn())
        emit currentLineChanged();
}

void OutputView::setFollow(const std::function<void(Follow &)> &change)
{
    const bool before = m_follow.isOn();
    change(m_follow);
    if (m_follow.isOn() == before)
        return;
    m_hasCursor = m_hasCursor && !m_follow.isOn();
    emit followingChanged(m_follow.isOn());
}

void OutputView::setFollowing(bool on)
{
    if (on) {
        follow();
        return;
    }
    setFollow([](Follow &follow) { follow.end(); });
    pageMoved();
}

void OutputView::follow()
{
    setFollow([](Follow &follow) { follow.resume(); });
    m_page.showEnd();
    pageMoved();
    emit currentLineChanged();
}

void OutputView::setWrap(bool on)
{
    m_wrap = on;
    m_contentWidth = 0;
    restyle();
}

void OutputView::setTimestamps(bool on)
{
    m_timestamps = on;
    restyle();
}

void OutputView::setTerminalColours(bool on)
{
    m_terminalColours = on;
    restyle();
}

void OutputView::setOutputFont(const QFont &font)
{
    m_font = font;
    m_contentWidth = 0;
    restyle();
}

void OutputView::zoom(int steps)
{
    m_zoom = std::clamp(m_zoom + steps, 5 - std::max(5, m_font.pointSize()), maxZoom);
    m_contentWidth = 0;
    restyle();
}

void OutputView::resetZoom()
{
    zoom(-m_zoom);
}

// Whatever changes the size or the look of rows. What the view shows at its top, or its end, stays.
void OutputView::restyle()
{
    QFont font = m_font;
    const qreal size = font.pointSizeF() > 0 ? font.pointSizeF() : font.pixelSize() * 72.0 / logicalDpiY();
    font.setPointSizeF(std::max(1.0, size + m_zoom));
    auto style = std::make_shared<RowStyle>(font);
    style->colours = TerminalColours(palette(), m_terminalColours);
    if (m_wrap) {
        const qreal left = PageGeometry{*style, m_timestamps, 0, 0}.textLeft();
        style->wrapWidth = std::max(style->characterWidth, viewport()->width() - left);
    }
    const int height = std::max(1, int(viewport()->height() / style->height));
    m_page.setLook(std::move(style), height, m_follow.isOn());
    pageMoved();
}

PageGeometry OutputView::geometry() const
{
    const qreal scrolled = m_wrap ? 0 : horizontalScrollBar()->value();
    return {m_page.style(), m_timestamps, scrolled, qreal(viewport()->width())};
}

void OutputView::setHighlight(const QRegularExpression &pattern)
{
    m_marks.highlight = pattern;
    viewport()->update();
}

void OutputView::setCurrentMatch(quint64 lineOffset, int start, int length)
{
    TextRange match{{lineOffset, start}, {lineOffset, start + length}};
    // In a line of pieces, each place lies in a piece of its own.
    std::optional<OutputRow> row = m_document.allRows().at(lineOffset);
    for (int i = 0; i < maxPieces && row && row->continues; ++i) {
        const int size = int(rendered(*row).text.size());
        row = m_document.allRows().after(*row);
        if (!row)
            break;
        for (TextPlace *place : {&match.begin, &match.end}) {
            const bool isBehind = place == &match.begin ? place->position >= size : place->position > size;
            if (isBehind)
                *place = {row->offset, place->position - size};
        }
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

void OutputView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const PageGeometry geometry = this->geometry();
    m_marks.selection = m_selection.range();
    m_marks.cursor.reset();
    if (m_hasCursor && hasFocus())
        m_marks.cursor = m_selection.cursor();
    PagePainter(geometry, palette(), m_marks).paint(painter, m_page);
}

}  // namespace ui
