#include "ui/find/outputpane.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include "ui/find/chattext.h"
#include "ui/find/logsaver.h"
#include "ui/find/opening.h"
#include "ui/look/icons.h"
#include "ui/output/outputview.h"
#include "ui/settings/desktopsettings.h"

using namespace Qt::StringLiterals;

namespace ui {

OutputPane::OutputPane(DesktopSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_view(new OutputView)
    , m_bar(new FindBar)
    , m_saver(new LogSaver(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    addToolRow();
    setFocusProxy(m_view);
    connectView();
    connectFinding();
    connect(m_saver, &LogSaver::message, this, &OutputPane::message);
    connect(&m_settings, &DesktopSettings::changed, this, &OutputPane::applySettings);
    applySettings();
}

OutputPane::~OutputPane() = default;

// The find bar, when it is open, and at the right how the output is shown.
void OutputPane::addToolRow()
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 4, 0);
    row->setSpacing(2);
    row->addWidget(m_bar, 1);
    row->addStretch(0);
    m_follow = addToggle(row, tr("Follow output"), u"follow"_s);
    m_wrap = addToggle(row, tr("Wrap lines"), u"wrap"_s);
    m_timestamps = addToggle(row, tr("Timestamps"), u"time"_s);
    connect(m_follow, &QToolButton::clicked, this, &OutputPane::setFollowing);
    connect(m_wrap, &QToolButton::clicked, this, &OutputPane::setWrap);
    connect(m_timestamps, &QToolButton::clicked, this, &OutputPane::setTimestamps);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

QToolButton *OutputPane::addToggle(QHBoxLayout *layout, const QString &name, const QString &icon)
{
    auto *button = new QToolButton;
    button->setIcon(symbolicIcon(icon));
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(button);
    return button;
}

void OutputPane::connectView()
{
    m_follow->setChecked(m_view->isFollowing());
    connect(m_view, &OutputView::followingChanged, m_follow, &QToolButton::setChecked);
    connect(m_view, &OutputView::followingChanged, this, &OutputPane::followingChanged);
    connect(m_view, &OutputView::contextMenuAt, this, &OutputPane::showMenu);
    m_view->setLinkFinder([this](const QString &text) { return m_links.find(text); });
    connect(m_view, &OutputView::linkActivated, this, [this](const QString &target) {
        if (const QString problem = openTarget(target, m_settings.values().editorCommand); !problem.isEmpty())
            emit message(problem);
    });
    connect(m_view, &OutputView::copied, this, [this](bool whole) {
        if (!whole)
            emit message(tr("Only the first 64 MB of the selection were copied."));
    });
}

void OutputPane::setJob(core::Job *job)
{
    if (job && job == m_job)
        return;
    m_errors.stop();
    m_job = job;
    m_links.setFolder(job ? job->spec().cwd : QString());
    m_view->setJob(job);
    m_search.setJob(job);
    placeAnchor();
    applyFilter();
    const bool isNew = job && !m_shown.contains(job->id());
    if (isNew)
        m_shown.insert(job->id());
    m_errorIsFirst = isNew && job->state() == core::JobState::Failed;
    if (m_errorIsFirst)
        m_errors.findFirst(job);
}

void OutputPane::applySettings()
{
    const DesktopPreferences &values = m_settings.values();
    m_wrap->setChecked(values.wrap);
    m_timestamps->setChecked(values.timestamps);
    m_view->setWrap(values.wrap);
    m_view->setTimestamps(values.timestamps);
    m_view->setTerminalColours(values.terminalColours);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (!values.outputFont.isEmpty())
        font.fromString(values.outputFont);
    m_view->setOutputFont(font);
}

void OutputPane::setFollowing(bool on)
{
    m_view->setFollowing(on);
    m_follow->setChecked(m_view->isFollowing());
}

void OutputPane::jumpToNewest()
{
    setFollowing(true);
}

void OutputPane::jumpToOldest()
{
    m_view->showLine(0, 0);
}

void OutputPane::setWrap(bool on)
{
    DesktopPreferences values = m_settings.values();
    values.wrap = on;
    m_settings.set(values);
}

void OutputPane::setTimestamps(bool on)
{
    DesktopPreferences values = m_settings.values();
    values.timestamps = on;
    m_settings.set(values);
}

void OutputPane::copy()
{
    if (m_view->hasSelection())
        m_view->copySelection();
}

void OutputPane::copyForChat()
{
    if (!m_job)
        return;
    QGuiApplication::clipboard()->setText(chatText(*m_job));
    emit message(tr("Copied the command, its state and the last lines of output."));
}

void OutputPane::saveLog()
{
    if (m_job)
        m_saver->askAndSave(m_job);
}

void OutputPane::openInEditor()
{
    if (!m_job)
        return;
    m_saver->saveForEditor(*m_job, [this](const QString &path) {
        if (const QString problem = openFile({path, 1, 1}, m_settings.values().editorCommand); !problem.isEmpty())
            emit message(problem);
    });
}

void OutputPane::zoomIn()
{
    m_view->zoom(1);
}

void OutputPane::zoomOut()
{
    m_view->zoom(-1);
}

void OutputPane::resetZoom()
{
    m_view->resetZoom();
}

void OutputPane::showMenu(const QPoint &globalPos, quint64 line)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy"), this, &OutputPane::copy)->setEnabled(m_view->hasSelection());
    menu->addAction(tr("Copy for Chat"), this, &OutputPane::copyForChat);
    menu->addAction(tr("Select All"), m_view, &OutputView::selectAll);
    menu->addSeparator();
    if (m_view->isFiltered())
        menu->addAction(tr("Show in Context"), this, [this, line] { showInContext(line); });
    menu->addAction(tr("Find…"), this, &OutputPane::find);
    menu->addAction(tr("Save Log…"), this, &OutputPane::saveLog);
    menu->popup(globalPos);
}

void OutputPane::showInContext(quint64 line)
{
    m_bar->setFiltering(false);
    m_view->showLine(line);
}

}  // namespace ui
