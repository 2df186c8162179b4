#include "mcp/servicestatus.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime timeFrom(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

}  // namespace

QJsonObject ServiceStatus::toJson() const
{
    QJsonArray list;
    for (const Agent &agent : agents)
        list += QJsonObject{{u"name"_s, agent.name},
                            {u"version"_s, agent.version},
                            {u"cwd"_s, agent.cwd},
                            {u"connected"_s, timeText(agent.connected)}};
    return {{u"version"_s, version},
            {u"pid"_s, pid},
            {u"since"_s, timeText(since)},
            {u"socket"_s, socket},
            {u"window"_s, window},
            {u"running_jobs"_s, runningJobs},
            {u"queued_jobs"_s, queuedJobs},
            {u"stop_jobs_on_exit"_s, stopsJobs},
            {u"agents"_s, list}};
}

ServiceStatus ServiceStatus::fromJson(const QJsonObject &json)
{
    ServiceStatus status{json["version"_L1].toString(),
                         json["pid"_L1].toInteger(),
                         timeFrom(json["since"_L1]),
                         json["socket"_L1].toString(),
                         json["window"_L1].toBool(),
                         json["running_jobs"_L1].toInt(),
                         json["queued_jobs"_L1].toInt(),
                         json["stop_jobs_on_exit"_L1].toBool(),
                         {}};
    for (const QJsonValue &value : json["agents"_L1].toArray())
        status.agents += {value["name"_L1].toString(), value["version"_L1].toString(), value["cwd"_L1].toString(),
                          timeFrom(value["connected"_L1])};
    return status;
}

}  // namespace mcp
