#include "ui/notify/launcherbadge.h"

#include <chrono>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QVariantMap>

#include "core/jobmanager.h"
#include "ui/tray/autostart.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

LauncherBadge::LauncherBadge(core::JobManager &jobs, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(500ms);
    connect(&m_wait, &QTimer::timeout, this, &LauncherBadge::update);
    const auto schedule = [this] {
        if (!m_wait.isActive())
            m_wait.start();
    };
    connect(&jobs, &core::JobManager::jobAdded, this, schedule);
    connect(&jobs, &core::JobManager::jobDequeued, this, schedule);
    connect(&jobs, &core::JobManager::jobEnded, this, schedule);
    schedule();
}

LauncherBadge::~LauncherBadge()
{
    if (m_sentRunning > 0 || m_sentUrgent)
        send(0, false);
}

void LauncherBadge::setUnseenFailures(int count)
{
    m_failures = count;
    if (!m_wait.isActive())
        m_wait.start();
}

void LauncherBadge::update()
{
    const int running = m_jobs.runningCount();
    const bool urgent = m_failures > 0;
    if (running != m_sentRunning || urgent != m_sentUrgent)
        send(running, urgent);
}

void LauncherBadge::send(int running, bool urgent)
{
    m_sentRunning = running;
    m_sentUrgent = urgent;
    QDBusMessage update = QDBusMessage::createSignal(u"/io/github/jobdeck/Jobdeck"_s,
                                                     u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s);
    update << u"application://%1.desktop"_s.arg(applicationId)
           << QVariantMap{{u"count"_s, qint64(running)}, {u"count-visible"_s, running > 0}, {u"urgent"_s, urgent}};
    QDBusConnection::sessionBus().send(update);
}

}  // namespace ui
