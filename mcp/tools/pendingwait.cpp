#include "mcp/tools/pendingwait.h"

#include <QJsonArray>

#include "mcp/tools/jobtext.h"
#include "mcp/tools/outputreply.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr quint64 shownBytes = 2000;  // of the output before the cursor

QString happened(const WaitEnd &end)
{
    if (end.reason == "output"_L1)
        return end.match.isEmpty() ? u"new output"_s : u"matched: "_s + end.match;
    if (end.reason == "port"_L1)
        return u"listens on port %1"_s.arg(end.port);
    if (end.reason == "timeout"_L1)
        return u"the time is over; wait again with offset %1"_s.arg(end.cursor);
    return end.reason == "idle"_L1 ? u"no output any more"_s : QString();
}

QJsonObject summary(const core::Job &job)
{
    QJsonObject fields{{u"job_id"_s, job.id()}, {u"status"_s, core::stateName(job.state())}};
    addInputNeed(fields, job);
    if (job.result() && job.result()->exitCode)
        fields.insert(u"exit_code"_s, *job.result()->exitCode);
    return fields;
}

// What is known of one job.
ToolResult told(const core::Job &job, const WaitEnd &end, std::optional<quint64> from)
{
    const OutputReply output = outputEnding(job, from.value_or(0), end.cursor, shownBytes);
    QJsonObject fields = summary(job);
    fields.insert(u"duration_s"_s, job.duration());
    addEnd(fields, job);
    fields.insert(u"reason"_s, end.reason);  // why the wait ended
    fields.insert(u"output"_s, output.fields[u"output"]);
    fields.insert(u"next_offset"_s, qint64(end.cursor));
    if (!end.match.isEmpty())
        fields.insert(u"match"_s, end.match);
    if (end.port > 0)
        fields.insert(u"port"_s, end.port);
    QString text = output.text + u"\n["_s + jobLine(job) + u']';
    if (const QString what = happened(end); !what.isEmpty())
        text += u"\n["_s + what + u']';
    return {fields, text};
}

}  // namespace

PendingWait::PendingWait(const QList<core::Job *> &jobs, const WaitWish &wish, std::chrono::milliseconds timeout,
                         QObject *parent)
    : QObject(parent)
    , m_timeout(timeout)
    , m_offset(wish.offset)
{
    for (core::Job *job : jobs) {
        WaitCondition *condition = makeCondition(job, wish, this);
        m_conditions += condition;
        connect(condition, &WaitCondition::met, this, [this, condition](const WaitEnd &end) { take(condition, end); });
    }
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PendingWait::timeOut);
}

void PendingWait::start()
{
    m_clock.start();
    for (WaitCondition *condition : std::as_const(m_conditions)) {
        if (!m_result)
            condition->start();
    }
    if (!m_result)
        m_timer.start(m_timeout);
}

void PendingWait::timeOut()
{
    WaitCondition *first = m_conditions.first();
    take(first, {u"timeout"_s, first->cursor()});
}

void PendingWait::take(WaitCondition *condition, const WaitEnd &end)
{
    if (m_result)
        return;
    m_timer.stop();
    m_result = resultFor(condition, end);
    emit ended();
}

// Of several jobs the one that has met the condition is told in full; when none has, all are told in short.
ToolResult PendingWait::resultFor(WaitCondition *condition, const WaitEnd &end) const
{
    if (!condition->job())
        return {{}, forgottenJob(), true};
    if (m_conditions.size() == 1)
        return told(*condition->job(), end, m_offset);
    const bool timedOut = end.reason == "timeout"_L1;
    ToolResult result = timedOut ? ToolResult{{{u"reason"_s, end.reason}}, u"[the time is over]"_s}
                                 : told(*condition->job(), end, m_offset);
    QJsonArray jobs;
    for (const WaitCondition *each : m_conditions) {
        if (!each->job())
            continue;
        QJsonObject fields = summary(*each->job());
        if (timedOut)
            fields.insert(u"next_offset"_s, qint64(each->cursor()));
        jobs += fields;
        if (timedOut || each != condition)
            result.text += u"\n["_s + jobLine(*each->job()) + u']';
    }
    result.structured.insert(u"jobs"_s, jobs);
    return result;
}

ProgressBeat::State PendingWait::progress() const
{
    return {double(m_clock.elapsed()) / 1000, double(m_timeout.count()) / 1000, description()};
}

QString PendingWait::description() const
{
    const core::Job *job = m_conditions.first()->job();
    return m_conditions.size() == 1 && job ? jobLine(*job) : u"waits for %1 jobs"_s.arg(m_conditions.size());
}

QString forgottenJob()
{
    return u"A job was forgotten while it was waited for. Call list to see the jobs."_s;
}

}  // namespace mcp
