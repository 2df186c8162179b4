#include <QTimer>

#include "core/jobmanager.h"
#include "core/patternwatch.h"
#include "core/terminalview.h"
#include "mcp/arguments.h"
#include "mcp/jobtools.h"
#include "mcp/toolcall.h"
#include "mcp/tools/jobtext.h"
#include "mcp/tools/outputarguments.h"
#include "mcp/tools/terminalkeys.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr double longestWait = 50, usualWait = 2;  // s
constexpr auto quietTime = 150ms;  // after output this long without more, the job has answered

// What one call wants: bytes, and Enter behind them, into stdin or the terminal, and how long to listen for what they cause.
struct Wish {
    QByteArray bytes;
    bool enter = false;
    bool entersKeys = false;  // also behind a key, on a terminal
    bool closeStdin = false;
    std::chrono::milliseconds wait{0};
    std::optional<TextPattern> pattern;
};

// Listens to the job after the input until it is quiet, the pattern is there, it has ended or the time is over.
class Listener final : public QObject
{
public:
    Listener(ToolCall &call, core::Job *job, quint64 from, const Wish &wish)
        : QObject(&call)
        , m_call(call)
        , m_job(job)
        , m_from(from)
        , m_wantsPattern(wish.pattern.has_value())
    {
        QTimer::singleShot(wish.wait, this, [this] { answer(false); });
        if (wish.pattern)
            listenFor(*wish.pattern);
        else
            listenForQuiet();
    }

private:
    void listenForQuiet()
    {
        m_quiet.setSingleShot(true);
        m_quiet.setInterval(quietTime);
        connect(&m_quiet, &QTimer::timeout, this, [this] { answer(false); });
        const auto grown = [this] {
            if (m_job->output().end > m_from)
                m_quiet.start();
        };
        connect(m_job, &core::Job::outputGrew, this, grown);
        connect(m_job, &core::Job::ended, this, [this] { answer(false); });
        grown();
    }

    void listenFor(const TextPattern &pattern)
    {
        auto *watch = new core::PatternWatch([job = m_job] { return job ? job->log() : core::OutputLog(); },
                                             pattern.source, pattern.expression, m_from, this);
        connect(watch, &core::PatternWatch::found, this, [this] { answer(true); });
        connect(watch, &core::PatternWatch::caughtUp, this, [this] {
            if (!m_job || core::isFinal(m_job->state()))
                answer(false);
        });
        connect(m_job, &core::Job::outputGrew, watch, &core::PatternWatch::look);
        connect(m_job, &core::Job::ended, watch, &core::PatternWatch::look);
        watch->look();
    }

    void answer(bool matched)
    {
        if (std::exchange(m_answered, true))
            return;
        if (!m_job)
            return m_call.fail(u"The job was forgotten while its answer was waited for."_s);
        // The keeper looks whether the job waits for more.
        m_job->inspect(this, [this, matched](const core::TreeUsage &) { finish(matched); });
    }

    void finish(bool matched)
    {
        OutputReply reply = outputOverview(*m_job, m_from, StreamChoice::Separate, TextFormat::Text);
        reply.fields.insert(u"status"_s, core::stateName(m_job->state()));
        addInputNeed(reply.fields, *m_job);
        if (m_wantsPattern)
            reply.fields.insert(u"matched"_s, matched);
        QString text = reply.text + u"\n["_s + jobLine(*m_job);
        if (m_wantsPattern && !matched)
            text += u"; the pattern did not come"_s;
        m_call.finish({reply.fields, text + u']'});
    }

    ToolCall &m_call;
    QPointer<core::Job> m_job;  // it may be forgotten while its output is searched
    quint64 m_from;
    bool m_wantsPattern;
    QTimer m_quiet;
    bool m_answered = false;
};

QString refusal(const core::Job &job, const keeper::InputReply &reply)
{
    switch (reply.status) {
    case keeper::InputStatus::Closed:
        return u"The stdin of job %1 was closed before (close_stdin): it takes no more input."_s.arg(job.id());
    case keeper::InputStatus::Full:
        return u"Job %1 does not read its stdin: %2 bytes wait for it already, and nothing of this input was sent. "
               u"Wait until it reads, or "
               "kill it."_s.arg(job.id())
                   .arg(reply.queued);
    default:
        return u"Job %1 does not read its stdin any more: it closed it or has ended. Look at status."_s.arg(job.id());
    }
}

