#include <QDir>
#include <QTimer>

#include "core/jobmanager.h"
#include "mcp/arguments.h"
#include "mcp/jobtools.h"
#include "mcp/toolcall.h"
#include "mcp/tools/jobtext.h"
#include "mcp/tools/outputarguments.h"
#include "mcp/tools/reuse.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr double longestWait = 50;  // s: under the 60 s after which clients give up
constexpr double longestTimeout = 3155760000;  // s: a hundred years
constexpr qsizetype mostAwaited = 64;  // jobs that another one is to run after

using Milliseconds = std::chrono::milliseconds;

Milliseconds seconds(double value)
{
    return Milliseconds(qint64(value * 1000));
}

// The call's `env` on top of the client's environment.
void overlay(core::StartRequest &request, const QMap<QString, QString> &variables)
{
    for (auto it = variables.begin(); it != variables.end(); ++it) {
        request.environment.insert(it.key().toUtf8(), it.value().toUtf8());
        request.environmentNames += it.key();
    }
}

quint32 terminalSide(Arguments &arguments, const QString &name, quint32 usual, bool onTerminal)
{
    const qint64 side = arguments.integer(name, 1, keeper::maxTerminalSide, usual);
    if (arguments.has(name) && !onTerminal)
        arguments.reject(name, u"left out, or come with pty: only a terminal has a size"_s);
    return quint32(side);
}

core::StartRequest startRequest(const ClientContext &client, Arguments &arguments)
{
    core::StartRequest request;
    request.command = arguments.string(u"command"_s);
    request.cwd = QDir(client.cwd).absoluteFilePath(arguments.optionalString(u"cwd"_s).value_or(client.cwd));
    request.environment = client.environment;
    overlay(request, arguments.stringMap(u"env"_s));
    request.name = arguments.optionalString(u"name"_s).value_or(QString()).simplified().left(200);
    request.terminal = arguments.boolean(u"pty"_s, false);
    request.terminalSize = {terminalSide(arguments, u"cols"_s, request.terminalSize.columns, request.terminal),
                            terminalSide(arguments, u"rows"_s, request.terminalSize.rows, request.terminal)};
    if (const auto timeout = arguments.number(u"timeout"_s, 0.001, longestTimeout))
        request.timeout = std::max(seconds(*timeout), Milliseconds(1));
    request.queue = arguments.boolean(u"queue"_s, false);
    request.after = arguments.strings(u"after"_s);
    request.after.removeDuplicates();
    if (request.after.size() > mostAwaited)
        arguments.reject(u"after"_s, u"a list of at most %1 ids"_s.arg(mostAwaited));
    request.requester = {client.sessionId, client.name, client.version, client.pid};
    return request;
}

QJsonObject startedFields(const core::Job &job)
{
    QJsonObject fields{{u"job_id"_s, job.id()}, {u"status"_s, core::stateName(job.state())}};
    if (job.pid() > 0)
        fields.insert(u"pid"_s, job.pid());
    addQueuePlace(fields, job);
    return fields;
}

// What the call said about how it wants to be answered.
struct Answer {
    Milliseconds wait{0};
    bool reused = false;
};

void finish(ToolCall &call, ToolResult result, const Answer &wish)
{
    if (wish.reused) {
        result.structured.insert(u"reused"_s, true);
        result.text.prepend(u"[reused: this command was running or queued in this folder already]\n"_s);
    }
    call.finish(result);
}

void answerStarted(ToolCall &call, const core::Job &job, const Answer &wish)
{
    const QString state = wish.reused ? jobLine(job) : u"Started job "_s + job.id();
    finish(call,
           {startedFields(job),
            u"%1 (pid %2). Read it with tail or output, end it with kill."_s.arg(state).arg(job.pid())},
           wish);
}

void answerQueued(ToolCall &call, const core::Job &job, const Answer &wish)
{
    finish(call,
           {startedFields(job),
            u"Queued job %1: %2. It starts by itself, and keeps its turn when this session ends. Wait for its end with "
            "wait; kill takes it out of the queue."_s.arg(job.id(), queueText(job))},
           wish);
}

