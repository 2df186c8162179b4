#include <QJsonArray>

#include "app/cli/client.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/jobtext.h"
#include "app/cli/resolvedjobs.h"
#include "app/cli/visibletext.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

QString counted(qint64 number, const QString &one, const QString &many)
{
    return QString::number(number) + u' ' + (number == 1 ? one : many);
}

QString queueText(const QJsonObject &job)
{
    QStringList awaited;
    for (const QJsonValue &id : job[u"waits_for"].toArray())
        awaited += id.toString();
    if (!awaited.isEmpty())
        return u"waits for "_s + awaited.join(", "_L1);
    return job.contains(u"queue_position") ? u"place %1"_s.arg(job[u"queue_position"].toInt()) : QString();
}

QString portsText(const QJsonArray &ports)
{
    QStringList numbers;
    for (const QJsonValue &port : ports)
        numbers += QString::number(port.toInt());
    return numbers.join(", "_L1);
}

class Status final : public Command
{
public:
    explicit Status(Context &context)
        : Command(context)
    {
    }

    void start() override
    {
        resolveJobs(context(), line().operands(), this, [this](const Reply &reply, const QStringList &ids) {
            if (!succeeded(reply))
                return;
            for (const QString &id : ids)
                client().call(u"status"_s, {{u"job_id"_s, id}}, this, [this](const Reply &each) { show(each); });
            m_expected = int(ids.size());
        });
    }

private:
    void show(const Reply &reply)
    {
        if (!succeeded(reply))
            return;
        if (wantsJson())
            console().print(reply.fields);
        else
            console().print((m_shown++ > 0 ? u"\n"_s : QString()) + textOf(reply.fields));
        if (--m_expected == 0)
            finish();
    }

    [[nodiscard]] QString textOf(const QJsonObject &job) const
    {
        QString text;
        const auto add = [&](const QString &label, const QString &value) {
            if (!value.isEmpty())
                text += console().styled(label.leftJustified(10), Console::Style::Dim) + value + u'\n';
        };
        add(u"job"_s, job[u"job_id"].toString());
        add(u"name"_s, visible(job[u"name"].toString()));
        add(u"state"_s, console().styled(stateText(job), stateStyle(job)));
        add(u"queue"_s, queueText(job));
        add(u"reason"_s, reasonText(job));
        add(u"command"_s, visible(job[u"command"].toString()));
        add(u"folder"_s, folderText(job[u"cwd"].toString()));
        add(u"pid"_s, job.contains(u"pid") ? QString::number(job[u"pid"].toInteger()) : QString());
        add(u"started"_s, job[u"started"].toString() + u" (%1)"_s.arg(agoText(job[u"started"].toString())));
        add(u"ended"_s, job[u"ended"].toString());
        add(u"time"_s,
            u"%1, CPU %2"_s.arg(durationText(job[u"duration_s"].toDouble()), durationText(job[u"cpu_s"].toDouble())));
        if (job.contains(u"processes"))
            add(u"tree"_s,
                u"%1, %2"_s.arg(counted(job[u"processes"].toInteger(), u"process"_s, u"processes"_s),
                                sizeText(job[u"memory_bytes"].toInteger())));
        add(u"ports"_s, portsText(job[u"ports"].toArray()));
        add(u"output"_s, outputText(job));
        return text;
    }

    [[nodiscard]] static QString outputText(const QJsonObject &job)
    {
        QString text = u"%1, %2"_s.arg(sizeText(job[u"output_bytes"].toInteger()),
                                       counted(job[u"output_lines"].toInteger(), u"line"_s, u"lines"_s));
        if (job.contains(u"last_output"))
            text += u", the last "_s + agoText(job[u"last_output"].toString());
        return job[u"output_open"].toBool() ? text + u"; still open"_s : text;
    }

    int m_expected = 0, m_shown = 0;
};

}  // namespace

CommandSpec statusCommand()
{
    return {
        u"status"_s,
        u"ID…"_s,
        u"show how a job is: state, times, processes, ports, output"_s,
        {{u"json"_s, {}, {}, u"print JSON, a line for each job"_s}},
        {},
        1,
        -1,
        false,
        makeCommand<Status>,
    };
}

}  // namespace cli