void listen(ToolCall &call, core::Job *job, quint64 from, const Wish &wish)
{
    new Listener(call, job, from, wish);
}

void send(ToolCall &call, core::Job *job, const Wish &wish)
{
    const quint64 from = job->log().extent().end;
    const auto whenTaken = [&call, job, from, wish](const keeper::InputReply &reply) {
        if (reply.status == keeper::InputStatus::Accepted)
            listen(call, job, from, wish);
        else
            call.fail(refusal(*job, reply));
    };
    if (!wish.closeStdin)
        return job->sendInput(wish.bytes, &call, whenTaken);
    if (wish.bytes.isEmpty())
        return job->closeInput(&call, whenTaken);
    job->sendInput(wish.bytes, &call, [&call, job, whenTaken](const keeper::InputReply &reply) {
        if (reply.status == keeper::InputStatus::Accepted)
            job->closeInput(&call, whenTaken);
        else
            call.fail(refusal(*job, reply));
    });
}

Wish readWish(Arguments &arguments)
{
    Wish wish;
    const QString input = arguments.optionalString(u"input"_s).value_or(QString());
    wish.closeStdin = arguments.boolean(u"close_stdin"_s, false);
    if (!arguments.has(u"input"_s) && !wish.closeStdin)
        arguments.reject(u"input"_s, u"a string (it may only be left out with close_stdin)"_s);
    wish.bytes = input.toUtf8();
    wish.enter = arguments.has(u"input"_s) && arguments.boolean(u"newline"_s, true);
    wish.entersKeys = wish.enter && arguments.has(u"newline"_s);
    wish.wait = std::chrono::milliseconds(qint64(arguments.number(u"wait"_s, 0, longestWait, usualWait) * 1000));
    wish.pattern = textPattern(arguments);
    return wish;
}

void type(Wish &wish, const core::Job &job)
{
    wish.enter = wish.enter && (wish.entersKeys || !endsWithKey(wish.bytes));
    wish.bytes = typed(wish.bytes, hasCursorKeys(wish.bytes) && core::hasApplicationKeys(job.log()));
}

void interact(core::JobManager &jobs, ToolCall &call)
{
    Arguments arguments(call.arguments());
    Wish wish = readWish(arguments);
    core::Job *job = jobOf(call, arguments, jobs);
    if (!job)
        return;
    if (core::isFinal(job->state()))
        return call.fail(u"Job %1 has ended (%2) and takes no input. Start it again with execute."_s.arg(
            job->id(), core::stateName(job->state())));
    if (job->state() == core::JobState::Queued)
        return call.fail(
            u"Job %1 has not started yet (%2), so it takes no input. Wait until it runs, then send this again."_s.arg(
                job->id(), stateText(*job)));
    if (job->spec().terminal)
        type(wish, *job);
    if (wish.enter)
        wish.bytes += job->spec().lineEnd();
    if (wish.bytes.size() > qsizetype(keeper::maxInput))
        return call.fail(
            u"The input is %1 bytes long; one call takes at most %2. Send it in parts, or write it to a file."_s
                .arg(wish.bytes.size())
                .arg(keeper::maxInput));
    send(call, job, wish);
}

Tool interactTool(core::JobManager &jobs)
{
    return {
        u"interact"_s,
        {u"interact_with_job"_s},
        u"Send Input"_s,
        u"Write to a running job's stdin and return what it prints after that, until it is quiet, pattern or wait is over."_s,
        Schema::object()
            .required(u"job_id"_s, Schema::string())
            .optional(u"input"_s, Schema::string(u"On a pty also keys: \\u0003 is Ctrl+C, \\u001b[A up"_s))
            .optional(u"newline"_s, Schema::boolean(u"Default: true, but not behind a key"_s))
            .optional(u"wait"_s, Schema::number(u"Seconds"_s).atMost(longestWait).byDefault(usualWait))
            .optional(u"pattern"_s, Schema::string(u"Regex to wait for"_s))
            .optional(u"close_stdin"_s, Schema::boolean(u"End its input"_s)),
        Schema::object()
            .required(u"status"_s, Schema::string())
            .optional(u"matched"_s, Schema::boolean())
            .optional(u"needs_input"_s, Schema::string()),
        {{u"openWorldHint"_s, false}},
        [&jobs](ToolCall &call) { interact(jobs, call); },
    };
}

const JobToolRegistration registration(interactTool);

}  // namespace

}  // namespace mcp
