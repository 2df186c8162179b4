#include "ui/output/outputview.h"

#include <chrono>

#include <QFontDatabase>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyleOptionFocusRect>

#include "ui/output/outputaccess.h"
#include "ui/output/textcollector.h"

using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr std::chrono::milliseconds frame = 16ms;

}  // namespace

OutputView::OutputView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_font(QFontDatabase::systemFont(QFontDatabase::FixedFont))
    , m_newest(new QPushButton(viewport()))
{
    OutputAccess::install();
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
    m_announced.setSingleShot(true);
    m_announced.setInterval(1s);
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
    m_copying.reset();
    m_publishing.reset();
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
    const QScopedValueRollback guard(m_isSettingBars, true);
    horizontalScrollBar()->setValue(state.scrolled);
}

// Nobody sees a hidden view: it looks at the log when it is shown.
void OutputView::outputGrew()
{
    if (!m_refresh.isActive() && isVisible())
        m_refresh.start();
}

void OutputView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    refresh();
}

void OutputView::refresh()
{
    const quint64 before = m_document.end();
    m_document.refresh();
    // The keeper tells of growth less often than the screen is painted.
    if (m_document.end() != before)
        outputGrew();
    setFollow([&](Follow &follow) {
        follow.setLines(m_document.lines());
        if (before == 0)
            follow.open();
    });
    if (m_follow.isOn())
        m_page.refreshAtEnd();
    else
        m_page.refresh();
    pageMoved();
    if (m_follow.isOn() && m_document.end() != before && !m_announced.isActive()) {
        m_announced.start();
        OutputAccess::announceNewest(*this);
    }
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
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(viewport());
        focus.backgroundColor = palette().color(QPalette::Base);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, viewport());
    }
}

void OutputView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void OutputView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

}  // namespace ui
