#include "mcp/jsonrpc.h"

#include <QJsonDocument>

#include "mcp/jsonscan.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

Message invalid(ErrorCode code, const QString &sentence, const std::optional<RequestId> &id = {})
{
    Message message;
    message.id = id;
    message.error = {code, sentence};
    return message;
}

Message invalidRequest(const QString &sentence, const std::optional<RequestId> &id = {})
{
    return invalid(ErrorCode::InvalidRequest, sentence, id);
}

ParsedLine unreadable(const QString &sentence)
{
    return {false, invalid(ErrorCode::ParseError, sentence), {}};
}

Message silent()
{
    Message message;
    message.kind = Message::Kind::Silent;
    return message;
}

// What a message with a repeated key becomes.
Message ambiguous(const Message &message, const QByteArray &key)
{
    if (message.kind == Message::Kind::Notification || message.kind == Message::Kind::Silent)
        return silent();
    return invalidRequest(u"The message has the member \"%1\" twice."_s.arg(QLatin1StringView(key)),
                          key == "id" ? std::nullopt : message.id);
}

ParsedLine fromDocument(const QJsonDocument &document, const QByteArray &repeatedKey)
{
    if (document.isArray() && repeatedKey.isEmpty())
        return {true, {}, document.array()};
    if (document.isArray())
        return {false, ambiguous({}, repeatedKey), {}};
    const Message message = parseMessage(document.object());
    return {false, repeatedKey.isEmpty() ? message : ambiguous(message, repeatedKey), {}};
}

}  // namespace

ParsedLine parseLine(const QByteArray &line)
{
    const JsonScan scan = scanJson(line);
    if (scan.tooDeep)
        return unreadable(u"The message is nested deeper than %1 levels."_s.arg(JsonScan::maxDepth));
    if (scan.malformed)
        return unreadable(u"The line is not a JSON object: it begins with something else, or has a raw control "
                          "character in a string."_s);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error != QJsonParseError::NoError)
        return unreadable(
            u"The line is not JSON in UTF-8: %1 at byte %2."_s.arg(error.errorString()).arg(error.offset));
    return fromDocument(document, scan.repeated);
}

Message parseMessage(const QJsonValue &value)
{
    if (!value.isObject())
        return invalidRequest(u"A message must be a JSON object."_s);
    const QJsonObject object = value.toObject();
    const QJsonValue method = object["method"_L1];
    if (method.isUndefined() && (object.contains("result"_L1) || object.contains("error"_L1)))
        return silent();

    const QJsonValue idValue = object["id"_L1];
    const std::optional<RequestId> id = RequestId::from(idValue);
    if (object["jsonrpc"_L1] != "2.0"_L1)
        return invalidRequest(u"The member \"jsonrpc\" must be \"2.0\"."_s, id);
    if (!method.isString())
        return invalidRequest(u"The member \"method\" must be a string."_s, id);
    if (!id && !idValue.isUndefined())
        return invalidRequest(u"The member \"id\" must be a string of at most 1 MiB or an integer of 64 bits."_s);
    const QJsonValue params = object["params"_L1];
    if (!params.isUndefined() && !params.isObject()) {
        return id ? invalid(ErrorCode::InvalidParams, u"The member \"params\" must be an object."_s, id) : silent();
    }
    const Message::Kind kind = id ? Message::Kind::Request : Message::Kind::Notification;
    return {kind, id, method.toString(), params.toObject(), {}};
}

QJsonObject resultMessage(const RequestId &id, const QJsonObject &result)
{
    return {{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, id.toJson()}, {u"result"_s, result}};
}

QJsonObject errorBody(const Error &error)
{
    QJsonObject body{{u"code"_s, static_cast<int>(error.code)}, {u"message"_s, error.message}};
    if (!error.data.isEmpty())
        body.insert("data"_L1, error.data);
    return body;
}

QJsonObject errorMessage(const std::optional<RequestId> &id, const Error &error)
{
    QJsonObject message{{u"jsonrpc"_s, u"2.0"_s}, {u"error"_s, errorBody(error)}};
    if (id)
        message.insert("id"_L1, id->toJson());
    return message;
}

QJsonObject notificationMessage(const QString &method, const QJsonObject &params)
{
    QJsonObject message{{u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, method}};
    if (!params.isEmpty())
        message.insert("params"_L1, params);
    return message;
}

}  // namespace mcp
