#include "ui/tray/trayicon.h"

#include <QEvent>
#include <QGuiApplication>

#include "core/jobmanager.h"
#include "ui/settings/desktopsettings.h"
#include "ui/tray/traypicture.h"

using namespace Qt::StringLiterals;

namespace ui {

TrayIcon::TrayIcon(core::JobManager &jobs, JobCommands &commands, const DesktopSettings &settings, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_settings(settings)
    , m_menu(jobs, commands)
{
    connect(&m_host, &TrayHost::changed, this, &TrayIcon::update);
    connect(&settings, &DesktopSettings::changed, this, &TrayIcon::update);
    connect(&jobs, &core::JobManager::jobAdded, this, &TrayIcon::watch);
    connect(&jobs, &core::JobManager::jobDequeued, this, &TrayIcon::update);
    connect(&jobs, &core::JobManager::jobEnded, this, &TrayIcon::update);
    for (core::Job *job : jobs.jobs()) {
        if (!core::isFinal(job->state()))
            watch(job);
    }
    qGuiApp->installEventFilter(this);
    update();
}

TrayIcon::~TrayIcon() = default;

void TrayIcon::setUnseenFailures(int count)
{
    m_failures = count;
    update();
}

void TrayIcon::watch(core::Job *job)
{
    connect(job, &core::Job::needsInputChanged, &m_menu, &TrayMenu::scheduleUpdate);
    connect(job, &core::Job::stopRequested, &m_menu, &TrayMenu::scheduleUpdate);
    update();
}

bool TrayIcon::isWanted() const
{
    switch (m_settings.values().tray) {
    case TrayMode::Always:
        return true;
    case TrayMode::WhileJobsRun:
        return m_jobs.activeCount() > 0 || m_failures > 0;
    case TrayMode::Never:
        break;
    }
    return false;
}

QString TrayIcon::summary() const
{
    QStringList facts;
    if (const int running = m_jobs.runningCount(); running > 0)
        facts += tr("%n running", nullptr, running);
    if (const int queued = m_jobs.queuedCount(); queued > 0)
        facts += tr("%n queued", nullptr, queued);
    if (m_failures > 0)
        facts += tr("%n failed", nullptr, m_failures);
    return facts.isEmpty() ? tr("Jobdeck: no job is running") : facts.join(u", "_s);
}

void TrayIcon::makeIcon()
{
    m_iconKind = m_host.kind();
    m_menu.setOverBus(m_iconKind == TrayHost::Kind::Notifier);
    m_icon = std::make_unique<QSystemTrayIcon>();
    m_icon->setContextMenu(&m_menu);
    connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            emit openRequested();
    });
}

void TrayIcon::update()
{
    m_menu.scheduleUpdate();
    const bool show = isWanted() && m_host.has(m_icon ? m_iconKind : m_host.kind());
    if (show && !m_icon)
        makeIcon();
    if (m_icon) {
        const int running = m_jobs.runningCount();
        if (std::exchange(m_drawnRunning, running) != running
            || std::exchange(m_drawnFailures, m_failures) != m_failures)
            m_icon->setIcon(trayPicture(running, m_failures > 0));
        m_drawnFailures = m_failures;
        m_icon->setToolTip(summary());
        m_icon->setVisible(show);
    }
    if (std::exchange(m_shown, show) != show)
        emit shownChanged(show);
}

bool TrayIcon::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qGuiApp && event->type() == QEvent::ApplicationPaletteChange) {
        m_drawnRunning = -1;
        update();
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace ui
