#include <QJsonArray>
#include <QTimer>

#include "app/cli/client.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/jobtable.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace cli {

namespace {

constexpr int usualLimit = 50, largestLimit = 1000;

class List final : public Command
{
public:
    explicit List(Context &context)
        : Command(context)
    {
    }

    void start() override
    {
        m_limit = line().integer(u"limit"_s, 1, largestLimit, usualLimit);
        if (line().has(u"running"_s) && line().has(u"failed"_s))
            line().reject(u"--running and --failed exclude each other; leave one out."_s);
        if (line().has(u"watch"_s) && wantsJson())
            line().reject(u"--watch is for people; without it, --json prints the list as it is now."_s);
        if (!lineIsRight())
            return;
        if (line().has(u"watch"_s))
            watch(0);
        else
            ask();
    }

private:
    void ask()
    {
        QJsonObject arguments{{u"limit"_s, m_limit}};
        if (line().has(u"running"_s))
            arguments.insert(u"status"_s, u"running"_s);
        if (line().has(u"failed"_s))
            arguments.insert(u"status"_s, u"failed"_s);
        if (!line().operands().isEmpty())
            arguments.insert(u"query"_s, line().operands().first());
        client().call(u"list"_s, arguments, this, [this](const Reply &reply) {
            if (!succeeded(reply))
                return;
            m_fields = reply.fields;
            m_since.start();
            if (line().has(u"watch"_s))
                return redraw();
            print();
            finish();
        });
    }

    [[nodiscard]] bool isFiltered() const
    {
        return line().has(u"running"_s) || line().has(u"failed"_s) || !line().operands().isEmpty();
    }

    void print()
    {
        if (wantsJson())
            return console().print(m_fields);
        const QJsonArray jobs = m_fields[u"jobs"].toArray();
        console().print(jobTable(jobs, console(), double(m_since.elapsed()) / 1000));
        const qint64 more = m_fields[u"total"].toInteger() - jobs.size();
        if (more > 0)
            console().note(
                u"%1 more: --limit %2 shows them"_s.arg(more).arg(std::min<qint64>(largestLimit, more + jobs.size())));
        else if (jobs.isEmpty())
            console().note(isFiltered() ? u"no job matches"_s : u"no jobs; 'jobdeck run COMMAND' starts one"_s);
    }

    // Asks for the list when the service says that it has changed; in between only the times grow.
    void watch(qint64 serial)
    {
        client().request(u"jobdeck/watch"_s, {{u"serial"_s, serial}}, this, [this](const Reply &reply) {
            if (!succeeded(reply))
                return;
            ask();
            watch(reply.fields[u"serial"].toInteger());
        });
        if (m_second.isActive() || !console().outIsTerminal())
            return;
        m_second.setInterval(1s);
        m_second.callOnTimeout(this, [this] { redraw(); });
        m_second.start();
    }

    void redraw()
    {
        if (m_fields.isEmpty())
            return;
        const QJsonArray jobs = m_fields[u"jobs"].toArray();
        QString text = jobTable(jobs, console(), double(m_since.elapsed()) / 1000);
        if (console().outIsTerminal())
            text = (std::exchange(m_isDrawn, true) ? u"\033[H"_s : u"\033[H\033[2J"_s) + fittedToScreen(text)
                + u"\033[J"_s;
        console().print(text);
    }

    // Each line erases what stood behind it; the last row stays free for the cursor.
    [[nodiscard]] QString fittedToScreen(const QString &text) const
    {
        QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
        lines = lines.mid(0, console().height() - 1);
        QString screen;
        for (const QString &each : std::as_const(lines))
            screen += each + u"\033[K\n"_s;
        return screen;
    }

    qint64 m_limit = usualLimit;
    QJsonObject m_fields;
    QElapsedTimer m_since;
    QTimer m_second;
    bool m_isDrawn = false;
};

}  // namespace

CommandSpec listCommand()
{
    return {
        u"list"_s,
        u"[TEXT]"_s,
        u"list the jobs of all agents and people, newest first"_s,
        {
            {u"running"_s, u'r', {}, u"only those that run"_s},
            {u"failed"_s, u'f', {}, u"only those that failed"_s},
            {u"limit"_s, u'n', u"N"_s, u"at most so many (default 50, at most 1000)"_s},
            {u"watch"_s, u'w', {}, u"stay and show every change, until Ctrl-C"_s},
            {u"json"_s, {}, {}, u"print JSON"_s},
        },
        u"With TEXT only jobs that have it in their command, name, folder or id."_s,
        0,
        1,
        false,
        makeCommand<List>,
    };
}

}  // namespace cli
