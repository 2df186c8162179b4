#include "ui/notify/notifier.h"

#include <QDir>

#include "core/jobmanager.h"
#include "core/terminaltext.h"
#include "ui/condition.h"
#include "ui/find/errorexpressions.h"
#include "ui/jobs/jobcommands.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr quint64 lookedAtLines = 200, lookedAtBytes = 64 << 10;
constexpr qsizetype longestLine = 160;

// The first line that tells of an error, else the last one, of what the job printed at its end.
QString tellingLine(const core::Job &job, bool errorFirst)
{
    const core::OutputChunk tail = job.log().tail(lookedAtLines, core::StreamFilter::Both, lookedAtBytes);
    QString last;
    const QString text = core::TerminalText::render(tail.bytes());
    for (const QStringView line : QStringView(text).split(u'\n', Qt::SkipEmptyParts)) {
        const QString trimmed = line.trimmed().toString();
        if (trimmed.isEmpty())
            continue;
        last = trimmed.left(longestLine);
        if (errorFirst && isErrorLine(trimmed))
            break;
    }
    return last;
}

QString folderName(const core::Job &job)
{
    const QString name = QDir(job.spec().cwd).dirName();
    return name.isEmpty() ? job.spec().cwd : name;
}

}  // namespace

Notification failureNotification(const core::Job &job)
{
    const core::JobResult &result = *job.result();
    const QString how = result.failedStart ? Notifier::tr("could not be started")
        : result.signal                    ? core::signalName(*result.signal)
                                           : Notifier::tr("exit %1").arg(result.exitCode.value_or(-1));
    const QString after = Notifier::tr("%1, after %2").arg(folderName(job), durationText(job.duration()));
    const QString line = result.failedStart ? job.reason() : tellingLine(job, true);
    return {Notifier::tr("%1 failed (%2)").arg(job.spec().displayName(), how),
            line.isEmpty() ? after : u"%1 — %2"_s.arg(line, after),
            {{u"show"_s, Notifier::tr("Show")}, {u"restart"_s, Notifier::tr("Restart")}}};
}

Notification finishNotification(const core::Job &job)
{
    return {Notifier::tr("%1 finished").arg(job.spec().displayName()),
            Notifier::tr("Succeeded after %1 — %2").arg(durationText(job.duration()), folderName(job)),
            {{u"show"_s, Notifier::tr("Show")}}};
}

Notification inputNotification(const core::Job &job)
{
    return {Notifier::tr("%1 waits for input").arg(job.spec().displayName()),
            tellingLine(job, false),
            {{u"show"_s, Notifier::tr("Show")}, {u"kill"_s, Notifier::tr("Kill")}}};
}

Notification summaryNotification(int finished, int failed)
{
    const QString finishedText = Notifier::tr("%n job(s) finished", nullptr, finished);
    const QString failedText = Notifier::tr("%n job(s) failed", nullptr, failed);
    const QString summary = failed == 0 ? finishedText
        : finished == 0                 ? failedText
                                        : u"%1, %2"_s.arg(finishedText, Notifier::tr("%n failed", nullptr, failed));
    return {summary, {}, {{u"show"_s, Notifier::tr("Show")}}};
}

Notifier::Notifier(core::JobManager &jobs, JobCommands &commands, const DesktopSettings &settings, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_commands(commands)
{
    m_clock.start();
    m_rules.setPreferences(settings.values());
    connect(&settings, &DesktopSettings::changed, this,
            [this, &settings] { m_rules.setPreferences(settings.values()); });
    connect(&jobs, &core::JobManager::jobAdded, this, &Notifier::watch);
    connect(&jobs, &core::JobManager::jobEnded, this, &Notifier::takeEnd);
    for (core::Job *job : jobs.jobs())
        watch(job);
    connect(&m_client, &NotificationClient::actionInvoked, this, &Notifier::act);
    connect(&m_client, &NotificationClient::closed, this, [this](quint64 handle) {
        m_told.remove(handle);
        if (handle == m_lastEnd)
            m_rules.forgetLast();
    });
}

NotificationRules::Time Notifier::now() const
{
    return std::chrono::milliseconds(m_clock.elapsed());
}

void Notifier::setWindowActive(bool active)
{
    m_rules.setWindowActive(active);
}

void Notifier::setPaused(bool paused)
{
    m_rules.setQuietUntil(paused ? now() + 1h : NotificationRules::Time(0));
}

void Notifier::watch(core::Job *job)
{
    if (!core::isFinal(job->state()))
        connect(job, &core::Job::needsInputChanged, this, [this, job] { takeInput(job); });
}

void Notifier::takeEnd(core::Job *job)
{
    jobLookedAt(job);  // that it waited for input is over
    const bool failed = job->state() == core::JobState::Failed;
    if (!failed && job->state() != core::JobState::Completed)
        return;
    const JobNews news{failed ? JobNews::Kind::Failed : JobNews::Kind::Finished, job->duration()};
    const auto verdict = m_rules.judge(news, now());
    if (!verdict)
        return;
    if (verdict->isSummary())
        tell(nullptr, summaryNotification(verdict->finished, verdict->failed), true);
    else
        tell(job, failed ? failureNotification(*job) : finishNotification(*job), true);
}

void Notifier::takeInput(core::Job *job)
{
    if (!job->needsInput())
        return jobLookedAt(job);
    if (m_rules.judge({JobNews::Kind::Input, job->duration()}, now()))
        tell(job, inputNotification(*job), false);
}

void Notifier::tell(core::Job *job, const Notification &notification, bool end)
{
    const quint64 replaced = end && !job ? m_lastEnd : 0;
    m_told.remove(replaced);
    const quint64 handle = m_client.show(notification, replaced);
    m_told.insert(handle, job ? job->id() : QString());
    if (end)
        m_lastEnd = handle;
}

void Notifier::tellOnce(const QString &summary, const QString &body)
{
    m_told.insert(m_client.show({summary, body, {{u"show"_s, tr("Show")}}}), QString());
}

void Notifier::jobLookedAt(const core::Job *job)
{
    for (auto told = m_told.begin(); told != m_told.end();) {
        if (told.value() == job->id()) {
            m_client.withdraw(told.key());
            if (told.key() == m_lastEnd)
                m_rules.forgetLast();
            told = m_told.erase(told);
        } else {
            ++told;
        }
    }
}

void Notifier::act(quint64 handle, const QString &key, const QString &token)
{
    const auto told = m_told.constFind(handle);
    if (told == m_told.constEnd())
        return;
    core::Job *job = m_jobs.find(*told);  // it may be forgotten by now
    if (!job)
        emit openRequested(token);
    else if (key == "kill"_L1)
        m_commands.kill(QList<core::Job *>{job});
    else if (key == "restart"_L1)
        m_commands.restart(job);
    else
        emit showJobRequested(job, token);
}

}  // namespace ui
