#include "mcp/bridgesession.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>

#include "mcp/modernmeta.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr QLatin1StringView replayId = "jobdeck-replay"_L1;
constexpr int internalError = -32603;

QByteArray toJson(const QJsonObject &message)
{
    return QJsonDocument(message).toJson(QJsonDocument::Compact);
}

QByteArray toLine(const QJsonObject &message)
{
    return toJson(message) + '\n';
}

QByteArray notification(const QString &method, const QJsonObject &params)
{
    return toJson({{u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, method}, {u"params"_s, params}});
}

QJsonObject subscriptionMeta(const QJsonValue &id)
{
    return {{metakey::subscriptionId, id}};
}

// "Read again", for all that a listen was acknowledged with.
QList<QByteArray> changesOf(const QJsonObject &honoured, const QJsonValue &id)
{
    const QJsonObject meta = subscriptionMeta(id);
    QList<QByteArray> lines;
    if (honoured[u"resourcesListChanged"].toBool())
        lines += notification(u"notifications/resources/list_changed"_s, {{u"_meta"_s, meta}});
    for (const QJsonValue &uri : honoured[u"resourceSubscriptions"].toArray())
        lines += notification(u"notifications/resources/updated"_s, {{u"_meta"_s, meta}, {u"uri"_s, uri}});
    return lines;
}

// "1" and 1 are different ids.
QString idKey(const QJsonValue &id)
{
    return id.isString() ? "s:"_L1 + id.toString() : "i:"_L1 + QString::number(id.toInteger());
}

bool isId(const QJsonValue &id)
{
    return id.isString() || id.isDouble();
}

// Requests that change nothing in the service may be asked again of another one.
bool isRepeatable(const QJsonObject &message)
{
    static const QSet<QString> readingTools{
        u"list"_s,      u"status"_s,         u"output"_s,         u"tail"_s,
        u"list_jobs"_s, u"get_job_status"_s, u"get_job_output"_s, u"tail_job_output"_s,
    };
    if (message[u"method"].toString() != "tools/call"_L1)
        return true;
    return readingTools.contains(message[u"params"].toObject()[u"name"].toString());
}

QJsonObject replacedError(const QJsonValue &id)
{
    return {
        {u"jsonrpc"_s, u"2.0"_s},
        {u"id"_s, id},
        {u"error"_s,
         QJsonObject{
             {u"code"_s, internalError},
             {u"message"_s,
              u"The Jobdeck service was replaced while this request was under way, and it was not repeated: it may or "
              "may not have been carried out. All jobs run on; call list to see them."_s}}}};
}

}  // namespace

void BridgeSession::noteFromClient(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    for (const QJsonValue &message : document.array())
        noteMessage(message.toObject(), line, true);
    if (document.isObject())
        noteMessage(document.object(), line, false);
}

void BridgeSession::noteMessage(const QJsonObject &message, const QByteArray &line, bool inBatch)
{
    const QString method = message[u"method"].toString();
    const QJsonObject params = message[u"params"].toObject();
    const QJsonValue id = message[u"id"];
    if (method == "notifications/initialized"_L1)
        m_initialized = toJson(message);  // alone: what else is in its batch is never repeated
    if (method == "notifications/cancelled"_L1)
        m_inFlight.remove(idKey(params[u"requestId"]));
    if (method.isEmpty() || !isId(id))
        return;
    if (method == "initialize"_L1 && !inBatch) {
        m_initialize = line;
        m_subscribed.clear();
    }
    Request request{line, id, !inBatch && isRepeatable(message), ++m_order};
    if (method == "resources/subscribe"_L1)
        request.uri = params[u"uri"].toString();
    else if (method == "resources/unsubscribe"_L1)
        m_subscribed.remove(params[u"uri"].toString());
    m_inFlight.insert(idKey(id), request);
}

QList<QByteArray> BridgeSession::noteFromService(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    for (const QJsonValue &message : document.array())
        noteAnswer(message.toObject());
    const QJsonObject message = document.object();
    if (message[u"method"].toString() == "notifications/subscriptions/acknowledged"_L1)
        return noteAcknowledgement(message, line);
    if (m_replays.contains(message[u"id"].toString()))
        return noteReplayAnswer(message);
    noteAnswer(message);
    return {line};
}

