#include "ui/tray/traymenu.h"

#include <chrono>

#include <QPointer>

#include "core/agents.h"
#include "core/jobmanager.h"
#include "ui/condition.h"
#include "ui/jobs/jobcommands.h"
#include "ui/look/icons.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr qsizetype mostJobs = 8, longestName = 40;

// An ampersand is a mnemonic in menus.
QString menuText(QString text)
{
    if (text.size() > longestName)
        text = text.left(longestName - 1) + u'…';
    return text.replace(u'&', u"&&"_s);
}

QString jobText(const core::Job &job)
{
    const core::Requester &requester = job.spec().requester;
    QStringList facts;
    if (!requester.session.isEmpty())
        facts += core::agentDisplayName(requester.name);
    facts += durationText(job.duration());
    if (conditionOf(job) != Condition::Running)
        facts += conditionName(conditionOf(job));
    return u"%1 — %2"_s.arg(menuText(job.spec().displayName()), menuText(facts.join(u", "_s)));
}

}  // namespace

TrayMenu::TrayMenu(core::JobManager &jobs, JobCommands &commands)
    : m_jobs(jobs)
    , m_commands(commands)
{
    m_update.setSingleShot(true);
    m_update.setInterval(1s);
    connect(&m_update, &QTimer::timeout, this, &TrayMenu::rebuild);
    rebuild();
}

void TrayMenu::scheduleUpdate()
{
    if (!m_update.isActive())
        m_update.start();
}

void TrayMenu::setPaused(bool paused)
{
    m_paused = paused;
    scheduleUpdate();
}

void TrayMenu::rebuild()
{
    if (isVisible())
        return scheduleUpdate();
    clear();
    qDeleteAll(std::exchange(m_jobMenus, {}));
    setDefaultAction(addAction(tr("Open Jobdeck"), this, &TrayMenu::openRequested));
    addSeparator();
    QList<core::Job *> running = m_jobs.jobs();
    running.removeIf([](const core::Job *job) { return core::isFinal(job->state()); });
    for (core::Job *job : running.mid(0, mostJobs))
        addJob(job);
    if (running.size() > mostJobs)
        addAction(tr("… %n more", nullptr, int(running.size() - mostJobs)), this, &TrayMenu::openRequested);
    if (!running.isEmpty()) {
        addSeparator();
        addAction(tr("Kill All Jobs…"), this, &TrayMenu::killAllRequested);
    }
    auto *pause = addAction(tr("Pause Notifications for 1 Hour"), this, &TrayMenu::pauseNotificationsRequested);
    pause->setCheckable(true);
    pause->setChecked(m_paused);
    addSeparator();
    addAction(tr("Quit Jobdeck"), this, &TrayMenu::quitRequested);
    if (!running.isEmpty())
        scheduleUpdate();  // the times go on
}

void TrayMenu::addJob(core::Job *job)
{
    auto *menu = addMenu(conditionIcon(conditionOf(*job), palette()), jobText(*job));
    m_jobMenus += menu;
    const QPointer<core::Job> guarded(job);  // the menu may be older than the job's end
    const auto add = [&](const QString &text, auto act) {
        menu->addAction(text, this, [guarded, act] {
            if (guarded)
                act(guarded.data());
        });
    };
    add(tr("Show"), [this](core::Job *shown) { emit showJobRequested(shown); });
    add(job->isStopping() ? tr("Kill Now") : tr("Kill"), [this](core::Job *killed) { m_commands.kill(killed); });
    add(tr("Copy Command"), [this](const core::Job *copied) { m_commands.copyCommand(copied); });
}

}  // namespace ui
