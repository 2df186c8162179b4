#include "ui/jobs/jobtext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QLocale>

#include "core/agents.h"
#include "core/foldertext.h"
#include "core/job.h"
#include "core/keeper/clock.h"
#include "ui/condition.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qint64 quietMs = 5000;
constexpr qsizetype longestInToolTip = 2000;

QString translated(const char *text)
{
    return QCoreApplication::translate("JobText", text);
}

}  // namespace

QString agentText(const core::Job &job, const core::Agents &agents)
{
    const core::Requester &requester = job.spec().requester;
    if (requester.session.isEmpty())
        return translated(QT_TRANSLATE_NOOP("JobText", "You"));
    const core::Agent *agent = agents.find(requester.session);
    return agent && !agent->name.isEmpty() ? agent->displayName() : core::agentDisplayName(requester.name);
}

QString endedText(const core::Job &job)
{
    if (!job.result() || !job.result()->ended.isValid())
        return {};
    const QDateTime ended = job.result()->ended.toLocalTime();
    const QString time = QLocale().toString(ended.time(), QLocale::ShortFormat);
    if (ended.date().daysTo(QDate::currentDate()) <= 1)
        return time;
    return QLocale().toString(ended.date(), QLocale::ShortFormat) + u' ' + time;
}

QString quietText(const core::Job &job)
{
    if (job.state() != core::JobState::Running || job.pid() == 0)
        return {};
    const qint64 last = job.output().lastOutputMs;
    if (last == 0)
        return job.duration() * 1000 > quietMs ? translated(QT_TRANSLATE_NOOP("JobText", "no output yet")) : QString();
    const qint64 age = keeper::wallMs() - last;
    if (age <= quietMs)
        return {};
    return translated(QT_TRANSLATE_NOOP("JobText", "last output %1 ago")).arg(durationText(double(age) / 1000));
}

QString queueText(const core::Job &job)
{
    const core::QueuePlace &place = job.queuePlace();
    if (const int others = int(place.waitsFor.size()) - 1; others > 0)
        return QCoreApplication::translate("JobText", "after %1 and %n more", nullptr, others)
            .arg(place.waitsFor.first().name);
    if (!place.waitsFor.isEmpty())
        return translated(QT_TRANSLATE_NOOP("JobText", "after %1")).arg(place.waitsFor.first().name);
    if (place.position == 1)
        return translated(QT_TRANSLATE_NOOP("JobText", "next"));
    return place.position > 1 ? translated(QT_TRANSLATE_NOOP("JobText", "place %1")).arg(place.position) : QString();
}

QString spokenText(const core::Job &job, const QString &agent)
{
    QString condition = conditionText(job);
    condition.replace(0, 1, condition.at(0).toLower());
    QStringList parts{job.spec().displayName(), condition};
    if (job.state() == core::JobState::Queued)
        parts << queueText(job) << spokenDuration(job.queuedFor());
    else if (!job.result() || !job.result()->neverStarted)
        parts += spokenDuration(job.duration());
    parts << agent << QDir(job.spec().cwd).dirName();
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString toolTipText(const core::Job &job, const QString &agent)
{
    QString command = job.spec().command;
    if (command.size() > longestInToolTip)
        command = command.left(longestInToolTip) + u'…';
    return u"<p><b>%1</b></p><p style='white-space:pre-wrap'>%2</p><p>%3 · %4</p>"_s.arg(
        conditionText(job).toHtmlEscaped(), command.toHtmlEscaped(), agent.toHtmlEscaped(),
        core::folderText(job.spec().cwd).toHtmlEscaped());
}

}  // namespace ui
