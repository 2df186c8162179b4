#include "core/jobqueue.h"

#include <algorithm>

#include "core/job.h"
#include "core/startrequest.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace core {

namespace {

constexpr int mostWaiting = 1000;  // of one requester
constexpr int mostAtOnce = 8;  // jobs that are started or ended in one turn of the event loop: each writes to the disk

QueueTicket ticketOf(const Job *job)
{
    return job->spec().ticket.value_or(QueueTicket());
}

// "failed (exit 1)", "was killed", …
QString endOf(const Job &job)
{
    const JobResult &result = *job.result();
    if (result.lost)
        return u"is lost"_s;
    if (result.failedStart)
        return u"could not be started"_s;
    if (result.stop)
        return result.neverStarted ? u"was killed before it started"_s : u"was killed"_s;
    return result.signal ? u"failed (%1)"_s.arg(signalName(*result.signal))
                         : u"failed (exit %1)"_s.arg(result.exitCode.value_or(-1));
}

QString named(const Job &job)
{
    return u"job %1 (%2)"_s.arg(job.id(), job.spec().displayName());
}

}  // namespace

JobQueue::JobQueue(const QHash<QString, Job *> &jobs, QObject *parent)
    : QObject(parent)
    , m_all(jobs)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0ms);
    connect(&m_soon, &QTimer::timeout, this, &JobQueue::advance);
}

Result<std::optional<QueueTicket>> JobQueue::admit(const StartRequest &request, int maxJobs) const
{
    bool waits = false;
    for (const QString &id : request.after) {
        const Job *job = m_all.value(id);
        if (!job)
            return Error{u"There is no job %1 to run after: it was never started, or finished long ago and is "
                         u"forgotten. Call list to see the jobs."_s.arg(id.left(40))};
        const Precondition found = lookUp(id);
        if (found == Precondition::Broken)
            return Error{
                u"Job %1 (%2) %3, so nothing can run after it. Pass the id of a job that runs or has completed, "
                u"or leave it out of after."_s.arg(id, job->spec().displayName(), endOf(*job))};
        waits = waits || found == Precondition::Pending;
    }
    const QString &session = request.requester.session;
    if (const int taken = takenPlaces(session); !session.isEmpty() && taken >= maxJobs) {
        if (!request.queue && request.after.isEmpty())
            return Error{u"%1 jobs of this agent are running, and MCP_BG_MAX_JOBS allows no more. Pass queue: true to "
                         u"start this one when there is a place, or kill one (list shows them)."_s.arg(
                             std::max(running().value(session), maxJobs))};
        waits = true;
    }
    if (!waits)
        return std::optional<QueueTicket>();
    const auto mine =
        std::ranges::count(m_waiting, session, [](const Job *job) { return job->spec().requester.session; });
    if (mine >= mostWaiting)
        return Error{
            u"%1 jobs of this agent are queued already. Wait until some of them have run, or kill some."_s.arg(mine)};
    return std::optional(QueueTicket{m_lastNumber + 1, maxJobs, request.after});
}

void JobQueue::add(Job *job)
{
    const quint64 number = ticketOf(job).number;
    m_lastNumber = std::max(m_lastNumber, number);
    const auto behind =
        std::ranges::upper_bound(m_waiting, number, {}, [](const Job *j) { return ticketOf(j).number; });
    m_waiting.insert(behind, job);
    update();
}

void JobQueue::remove(Job *job)
{
    m_waiting.removeOne(job);
    update();
}

void JobQueue::update()
{
    if (!m_waiting.isEmpty())
        m_soon.start();
}

QSet<QString> JobQueue::awaited() const
{
    QSet<QString> ids;
    for (const Job *job : m_waiting) {
        for (const QString &id : ticketOf(job).after)
            ids += id;
    }
    return ids;
}

// Those that are being killed do not count.
JobQueue::Line JobQueue::line() const
{
    Line line{m_waiting, {}};
    line.jobs.removeIf([](const Job *job) { return job->isStopping(); });
    QList<WaitingJob> waiting;
    for (const Job *job : std::as_const(line.jobs)) {
        const QueueTicket ticket = ticketOf(job);
        waiting += WaitingJob{job->spec().requester.session, ticket.maxJobs, ticket.after};
    }
    line.turns = turnsOf(waiting, running(), [this](const QString &id) { return lookUp(id); });
    return line;
}

// With those of the session that wait for a place, or are about to get one.
int JobQueue::takenPlaces(const QString &session) const
{
    int taken = running().value(session);
    const Line all = line();
    for (qsizetype i = 0; i < all.jobs.size(); ++i) {
        const Turn::Kind kind = all.turns[i].kind;
        taken += int(all.jobs[i]->spec().requester.session == session
                     && (kind == Turn::Kind::Start || kind == Turn::Kind::WaitForPlace));
    }
    return taken;
}

QHash<QString, int> JobQueue::running() const
{
    QHash<QString, int> running;
    for (const Job *job : m_all) {
        if (job->state() == JobState::Running)
            ++running[job->spec().requester.session];
    }
    return running;
}

Precondition JobQueue::lookUp(const QString &id) const
{
    const Job *job = m_all.value(id);
    if (!job)
        return Precondition::Broken;
    if (!isFinal(job->state()))
        return Precondition::Pending;
    return job->state() == JobState::Completed ? Precondition::Met : Precondition::Broken;
}

void JobQueue::advance()
{
    const Line now = line();
    tellPlaces(now);
    int told = 0;
    for (qsizetype i = 0; i < now.jobs.size(); ++i) {
        Job *job = now.jobs[i];
        const Turn &turn = now.turns[i];
        const bool waits = turn.kind == Turn::Kind::WaitForJobs || turn.kind == Turn::Kind::WaitForPlace;
        if (waits || job->isStopping())  // it may have been stopped since the one before was told of
            continue;
        if (++told > mostAtOnce)
            return update();
        m_waiting.removeOne(job);
        if (turn.kind == Turn::Kind::Start) {
            emit due(job);
        } else {
            const Job *cause = m_all.value(turn.jobs.first());
            emit broken(job,
                        cause ? u"it was to run after %1, which %2"_s.arg(named(*cause), endOf(*cause))
                              : u"it was to run after job %1, which is not known any more"_s.arg(turn.jobs.first()));
        }
    }
}

void JobQueue::tellPlaces(const Line &line)
{
    for (qsizetype i = 0; i < line.jobs.size(); ++i) {
        QueuePlace place{{}, line.turns[i].position};
        if (line.turns[i].kind == Turn::Kind::WaitForJobs) {
            for (const QString &id : line.turns[i].jobs)
                place.waitsFor += {id, m_all.value(id)->spec().displayName()};
        }
        line.jobs[i]->setQueuePlace(place);
    }
}

}  // namespace core
