#pragma once

#include <optional>

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include "mcp/error.h"
#include "mcp/requestid.h"

namespace mcp {

// One JSON-RPC message as MCP narrows it down (specification: basic/index, "messages").
struct Message {
    enum class Kind {
        Request,  // id, method, params
        Notification,  // method, params
        Silent,  // a response, or a notification that is malformed: nothing is ever answered to it
        Invalid,  // error, and id when it is usable: answer with it
    };

    Kind kind = Kind::Invalid;
    std::optional<RequestId> id;
    QString method;
    QJsonObject params;  // empty when left out
    Error error;
};

// One line: a message, or the undigested members of a batch.
struct ParsedLine {
    bool isBatch = false;
    Message message;
    QJsonArray batch;
};

// Never fails: what cannot be read is an Invalid message with the error to answer.
[[nodiscard]] ParsedLine parseLine(const QByteArray &line);
[[nodiscard]] Message parseMessage(const QJsonValue &value);

[[nodiscard]] QJsonObject resultMessage(const RequestId &id, const QJsonObject &result);
// The member `error` of such a message.
[[nodiscard]] QJsonObject errorBody(const Error &error);
// Without an id the member is left out: null is invalid in every revision's schema.
[[nodiscard]] QJsonObject errorMessage(const std::optional<RequestId> &id, const Error &error);
[[nodiscard]] QJsonObject notificationMessage(const QString &method, const QJsonObject &params);

}  // namespace mcp
