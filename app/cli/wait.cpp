#include <QElapsedTimer>
#include <QJsonArray>

#include "app/cli/client.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/jobend.h"
#include "app/cli/jobtext.h"
#include "app/cli/resolvedjobs.h"
#include "app/cli/visibletext.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr double longestWait = 50;  // s, of one call
constexpr double longestTime = 3155760000;  // s: a hundred years

class Wait final : public Command
{
public:
    explicit Wait(Context &context)
        : Command(context)
    {
    }

    void start() override
    {
        m_timeout = line().number(u"timeout"_s, 0, longestTime, longestTime);
        const QString implied = line().has(u"pattern"_s) ? u"output"_s
            : line().has(u"port"_s)                      ? u"port"_s
            : line().has(u"idle"_s)                      ? u"idle"_s
                                                         : u"exit"_s;
        m_for = line().oneOf(u"for"_s, {u"exit"_s, u"output"_s, u"port"_s, u"input"_s, u"idle"_s}, implied);
        m_arguments = {{u"until"_s, m_for}};
        if (const auto pattern = line().value(u"pattern"_s))
            m_arguments.insert(u"pattern"_s, *pattern);
        if (line().has(u"port"_s))
            m_arguments.insert(u"port"_s, line().integer(u"port"_s, 1, 65535, 1));
        if (line().has(u"idle"_s))
            m_arguments.insert(u"idle"_s, line().number(u"idle"_s, 0.1, 3600, 5));
        if (!lineIsRight())
            return;
        resolveJobs(context(), line().operands(), this, [this](const Reply &reply, const QStringList &ids) {
            if (!succeeded(reply))
                return;
            m_arguments.insert(u"job_ids"_s, QJsonArray::fromStringList(ids));
            m_clock.start();
            ask();
        });
    }

private:
    // A call waits less long than a person may want to.
    void ask()
    {
        const double left = m_timeout - double(m_clock.elapsed()) / 1000;
        m_arguments.insert(u"timeout"_s, std::clamp(left, 0.0, longestWait));
        client().call(u"wait"_s, m_arguments, this, [this, left](const Reply &reply) {
            if (!succeeded(reply))
                return;
            const bool isOver = reply.fields[u"reason"].toString() != "timeout"_L1 || left <= longestWait;
            if (isOver)
                return tell(reply.fields);
            // What comes between two calls counts too.
            if (m_for == "output"_L1 && reply.fields.contains(u"next_offset"))
                m_arguments.insert(u"offset"_s, reply.fields[u"next_offset"]);
            ask();
        });
    }

    void tell(const QJsonObject &job)
    {
        const QString reason = job[u"reason"].toString();
        if (wantsJson())
            console().print(job);
        else
            console().print(textOf(job, reason) + u'\n');
        if (reason == "timeout"_L1)
            finish(exitcode::timedOut);
        else if (m_for == "exit"_L1)
            finish(exitCodeOf(job));
        else
            finish(reason == "exit"_L1 ? exitcode::failure : exitcode::success);
    }

    // `reason`, also of the fields, is why the wait has ended.
    [[nodiscard]] static QString textOf(QJsonObject job, const QString &reason)
    {
        job.remove("reason"_L1);
        const QString id = job[u"job_id"].toString();
        if (reason == "timeout"_L1)
            return id.isEmpty() ? u"the time is over, and no job has come so far"_s : id + u": the time is over"_s;
        if (reason == "port"_L1)
            return id + u" listens on port %1"_s.arg(job[u"port"].toInt());
        if (reason == "input"_L1)
            return id + u" waits for input"_s;
        if (reason == "idle"_L1)
            return id + u" prints nothing any more"_s;
        if (reason == "output"_L1)
            return id + (job.contains(u"match") ? u": "_s + visible(job[u"match"].toString()) : u" prints"_s);
        return id + u' ' + endText(job);
    }

    double m_timeout = longestTime;
    QString m_for;
    QJsonObject m_arguments;
    QElapsedTimer m_clock;
};

}  // namespace

CommandSpec waitCommand()
{
    return {
        u"wait"_s,
        u"ID…"_s,
        u"wait until a job ends, prints, listens on a port, …"_s,
        {
            {u"for"_s, u'f', u"WHAT"_s, u"exit (default), output, port, input or idle"_s},
            {u"pattern"_s, u'p', u"REGEX"_s, u"for output that matches, also earlier output"_s},
            {u"port"_s, {}, u"N"_s, u"for this port instead of any"_s},
            {u"idle"_s, {}, u"SECONDS"_s, u"for so long without output (default 5)"_s},
            {u"timeout"_s, u't', u"SECONDS"_s, u"give up then; default: never"_s},
            {u"json"_s, {}, {}, u"print JSON"_s},
        },
        u"Of several jobs the first counts. Exit code: for exit that of the job, as\n"
        u"'jobdeck run' has it; else 0 when it came and 1 when the job ended before; 124\n"
        u"when the time is over."_s,
        1,
        64,
        false,
        makeCommand<Wait>,
    };
}

}  // namespace cli