void BridgeSession::noteAnswer(const QJsonObject &message)
{
    const QJsonValue id = message[u"id"];
    if (message.contains(u"method") || !isId(id))
        return;
    const Request request = m_inFlight.take(idKey(id));
    if (!request.uri.isEmpty() && message.contains(u"result"))
        m_subscribed += request.uri;
}

// Also where the new service knows the resource no more: reading it says so.
QList<QByteArray> BridgeSession::noteReplayAnswer(const QJsonObject &message)
{
    const QString uri = m_replays.take(message[u"id"].toString());
    if (uri.isEmpty())
        return m_initialized.isEmpty() ? QList<QByteArray>()
                                       : QList<QByteArray>{notification(u"notifications/resources/list_changed"_s, {})};
    if (!message.contains(u"result"))
        m_subscribed.remove(uri);
    return {notification(u"notifications/resources/updated"_s, {{u"uri"_s, uri}})};
}

// The first one is the agent's; one for a listen that was reopened it knows already.
QList<QByteArray> BridgeSession::noteAcknowledgement(const QJsonObject &message, const QByteArray &line)
{
    const QJsonObject params = message[u"params"].toObject();
    const QJsonValue id = params[u"_meta"][metakey::subscriptionId];
    const auto request = m_inFlight.find(idKey(id));
    if (request == m_inFlight.end())
        return {line};
    if (std::exchange(request->reopened, false) && request->honoured)
        return changesOf(*request->honoured, id);
    request->honoured = params[u"notifications"].toObject();
    return {line};
}

BridgeSession::Replay BridgeSession::replay()
{
    Replay replay;
    QList<Request> requests = m_inFlight.values();
    std::ranges::sort(requests, {}, &Request::order);
    if (std::ranges::none_of(requests, [this](const Request &request) { return request.line == m_initialize; }))
        replayHandshake(replay);
    for (const Request &request : std::as_const(requests)) {
        if (request.repeatable) {
            m_inFlight[idKey(request.id)].reopened = true;
            replay.toService += request.line + '\n';
        } else {
            replay.toClient += toLine(replacedError(request.id));
            m_inFlight.remove(idKey(request.id));
        }
    }
    return replay;
}

void BridgeSession::replayHandshake(Replay &replay)
{
    m_replays.clear();
    if (m_initialize.isEmpty())
        return;
    QJsonObject initialize = QJsonDocument::fromJson(m_initialize).object();
    initialize[u"id"] = replayId;
    m_replays.insert(replayId, {});
    replay.toService += toLine(initialize);
    if (!m_initialized.isEmpty())
        replay.toService += m_initialized + '\n';
    for (const QString &uri : std::as_const(m_subscribed)) {
        const QString id = replayId + u'-' + QString::number(m_replays.size());
        m_replays.insert(id, uri);
        replay.toService += toLine({{u"jsonrpc"_s, u"2.0"_s},
                                    {u"id"_s, id},
                                    {u"method"_s, u"resources/subscribe"_s},
                                    {u"params"_s, QJsonObject{{u"uri"_s, uri}}}});
    }
}

bool BridgeSession::hasRequestsInFlight() const
{
    return std::ranges::any_of(m_inFlight, [](const Request &request) { return !request.honoured; });
}

QList<QByteArray> BridgeSession::endListens()
{
    QList<QByteArray> lines;
    m_inFlight.removeIf([&lines](const auto &entry) {
        const Request &request = entry.value();
        if (!request.honoured)
            return false;
        lines += toJson(
            {{u"jsonrpc"_s, u"2.0"_s},
             {u"id"_s, request.id},
             {u"result"_s, QJsonObject{{u"resultType"_s, u"complete"_s}, {u"_meta"_s, subscriptionMeta(request.id)}}}});
        return true;
    });
    return lines;
}

}  // namespace mcp
