#include "ui/tray/traymenu.h"

#include <chrono>

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

QString shortened(const QString &text)
{
    return text.size() > longestName ? text.left(longestName - 1) + u'…' : text;
}

QString jobText(const core::Job &job)
{
    const core::Requester &requester = job.spec().requester;
    QStringList facts;
    if (!requester.session.isEmpty())
        facts += core::agentDisplayName(requester.name);
    facts += elapsedText(job);
    if (conditionOf(job) != Condition::Running)
        facts += conditionName(conditionOf(job));
    return u"%1 — %2"_s.arg(shortened(job.spec().displayName()), shortened(facts.join(u", "_s)));
}

// Of all active jobs, the newest first, those for which there is room: first those that run, then queued ones in the order
// of their turns. They stay in their places when they start.
QList<core::Job *> shownOf(const QList<core::Job *> &active)
{
    QList<core::Job *> preferred;
    qsizetype running = 0;
    for (core::Job *job : active) {
        const bool queued = job->state() == core::JobState::Queued;
        preferred.insert(running, job);  // so the oldest of the queued ones is the first
        running += queued ? 0 : 1;
    }
    preferred = preferred.mid(0, mostJobs);
    QList<core::Job *> shown = active;
    shown.removeIf([&](core::Job *job) { return !preferred.contains(job); });
    return shown;
}

// An ampersand marks a mnemonic in menus.
QString menuText(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

// Over D-Bus an underscore does; Qt makes one of the first ampersand and leaves the others as they are.
QString busText(QString text)
{
    text.replace(u'_', u"__"_s);
    return text.contains(u'&') ? u'&' + text : text;
}

}  // namespace

TrayMenu::TrayMenu(core::JobManager &jobs, JobCommands &commands)
    : m_jobs(jobs)
    , m_commands(commands)
{
    m_update.setSingleShot(true);
    m_update.setInterval(1s);
    connect(&m_update, &QTimer::timeout, this, &TrayMenu::update);
    setDefaultAction(addAction(tr("Open Jobdeck"), this, &TrayMenu::openRequested));
    addSeparator();
    m_more = addAction(QString(), this, &TrayMenu::openRequested);
    m_afterJobs = addSeparator();
    m_killAll = addAction(tr("Kill All Jobs…"), this, &TrayMenu::killAllRequested);
    m_pause = addAction(tr("Pause Notifications for 1 Hour"), this, &TrayMenu::pauseNotificationsRequested);
    m_pause->setCheckable(true);
    addSeparator();
    addAction(tr("Quit Jobdeck"), this, &TrayMenu::quitRequested);
    update();
}

void TrayMenu::scheduleUpdate()
{
    if (!m_update.isActive())
        m_update.start();
}

void TrayMenu::setPaused(bool paused)
{
    m_pause->setChecked(paused);
}

void TrayMenu::setOverBus(bool overBus)
{
    m_overBus = overBus;
    update();
}

void TrayMenu::update()
{
    if (isVisible())
        return scheduleUpdate();
    QList<core::Job *> active = m_jobs.jobs();
    active.removeIf([](const core::Job *job) { return core::isFinal(job->state()); });
    const QList<core::Job *> shown = shownOf(active);
    removeEnded(shown);
    for (qsizetype i = 0; i < shown.size(); ++i) {
        if (i == m_entries.size() || m_entries[i].job != shown[i])
            m_entries.insert(i, addJob(shown[i], i));
        updateEntry(m_entries[i]);
    }
    m_more->setText(tr("… %n more", nullptr, int(active.size() - shown.size())));
    m_more->setVisible(active.size() > shown.size());
    m_afterJobs->setVisible(!active.isEmpty());
    m_killAll->setVisible(!active.isEmpty());
    if (!active.isEmpty())
        scheduleUpdate();  // the times go on
}

void TrayMenu::removeEnded(const QList<core::Job *> &shown)
{
    m_entries.removeIf([&](const Entry &entry) {
        if (entry.job && shown.contains(entry.job.data()))
            return false;
        entry.menu->deleteLater();
        removeAction(entry.menu->menuAction());
        return true;
    });
}

TrayMenu::Entry TrayMenu::addJob(core::Job *job, qsizetype index)
{
    Entry entry{job, new QMenu(this), nullptr, {}};
    insertMenu(index == m_entries.size() ? m_more : m_entries[index].menu->menuAction(), entry.menu);
    const auto add = [&](const QString &text, auto act) {
        return entry.menu->addAction(text, this, [guarded = entry.job, act] {
            if (guarded)  // the menu may be older than the job's end
                act(guarded.data());
        });
    };
    add(tr("Show"), [this](core::Job *shown) { emit showJobRequested(shown); });
    entry.kill = add(QString(), [this](core::Job *killed) { m_commands.kill(QList<core::Job *>{killed}); });
    add(tr("Copy Command"), [this](const core::Job *copied) { m_commands.copyCommand(copied); });
    return entry;
}

void TrayMenu::updateEntry(Entry &entry)
{
    const core::Job &job = *entry.job;
    const QString text = jobText(job);
    entry.menu->setTitle(m_overBus ? busText(text) : menuText(text));
    entry.kill->setText(job.isStopping() ? tr("Kill Now") : tr("Kill"));
    const Condition condition = conditionOf(job);
    const QString icon = conditionIconName(condition) + conditionColour(condition, palette()).name();
    if (std::exchange(entry.icon, icon) != icon)
        entry.menu->setIcon(conditionIcon(condition, palette()));
}

}  // namespace ui
