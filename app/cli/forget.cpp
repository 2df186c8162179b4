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

class Forget final : public Command
{
public:
    explicit Forget(Context &context)
        : Command(context)
    {
    }

    void start() override
    {
        m_all = line().has(u"all"_s);
        if (m_all != line().operands().isEmpty())
            line().reject(m_all ? u"--all and ID exclude each other; leave one out."_s
                                : u"It needs the ID of a job, or --all for all that have ended."_s);
        if (!lineIsRight())
            return;
        if (m_all)
            return listEnded();
        resolveJobs(context(), line().operands(), this, [this](const Reply &reply, const QStringList &ids) {
            if (succeeded(reply))
                forget(ids);
        });
    }

private:
    void listEnded()
    {
        client().call(u"list"_s, {{u"limit"_s, 1000}}, this, [this](const Reply &reply) {
            if (!succeeded(reply))
                return;
            m_hasMore = reply.fields[u"total"].toInteger() > reply.fields[u"jobs"].toArray().size();
            QStringList ids;
            for (const QJsonValue &job : reply.fields[u"jobs"].toArray()) {
                if (hasEnded(job.toObject()))
                    ids += job[u"job_id"].toString();
            }
            forget(ids);
        });
    }

    void forget(const QStringList &ids)
    {
        m_expected = ids.size();
        for (const QString &id : ids) {
            client().request(u"jobdeck/forget"_s, {{u"job_id"_s, id}}, this, [this, id](const Reply &reply) {
                if (reply.error.isEmpty())
                    m_forgotten += id;
                else if (!m_all)
                    refuse(reply.error);
                if (--m_expected == 0)
                    goOn();
            });
        }
        if (ids.isEmpty())
            tell();
    }

    // A list shows 1,000 jobs.
    void goOn()
    {
        if (std::exchange(m_hasMore, false)
            && m_forgotten.size() > std::exchange(m_forgottenBefore, m_forgotten.size()))
            listEnded();
        else
            tell();
    }

    void refuse(const QString &sentence)
    {
        console().complain(sentence);
        m_exitCode = exitcode::failure;
    }

    void tell()
    {
        if (wantsJson())
            console().print(QJsonObject{{u"forgotten"_s, QJsonArray::fromStringList(m_forgotten)}});
        else if (m_all)
            console().print(u"%1 jobs forgotten\n"_s.arg(m_forgotten.size()));
        else if (!m_forgotten.isEmpty())
            console().print(m_forgotten.join(u' ') + u" forgotten\n"_s);
        finish(m_exitCode);
    }

    bool m_all = false;
    bool m_hasMore = false;  // jobs that the last list did not show
    qsizetype m_expected = 0;
    QStringList m_forgotten;
    qsizetype m_forgottenBefore = 0;  // by the lists before the last one
    int m_exitCode = exitcode::success;
};

}  // namespace

CommandSpec forgetCommand()
{
    return {
        u"forget"_s,
        u"ID…"_s,
        u"delete jobs that have ended, with their output"_s,
        {
            {u"all"_s, u'a', {}, u"all that have ended"_s},
            {u"json"_s, {}, {}, u"print JSON"_s},
        },
        {},
        0,
        -1,
        false,
        makeCommand<Forget>,
    };
}

}  // namespace cli
