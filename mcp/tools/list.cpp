#include <QJsonArray>

#include "core/jobmanager.h"
#include "mcp/arguments.h"
#include "mcp/jobtools.h"
#include "mcp/schema.h"
#include "mcp/toolcall.h"
#include "mcp/tools/jobtext.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

const QStringList states{u"queued"_s, u"running"_s, u"completed"_s, u"failed"_s, u"killed"_s, u"lost"_s};

struct Filter {
    QString status;
    QString query;

    [[nodiscard]] bool matches(const core::Job &job) const
    {
        const core::JobSpec &spec = job.spec();
        const auto contains = [this](const QString &text) { return text.contains(query, Qt::CaseInsensitive); };
        return (status.isEmpty() || core::stateName(job.state()) == status)
            && (query.isEmpty() || contains(spec.command) || contains(spec.name) || contains(spec.cwd)
                || contains(spec.id));
    }
};

QJsonObject jobFields(const core::Job &job)
{
    const core::JobSpec &spec = job.spec();
    QJsonObject fields{
        {u"job_id"_s, spec.id},
        {u"status"_s, core::stateName(job.state())},
        {u"command"_s, spec.command.size() > 500 ? spec.command.left(500) + u'…' : spec.command},
        {u"cwd"_s, spec.cwd},
        {u"started"_s, timeText(job.started())},
        {u"client"_s, spec.requester.name},
    };
    if (!spec.name.isEmpty())
        fields.insert(u"name"_s, spec.name);
    addQueuePlace(fields, job);
    addInputNeed(fields, job);
    if (const auto &result = job.result()) {
        fields.insert(u"ended"_s, timeText(result->ended));
        if (result->exitCode)
            fields.insert(u"exit_code"_s, *result->exitCode);
    }
    return fields;
}

// What the command line shows besides; agents ask for it with status.
QJsonObject moreFields(QJsonObject fields, const core::Job &job)
{
    addEnd(fields, job);
    fields.insert(u"duration_s"_s, job.duration());
    return fields;
}

QString lineOf(const core::Job &job)
{
    return u"%1  %2  %3  (%4)\n"_s.arg(job.id(), stateText(job), job.spec().displayName(), job.spec().cwd);
}

void list(core::JobManager &jobs, ToolCall &call)
{
    Arguments arguments(call.arguments());
    const Filter filter{arguments.oneOf(u"status"_s, states, {}),
                        arguments.optionalString(u"query"_s).value_or(QString())};
    const qint64 limit = arguments.integer(u"limit"_s, 1, 1000, 50);
    if (!arguments.error().isEmpty())
        return call.fail(arguments.error());

    QJsonArray shown;
    QString text;
    qint64 total = 0;
    for (const core::Job *job : jobs.jobs()) {
        if (!filter.matches(*job) || ++total > limit)
            continue;
        shown += call.client().isPerson ? moreFields(jobFields(*job), *job) : jobFields(*job);
        text += lineOf(*job);
    }
    if (total == 0)
        text = u"No job matches."_s;
    else if (total > limit)
        text += u"[%1 more; raise limit or narrow query]"_s.arg(total - limit);
    call.finish({{{u"jobs"_s, shown}, {u"total"_s, total}}, text.trimmed()});
}

Tool listTool(core::JobManager &jobs)
{
    const Schema job = Schema::object()
                           .required(u"job_id"_s, Schema::string())
                           .required(u"status"_s, Schema::string())
                           .required(u"command"_s, Schema::string())
                           .optional(u"exit_code"_s, Schema::integer());
    return {
        u"list"_s,
        {u"list_jobs"_s},
        u"List Jobs"_s,
        u"List jobs of all agents, newest first, also of earlier sessions."_s,
        Schema::object()
            .optional(u"status"_s, Schema::oneOf(states))
            .optional(u"limit"_s, Schema::integer().atMost(1000).byDefault(50))
            .optional(u"query"_s, Schema::string(u"Text in the command, name, cwd or id"_s)),
        Schema::object().required(u"jobs"_s, Schema::array(job)).required(u"total"_s, Schema::integer()),
        {{u"readOnlyHint"_s, true}, {u"openWorldHint"_s, false}},
        [&jobs](ToolCall &call) { list(jobs, call); },
    };
}

const JobToolRegistration registration(listTool);

}  // namespace

}  // namespace mcp
