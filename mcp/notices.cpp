#include "mcp/notices.h"

#include <algorithm>

#include <QFile>
#include <QJsonArray>
#include <QSet>

#include "core/agents.h"
#include "core/excerpt.h"
#include "core/jobmanager.h"
#include "mcp/toolcall.h"
#include "mcp/tools/jobtext.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr qsizetype mostTold = 5;
constexpr qsizetype longestName = 60;

// The jobs of which the result says how they are.
QSet<QString> jobsIn(const QJsonObject &arguments, const ToolResult &result)
{
    if (result.isError)
        return {};
    QSet<QString> ids{arguments[u"job_id"].toString(), result.structured[u"job_id"].toString(),
                      result.structured[u"restart_of"].toString()};
    for (const QJsonValue &job : result.structured[u"jobs"].toArray())
        ids += job[u"job_id"].toString();
    return ids;
}

// "k7f2mq9x npm test failed (exit 1) 12 s ago"
QString lineOf(const core::Job &job)
{
    const QString end = job.state() == core::JobState::Killed ? job.reason() : outcomeText(job);
    const double ago = double(job.result()->ended.msecsTo(QDateTime::currentDateTimeUtc())) / 1000;
    return u"%1 %2 %3 %4 ago"_s.arg(job.id(), core::excerpt(job.spec().displayName(), longestName), end,
                                    durationText(std::max(0.0, ago)));
}

}  // namespace

Notices::Notices(core::JobManager &jobs, core::Agents &agents, core::Paths paths, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_agents(agents)
    , m_paths(std::move(paths))
{
    connect(&jobs, &core::JobManager::jobEnded, this, [this](core::Job *job) { take(*job); });
    connect(&agents, &core::Agents::changed, this, &Notices::forgetAbsent);
}

void Notices::amend(const ToolCall &call, ToolResult &result)
{
    const QString session = call.client().sessionId;
    if (session.isEmpty() || call.client().isPerson)
        return;
    const QStringList ended = std::exchange(untold(session), {});
    if (ended.isEmpty())
        return;
    const QSet<QString> told = jobsIn(call.arguments(), result);
    QStringList news;
    for (const QString &id : ended) {
        if (!m_jobs.find(id))
            continue;
        QFile(toldFile(id)).open(QIODevice::WriteOnly);
        if (!told.contains(id))
            news += id;
    }
    if (news.isEmpty())
        return;
    const QString text = notice(news);
    result.text += u"\n["_s + text + u']';
    if (!result.structured.isEmpty())
        result.structured.insert(u"notice"_s, text);
}

void Notices::take(const core::Job &job)
{
    const auto mine = m_untold.find(job.spec().requester.session);
    if (mine != m_untold.end() && isToBeTold(job))
        *mine += job.id();
}

// What they were not told is found again when they come back.
void Notices::forgetAbsent()
{
    m_untold.removeIf([this](const auto &entry) { return !m_agents.find(entry.key()); });
}

QStringList &Notices::untold(const QString &session)
{
    const auto known = m_untold.find(session);
    if (known != m_untold.end())
        return *known;
    QStringList &ids = m_untold[session];
    for (const core::Job *job : m_jobs.jobs()) {
        if (job->spec().requester.session == session && core::isFinal(job->state()) && isToBeTold(*job))
            ids += job->id();
    }
    return ids;
}

// That a job could not be started is the answer of the call that wanted it, unless the job was queued.
bool Notices::isToBeTold(const core::Job &job) const
{
    return (!job.result()->failedStart || job.spec().ticket) && !QFile::exists(toldFile(job.id()));
}

QString Notices::toldFile(const QString &id) const
{
    return m_paths.job(id) + "/told"_L1;
}

QString Notices::notice(QStringList ids) const
{
    std::ranges::sort(ids, std::ranges::greater(),
                      [this](const QString &id) { return m_jobs.find(id)->result()->ended; });
    QStringList lines;
    for (const QString &id : ids.first(std::min(mostTold, ids.size())))
        lines += lineOf(*m_jobs.find(id));
    if (ids.size() > mostTold)
        lines += u"and %1 more, see list"_s.arg(ids.size() - mostTold);
    return u"Ended since your last call: "_s + lines.join("; "_L1);
}

}  // namespace mcp
