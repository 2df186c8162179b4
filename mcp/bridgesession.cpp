#include "mcp/bridgesession.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr QLatin1StringView replayId = "jobdeck-replay"_L1;
constexpr int internalError = -32603;

QByteArray toLine(const QJsonObject &message)
{
    return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
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
    const QJsonValue id = message[u"id"];
    if (method == "notifications/initialized"_L1)
        m_initialized = line;
    if (method == "notifications/cancelled"_L1)
        m_inFlight.remove(idKey(message[u"params"].toObject()[u"requestId"]));
    if (method.isEmpty() || !isId(id))
        return;
    if (method == "initialize"_L1 && !inBatch)
        m_initialize = line;
    m_inFlight.insert(idKey(id), {line, id, !inBatch && isRepeatable(message), ++m_order});
}

bool BridgeSession::noteFromService(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    for (const QJsonValue &message : document.array())
        m_inFlight.remove(idKey(message.toObject()[u"id"]));
    const QJsonObject message = document.object();
    const QJsonValue id = message[u"id"];
    if (message.contains(u"method") || !isId(id))
        return true;
    if (m_awaitingReplayAnswer && id.toString() == replayId) {
        m_awaitingReplayAnswer = false;
        return false;
    }
    m_inFlight.remove(idKey(id));
    return true;
}

BridgeSession::Replay BridgeSession::replay()
{
    Replay replay;
    QList<Request> requests = m_inFlight.values();
    std::sort(requests.begin(), requests.end(), [](const Request &a, const Request &b) { return a.order < b.order; });
    const bool answered = std::none_of(requests.begin(), requests.end(),
                                       [this](const Request &request) { return request.line == m_initialize; });
    if (!m_initialize.isEmpty() && answered) {
        QJsonObject initialize = QJsonDocument::fromJson(m_initialize).object();
        initialize[u"id"] = replayId;
        replay.toService += toLine(initialize);
        m_awaitingReplayAnswer = true;
        if (!m_initialized.isEmpty())
            replay.toService += m_initialized + '\n';
    }
    for (const Request &request : std::as_const(requests)) {
        if (request.repeatable) {
            replay.toService += request.line + '\n';
        } else {
            replay.toClient += toLine(replacedError(request.id));
            m_inFlight.remove(idKey(request.id));
        }
    }
    return replay;
}

}  // namespace mcp
