#include "ui/jobs/rowfacts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QModelIndex>

#include "core/foldertext.h"
#include "core/job.h"
#include "ui/jobs/jobmodel.h"
#include "ui/jobs/jobtext.h"
#include "ui/jobs/jobusage.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("RowFacts", text);
}

QString buttonText(const core::Job &job)
{
    const qint64 left = job.isStopping() ? job.killDeadline().remainingTime() : 0;
    if (left <= 0)
        return killWord(job);
    return translated(QT_TRANSLATE_NOOP("RowFacts", "Kill Now (%1 s)")).arg((left + 999) / 1000);
}

// History stands apart from its agent and folder, so its rows name them.
bool isHistory(const core::Job &job)
{
    return job.result() && job.result()->ended.toLocalTime().date() < QDate::currentDate();
}

QStringList moreOf(const core::Job &job, const QModelIndex &index, const Usage &usage)
{
    QStringList more;
    if (core::isFinal(job.state())) {
        more += endedText(job);
        if (isHistory(job))
            more << index.data(JobModel::AgentRole).toString() << core::folderText(job.spec().cwd);
    } else {
        more += queueText(job);
        for (const quint16 port : usage.ports)
            more += u":%1"_s.arg(port);
        more += quietText(job);
    }
    more.removeAll(QString());
    return more;
}

}  // namespace

QString killWord(const core::Job &job)
{
    if (core::isFinal(job.state()))
        return {};
    return job.isStopping() ? translated(QT_TRANSLATE_NOOP("RowFacts", "Kill Now"))
                            : translated(QT_TRANSLATE_NOOP("RowFacts", "Kill"));
}

RowFacts::RowFacts(const QModelIndex &index)
    : condition(index.data(JobModel::ConditionRole).value<Condition>())
    , unseen(index.data(JobModel::UnseenRole).toBool())
    , name(index.data(Qt::DisplayRole).toString())
{
    const core::Job &job = *index.data(JobModel::JobRole).value<core::Job *>();
    const auto usage = index.data(JobModel::UsageRole).value<Usage>();
    time = elapsedText(job);
    conditionText = ui::conditionText(job);
    more = moreOf(job, index, usage).join(u" · "_s);
    button = buttonText(job);
    if (usage.cpuPercent)
        cpu = u"%1 %"_s.arg(QLocale().toString(*usage.cpuPercent, 'f', 0));
    if (usage.memoryBytes > 0)
        memory = sizeText(usage.memoryBytes);
    cpuHistory = usage.cpuHistory;
}

QString RowFacts::words() const
{
    return more.isEmpty() ? conditionText : u"%1 · %2"_s.arg(conditionText, more);
}

}  // namespace ui
