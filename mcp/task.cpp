#include "mcp/task.h"

#include "mcp/jsonrpc.h"

using namespace Qt::StringLiterals;

namespace mcp {

bool declaresTasks(const QJsonObject &clientCapabilities)
{
    return clientCapabilities["extensions"_L1][tasksExtension].isObject();
}

Error tasksRequired(const QString &method)
{
    const QJsonObject extensions{{tasksExtension, QJsonObject()}};
    return {ErrorCode::MissingCapability,
            u"%1 needs a client that declares the extension \"%2\" in its capabilities."_s.arg(method, tasksExtension),
            {{u"requiredCapabilities"_s, QJsonObject{{u"extensions"_s, extensions}}}}};
}

QJsonObject Task::toJson() const
{
    QJsonObject json{
        {u"taskId"_s, id},
        {u"status"_s, statusName(status)},
        {u"createdAt"_s, created.toString(Qt::ISODateWithMs)},
        {u"lastUpdatedAt"_s, updated.toString(Qt::ISODateWithMs)},
        {u"ttlMs"_s, qint64(ttl.count())},
        {u"pollIntervalMs"_s, qint64(pollInterval.count())},
    };
    if (!message.isEmpty())
        json.insert("statusMessage"_L1, message);
    if (status == Status::Completed)
        json.insert("result"_L1, result);
    if (status == Status::Failed)
        json.insert("error"_L1, errorBody(error));
    return json;
}

QString statusName(Task::Status status)
{
    switch (status) {
    case Task::Status::Working:
        return u"working"_s;
    case Task::Status::Completed:
        return u"completed"_s;
    case Task::Status::Failed:
        return u"failed"_s;
    case Task::Status::Cancelled:
        return u"cancelled"_s;
    }
    return {};
}

}  // namespace mcp
