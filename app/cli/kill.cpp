#include <utility>

#include <QJsonArray>

#include "app/cli/client.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/jobtext.h"
#include "app/cli/resolvedjobs.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr double longestGrace = 40, usualGrace = 5;  // s
constexpr int mostAtOnce = 500;  // of either state: fewer requests than a connection may have in flight

class Kill final : public Command
{
public:
    explicit Kill(Context &context)
        : Command(context)
    {
    }

    void start() override
    {
        m_grace = line().number(u"grace"_s, 0, longestGrace, usualGrace);
        const bool all = line().has(u"all"_s);
        if (all != line().operands().isEmpty())
            line().reject(all ? u"--all and ID exclude each other; leave one out."_s
                              : u"It needs the ID of a job, or --all for all that run."_s);
        if (!lineIsRight())
            return;
        if (all)
            return listRunning();
        resolveJobs(context(), line().operands(), this, [this](const Reply &reply, const QStringList &ids) {
            if (succeeded(reply))
                kill(ids);
        });
    }

private:
    // Those that wait in the queue first, so that none of them starts in a place that becomes free.
    void listRunning()
    {
        client().call(u"list"_s, {{u"status"_s, u"queued"_s}, {u"limit"_s, mostAtOnce}}, this,
                      [this](const Reply &queued) {
                          if (!succeeded(queued))
                              return;
                          client().call(u"list"_s, {{u"status"_s, u"running"_s}, {u"limit"_s, mostAtOnce}}, this,
                                        [this, queued](const Reply &running) {
                                            if (!succeeded(running))
                                                return;
                                            m_hasMore = hasMore(queued) || hasMore(running);
                                            killAll(idsIn(queued) + idsIn(running));
                                        });
                      });
    }

    static bool hasMore(const Reply &reply)
    {
        return reply.fields[u"total"].toInteger() > reply.fields[u"jobs"].toArray().size();
    }

    static QStringList idsIn(const Reply &reply)
    {
        QStringList ids;
        for (const QJsonValue &job : reply.fields[u"jobs"].toArray())
            ids += job[u"job_id"].toString();
        return ids;
    }

    void killAll(const QStringList &ids)
    {
        if (ids.isEmpty() && !wantsJson())
            console().note(u"no job runs"_s);
        kill(ids);
    }

    // All at once: each has its grace period.
    void kill(const QStringList &ids)
    {
        m_expected = ids.size();
        for (const QString &id : ids) {
            QJsonObject arguments{{u"job_id"_s, id}, {u"grace"_s, m_grace}};
            if (const auto signal = line().value(u"signal"_s))
                arguments.insert(u"signal"_s, *signal);
            client().call(u"kill"_s, arguments, this, [this, id](const Reply &reply) { take(id, reply); });
        }
        if (ids.isEmpty())
            finish();
    }

    void take(const QString &id, const Reply &reply)
    {
        const bool survives = !reply.fields[u"survivors"].toArray().isEmpty();
        if (!reply.error.isEmpty() || survives)
            m_exitCode = exitcode::failure;
        else
            m_ended = true;
        if (!reply.error.isEmpty() || (survives && !wantsJson())) {
            console().complain(reply.error.isEmpty() ? reply.text : reply.error);
        } else if (wantsJson()) {
            QJsonObject fields = reply.fields;
            fields.insert(u"job_id"_s, id);
            console().print(fields);
        } else {
            const bool killed = reply.fields[u"status"].toString() == "killed"_L1;
            console().print(id + (killed ? u" killed"_s : u" had ended before"_s) + forced(reply.fields) + u'\n');
        }
        if (--m_expected > 0)
            return;
        if (std::exchange(m_hasMore, false) && std::exchange(m_ended, false))
            listRunning();
        else
            finish(m_exitCode);
    }

    static QString forced(const QJsonObject &fields)
    {
        const qint64 count = fields[u"force_killed"].toInteger();
        return count == 0 ? QString()
                          : u" (SIGKILL for %1 of %2 processes)"_s.arg(count).arg(fields[u"stopped"].toInteger());
    }

    double m_grace = usualGrace;
    qsizetype m_expected = 0;
    bool m_hasMore = false;  // of --all: jobs that the last list did not show
    bool m_ended = false;  // one at least, since then
    int m_exitCode = exitcode::success;
};

}  // namespace

CommandSpec killCommand()
{
    return {
        u"kill"_s,
        u"ID…"_s,
        u"end jobs with all their processes"_s,
        {
            {u"signal"_s, u's', u"NAME"_s, u"TERM (default), INT, HUP, QUIT or KILL"_s},
            {u"grace"_s, u'g', u"SECONDS"_s, u"until SIGKILL for what is left (default 5; 0 to 40)"_s},
            {u"all"_s, u'a', {}, u"all jobs that run"_s},
            {u"json"_s, {}, {}, u"print JSON, a line for each job"_s},
        },
        u"Exit code 1 when a process could not be ended. A job that had ended before is none."_s,
        0,
        -1,
        false,
        makeCommand<Kill>,
    };
}

}  // namespace cli
