#include "core/jobresult.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/terminalsizejson.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

constexpr int version = 1;

std::optional<int> optionalInt(const QJsonValue &value)
{
    const int number = value.toInt(-1);
    return number >= 0 ? std::optional(number) : std::nullopt;
}

QDateTime time(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

JobResult::Stop stopFromJson(const QJsonObject &object)
{
    JobResult::Stop stop{object[u"by"].toString(),
                         object[u"signal"].toInt(),
                         object[u"signalled"].toInt(),
                         object[u"killed"].toInt(),
                         {},
                         object[u"because"].toString()};
    for (const QJsonValue &pid : object[u"survivors"].toArray())
        stop.survivors += pid.toInteger();
    return stop;
}

}  // namespace

JobState JobResult::state() const
{
    if (lost)
        return JobState::Lost;
    if (failedStart)
        return JobState::Failed;
    if (stop)
        return JobState::Killed;
    return exitCode == 0 ? JobState::Completed : JobState::Failed;
}

Result<JobResult> JobResult::fromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return Error{u"it is no JSON (%1 at byte %2)"_s.arg(problem.errorString()).arg(problem.offset)};
    if (const int found = object[u"version"].toInt(); found != version)
        return Error{u"its version is %1 and this program knows version %2"_s.arg(found).arg(version)};

    JobResult result;
    result.pid = object[u"pid"].toInteger();
    result.started = time(object[u"started"]);
    result.ended = time(object[u"ended"]);
    result.durationMs = object[u"duration_ms"].toInteger();
    result.exitCode = optionalInt(object[u"exit_code"]);
    result.signal = optionalInt(object[u"signal"]);
    if (const QJsonObject failed = object[u"failed_to_start"].toObject(); !failed.isEmpty())
        result.failedStart = {failed[u"stage"].toString(), failed[u"errno"].toInt(), failed[u"message"].toString()};
    if (const QJsonObject stop = object[u"stopped"].toObject(); !stop.isEmpty())
        result.stop = stopFromJson(stop);
    const QJsonObject output = object[u"output"].toObject();
    result.outputBytes = output[u"bytes"].toInteger();
    result.stderrBytes = output[u"stderr"].toInteger();
    result.outputLines = output[u"lines"].toInteger();
    result.outputOpen = object[u"output_open"].toBool();
    result.neverStarted = object[u"never_started"].toBool();
    result.lost = object[u"lost"].toBool();
    result.terminalSize = terminalSizeOf(object);
    result.cpuMs = object[u"cpu_ms"].toInteger();
    result.maxRssBytes = object[u"max_rss_bytes"].toInteger();
    return result;
}

QByteArray failedKeeperJson(const QString &message)
{
    return QJsonDocument(QJsonObject{
                             {u"version"_s, version},
                             {u"ended"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
                             {u"failed_to_start"_s, QJsonObject{{u"stage"_s, u"keeper"_s}, {u"message"_s, message}}},
                         })
        .toJson(QJsonDocument::Compact);
}

QByteArray lostJson(const QDateTime &noticed)
{
    return QJsonDocument(QJsonObject{
                             {u"version"_s, version},
                             {u"ended"_s, noticed.toUTC().toString(Qt::ISODateWithMs)},
                             {u"lost"_s, true},
                         })
        .toJson(QJsonDocument::Compact);
}

QByteArray neverStartedJson(const QString &by, const QString &because)
{
    QJsonObject stop{{u"by"_s, by}};
    if (!because.isEmpty())
        stop.insert(u"because"_s, because);
    return QJsonDocument(QJsonObject{
                             {u"version"_s, version},
                             {u"ended"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
                             {u"never_started"_s, true},
                             {u"stopped"_s, stop},
                         })
        .toJson(QJsonDocument::Compact);
}

}  // namespace core