// Like the result of wait: why it returned, how the job is, and what it printed.
void answerWaited(ToolCall &call, const core::Job &job, const Answer &wish)
{
    const bool ended = core::isFinal(job.state());
    OutputReply output = outputOverview(job, 0, StreamChoice::Separate, TextFormat::Text, endedShare);
    QJsonObject fields = startedFields(job);
    fields.insert(u"duration_s"_s, job.duration());
    addEnd(fields, job);
    fields.insert(u"reason"_s, ended ? u"exit"_s : u"timeout"_s);
    for (auto it = output.fields.begin(); it != output.fields.end(); ++it)
        fields.insert(it.key(), it.value());
    QString text = output.text + u"\n["_s + jobLine(job);
    if (!ended)
        text += u"; it goes on: read more with output, offset %1"_s.arg(output.fields[u"next_offset"].toInteger());
    finish(call, {fields, text + u']'}, wish);
}

void respond(ToolCall &call, core::Job *job, const Answer &wish);

// The wait began with the call: time in the queue counts.
void waitForEnd(ToolCall &call, core::Job *job, const Answer &wish)
{
    QObject::connect(job, &core::Job::ended, &call, [&call, job, wish] { respond(call, job, wish); });
    QTimer::singleShot(wish.wait, &call, [&call, job, wish] { answerWaited(call, *job, wish); });
}

void respond(ToolCall &call, core::Job *job, const Answer &wish)
{
    if (job->result() && job->result()->failedStart)
        call.fail(u"Job %1 %2."_s.arg(job->id(), job->reason()));
    else if (wish.wait.count() > 0 && core::isFinal(job->state()))
        answerWaited(call, *job, wish);
    else if (wish.wait.count() == 0 && job->state() == core::JobState::Queued)
        answerQueued(call, *job, wish);
    else if (wish.wait.count() == 0)
        answerStarted(call, *job, wish);
    else
        waitForEnd(call, job, wish);
}

// The limit of running jobs holds agents back; a person waits for a place only when that is asked for.
core::Settings settingsFor(const ClientContext &client, const core::StartRequest &request)
{
    core::Settings settings = client.settings;
    if (client.isPerson && !request.queue)
        settings.maxJobs = std::numeric_limits<int>::max();
    return settings;
}

void execute(core::JobManager &jobs, ToolCall &call)
{
    Arguments arguments(call.arguments());
    const core::StartRequest request = startRequest(call.client(), arguments);
    Answer wish{seconds(arguments.number(u"wait"_s, 0, longestWait, 0))};
    const bool reuse = arguments.boolean(u"reuse"_s, false);
    if (!arguments.error().isEmpty())
        return call.fail(arguments.error());
    if (core::Job *running = reuse ? runningJobLike(request, jobs) : nullptr) {
        wish.reused = true;
        return respond(call, running, wish);
    }
    const auto started = jobs.start(request, settingsFor(call.client(), request));
    if (!started)
        return call.fail(started.error());
    if ((*started)->state() == core::JobState::Queued)
        return respond(call, *started, wish);
    QObject::connect(*started, &core::Job::launched, &call,
                     [&call, job = *started, wish] { respond(call, job, wish); });
}

Tool executeTool(core::JobManager &jobs)
{
    return {
        u"execute"_s,
        {u"execute_command"_s},
        u"Execute Command"_s,
        u"Run a shell command as a background job that outlives this call and session; returns its job_id at once. "
        u"With wait, also its output and exit code if it ends in time."_s,
        Schema::object()
            .required(u"command"_s, Schema::string(u"Run by bash -c"_s))
            .optional(u"after"_s, Schema::array(Schema::string(), u"Ids of jobs that must complete first"_s))
            .optional(u"cols"_s, Schema::integer().byDefault(120))
            .optional(u"cwd"_s, Schema::string(u"Default: yours"_s))
            .optional(u"env"_s, Schema::stringMap(u"Added variables"_s))
            .optional(u"name"_s, Schema::string(u"For people and lists"_s))
            .optional(u"pty"_s, Schema::boolean(u"Run on a terminal (cols x rows)"_s))
            .optional(u"queue"_s, Schema::boolean(u"Wait for a free place instead of failing"_s))
            .optional(u"reuse"_s, Schema::boolean(u"Return the job that runs this in this cwd already"_s))
            .optional(u"rows"_s, Schema::integer().byDefault(40))
            .optional(u"timeout"_s, Schema::number(u"Seconds until it is killed; default: none"_s))
            .optional(u"wait"_s, Schema::number(u"Seconds to wait for its end"_s).atMost(longestWait)),
        Schema::object()
            .required(u"job_id"_s, Schema::string())
            .required(u"status"_s, Schema::string())
            .optional(u"pid"_s, Schema::integer())
            .optional(u"exit_code"_s, Schema::integer()),
        {},
        [&jobs](ToolCall &call) { execute(jobs, call); },
    };
}

const JobToolRegistration registration(executeTool);

}  // namespace

}  // namespace mcp
