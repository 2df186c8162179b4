#include <QJsonArray>
#include <QRegularExpression>

#include "app/cli/client.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/jobtext.h"
#include "app/cli/resolvedjobs.h"
#include "app/cli/visibletext.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr int mostContext = 20, bytesPerAnswer = 200000;

class Search final : public Command
{
public:
    explicit Search(Context &context)
        : Command(context)
    {
    }

    void start() override
    {
        const QString text = line().operands().first();
        m_context = line().integer(u"context"_s, 0, mostContext, 0);
        if (text.isEmpty())
            line().reject(u"TEXT is empty; it would be found everywhere."_s);
        if (!lineIsRight())
            return;
        m_pattern = line().has(u"regex"_s) ? text : QRegularExpression::escape(text);
        if (line().has(u"ignore-case"_s))
            m_pattern.prepend("(?i)"_L1);
        const QStringList names = line().operands().mid(1);
        if (names.isEmpty())
            return listAll();
        resolveJobs(context(), names, this, [this](const Reply &reply, const QStringList &ids) {
            if (!succeeded(reply))
                return;
            m_ids = ids;
            next();
        });
    }

private:
    // The oldest first, so that what is newest stands where the eye is.
    void listAll()
    {
        client().call(u"list"_s, {{u"limit"_s, 1000}}, this, [this](const Reply &reply) {
            if (!succeeded(reply))
                return;
            for (const QJsonValue &job : reply.fields[u"jobs"].toArray())
                m_ids.prepend(job[u"job_id"].toString());
            next();
        });
    }

    void next()
    {
        if (m_ids.isEmpty())
            return finish(m_found > 0 ? exitcode::success : exitcode::failure);
        search(m_ids.takeFirst(), 0);
    }

    void search(const QString &id, qint64 from)
    {
        client().call(u"output"_s,
                      {{u"job_id"_s, id},
                       {u"pattern"_s, m_pattern},
                       {u"offset"_s, from},
                       {u"limit"_s, bytesPerAnswer},
                       {u"context"_s, m_context}},
                      this, [this, id, from](const Reply &reply) { take(id, from, reply); });
    }

    // A job that was forgotten meanwhile is none.
    void take(const QString &id, qint64 from, const Reply &reply)
    {
        if (!reply.error.isEmpty() && reply.error.contains("pattern"_L1))
            return fail(reply.error, exitcode::usage);
        const QJsonArray matches = reply.fields[u"matches"].toArray();
        const bool onlyIds = line().has(u"jobs"_s);
        m_found += matches.size();
        if (onlyIds && !matches.isEmpty())
            console().print(wantsJson() ? u"{\"job_id\":\"%1\"}\n"_s.arg(id) : id + u'\n');
        else
            print(id, matches);
        const qint64 goOn = reply.fields[u"next_offset"].toInteger();
        const bool isComplete = !reply.error.isEmpty() || reply.fields[u"complete"].toBool() || goOn <= from;
        if (isComplete || (onlyIds && !matches.isEmpty()))
            next();
        else
            search(id, goOn);
    }

    void print(const QString &id, const QJsonArray &matches)
    {
        for (const QJsonValue &match : matches) {
            if (wantsJson()) {
                QJsonObject fields = match.toObject();
                fields.insert(u"job_id"_s, id);
                console().print(fields);
                continue;
            }
            if (m_context > 0 && std::exchange(m_hasPrinted, true))
                console().print(u"--\n"_s);
            printLines(id, u'-', match[u"before"]);
            printLine(id, u':', match[u"text"].toString());
            printLines(id, u'-', match[u"after"]);
        }
    }

    void printLines(const QString &id, QChar mark, const QJsonValue &lines)
    {
        if (lines.isUndefined())
            return;
        for (const QString &each : lines.toString().split(u'\n'))
            printLine(id, mark, each);
    }

    void printLine(const QString &id, QChar mark, const QString &text)
    {
        console().print(console().styled(id, Console::Style::Dim) + mark + u' ' + text + u'\n');
    }

    QString m_pattern;
    qint64 m_context = 0;
    QStringList m_ids;
    qint64 m_found = 0;
    bool m_hasPrinted = false;
};

}  // namespace

CommandSpec searchCommand()
{
    return {
        u"search"_s,
        u"TEXT [ID…]"_s,
        u"find lines in the output of all jobs that are kept"_s,
        {
            {u"ignore-case"_s, u'i', {}, u"small letters are large ones"_s},
            {u"regex"_s, u'e', {}, u"TEXT is a regular expression"_s},
            {u"context"_s, u'C', u"N"_s, u"lines before and behind each (at most 20)"_s},
            {u"jobs"_s, u'l', {}, u"print only the ids of the jobs that have it"_s},
            {u"json"_s, {}, {}, u"print JSON, a line for each match"_s},
        },
        u"Prints each line behind the id of its job, the oldest job first. Exit code 1\n"
        u"when there is none."_s,
        1,
        -1,
        false,
        makeCommand<Search>,
    };
}

}  // namespace cli
