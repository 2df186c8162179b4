#include "mcp/personmethods.h"

#include <QJsonArray>

#include "core/jobmanager.h"
#include "mcp/jobchanges.h"
#include "mcp/jobnames.h"
#include "mcp/request.h"
#include "mcp/session.h"
#include "mcp/tools/jobtext.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

void refuse(Request &request, const QString &sentence)
{
    request.fail(ErrorCode::InternalError, sentence);
}

// Null when there is none: then the request is answered.
core::Job *jobOf(Request &request, core::JobManager &jobs)
{
    const QString id = request.params()["job_id"_L1].toString();
    core::Job *job = jobs.find(id);
    if (!job)
        refuse(request, unknownJob(id));
    return job;
}

void resolve(Request &request, const core::JobManager &jobs)
{
    QJsonArray ids;
    for (const QJsonValue &name : request.params()["names"_L1].toArray()) {
        const auto job = jobNamed(name.toString(), jobs);
        if (!job)
            return refuse(request, job.error());
        ids += (*job)->id();
    }
    request.finish({{u"job_ids"_s, ids}});
}

void forget(Request &request, core::JobManager &jobs)
{
    const core::Job *job = jobOf(request, jobs);
    if (!job)
        return;
    if (const auto forgotten = jobs.forget(job->id()); !forgotten)
        refuse(request, forgotten.error());
    else
        request.finish({});
}

void answerInput(Request &request, const core::Job &job, const keeper::InputReply &reply)
{
    switch (reply.status) {
    case keeper::InputStatus::Accepted:
        return request.finish({{u"queued"_s, qint64(reply.queued)}});
    case keeper::InputStatus::Full:
        return request.finish({{u"queued"_s, -1}});
    case keeper::InputStatus::Closed:
    case keeper::InputStatus::Broken:
        return refuse(request, u"Job %1 takes no more input: its stdin is closed, or it has ended."_s.arg(job.id()));
    }
}

void input(Request &request, core::JobManager &jobs)
{
    core::Job *job = jobOf(request, jobs);
    if (!job)
        return;
    const QByteArray bytes = QByteArray::fromBase64(request.params()["data"_L1].toString().toLatin1());
    if (bytes.size() > qsizetype(keeper::maxInput))
        return refuse(request,
                      u"The input is %1 bytes long; %2 are allowed at once."_s.arg(bytes.size()).arg(keeper::maxInput));
    const bool close = request.params()["close"_L1].toBool();
    const auto answer = [&request, job](const keeper::InputReply &reply) { answerInput(request, *job, reply); };
    if (bytes.isEmpty() && close)
        return job->closeInput(&request, answer);
    job->sendInput(bytes, &request, [&request, job, close, answer](const keeper::InputReply &reply) {
        if (close && reply.status == keeper::InputStatus::Accepted)
            job->closeInput(&request, answer);
        else
            answer(reply);
    });
}

void resize(Request &request, core::JobManager &jobs)
{
    core::Job *job = jobOf(request, jobs);
    if (!job)
        return;
    const keeper::TerminalSize size{quint32(request.params()["columns"_L1].toInt()),
                                    quint32(request.params()["rows"_L1].toInt())};
    if (!job->spec().terminal)
        refuse(
            request,
            u"Job %1 has no terminal: it was not started with --pty. 'jobdeck output -f %1' follows it, 'jobdeck send "
            u"%1' types a line into it."_s.arg(job->id()));
    else if (core::isFinal(job->state()))
        refuse(request, u"Job %1 has ended. 'jobdeck output %1' prints what it printed."_s.arg(job->id()));
    else if (!job->resize(size))
        refuse(request,
               u"The terminal of job %1 cannot be made %2 columns by %3 rows."_s.arg(job->id())
                   .arg(size.columns)
                   .arg(size.rows));
    else
        request.finish({});
}

void watch(Request &request, JobChanges &changes)
{
    const auto answer = [&request, &changes] { request.finish({{u"serial"_s, changes.serial()}}); };
    if (request.params()["serial"_L1].toInteger() != changes.serial())
        return answer();
    QObject::connect(&changes, &JobChanges::changed, &request, answer);
}

}  // namespace

void addPersonMethods(Session &session, core::JobManager &jobs, JobChanges &changes)
{
    const auto add = [&session](const QString &method, const Methods::Handler &handler) {
        session.methods().add(method, Methods::Modern, [&session, handler](Request &request) {
            if (session.client().isPerson)
                handler(request);
            else
                request.fail(ErrorCode::MethodNotFound, u"%1 is for the command line."_s.arg(request.method()));
        });
    };
    add(u"jobdeck/resolve"_s, [&jobs](Request &request) { resolve(request, jobs); });
    add(u"jobdeck/forget"_s, [&jobs](Request &request) { forget(request, jobs); });
    add(u"jobdeck/input"_s, [&jobs](Request &request) { input(request, jobs); });
    add(u"jobdeck/resize"_s, [&jobs](Request &request) { resize(request, jobs); });
    add(u"jobdeck/watch"_s, [&changes](Request &request) { watch(request, changes); });
}

}  // namespace mcp
