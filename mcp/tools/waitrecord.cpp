#include "mcp/tools/waitrecord.h"

#include <algorithm>

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr int version = 1;

std::chrono::milliseconds milliseconds(const QJsonValue &value)
{
    return std::chrono::milliseconds(value.toInteger());
}

std::optional<Task::Status> statusFrom(const QString &name)
{
    for (const Task::Status status : {Task::Status::Working, Task::Status::Completed, Task::Status::Cancelled}) {
        if (statusName(status) == name)
            return status;
    }
    return std::nullopt;
}

}  // namespace

std::chrono::milliseconds WaitRecord::remaining() const
{
    return std::max(std::chrono::milliseconds(0), timeout - begun.age());
}

QByteArray WaitRecord::toJson() const
{
    QJsonObject offsets;
    for (auto each = newFrom.begin(); each != newFrom.end(); ++each)
        offsets.insert(each.key(), qint64(each.value()));
    return QJsonDocument(QJsonObject{{u"version"_s, version},
                                     {u"task"_s, task.toJson()},
                                     {u"begun"_s, begun.toJson()},
                                     {u"timeout_ms"_s, qint64(timeout.count())},
                                     {u"arguments"_s, arguments},
                                     {u"new_from"_s, offsets}})
        .toJson(QJsonDocument::Compact);
}

std::optional<WaitRecord> WaitRecord::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QJsonObject task = object[u"task"].toObject();
    const std::optional<Task::Status> status = statusFrom(task[u"status"].toString());
    if (object[u"version"].toInt() != version || !status)
        return std::nullopt;
    WaitRecord record;
    record.task.id = task[u"taskId"].toString();
    record.task.status = *status;
    record.task.message = task[u"statusMessage"].toString();
    record.task.created = QDateTime::fromString(task[u"createdAt"].toString(), Qt::ISODateWithMs);
    record.task.updated = QDateTime::fromString(task[u"lastUpdatedAt"].toString(), Qt::ISODateWithMs);
    record.task.ttl = milliseconds(task[u"ttlMs"]);
    record.task.pollInterval = milliseconds(task[u"pollIntervalMs"]);
    record.task.result = task[u"result"].toObject();
    record.begun = core::Moment::fromJson(object[u"begun"].toObject());
    record.timeout = milliseconds(object[u"timeout_ms"]);
    record.arguments = object[u"arguments"].toObject();
    const QJsonObject offsets = object[u"new_from"].toObject();
    for (auto each = offsets.begin(); each != offsets.end(); ++each)
        record.newFrom.insert(each.key(), quint64(each.value().toInteger()));
    return record;
}

}  // namespace mcp
