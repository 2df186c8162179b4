#pragma once

#include <optional>

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>

namespace mcp {

// What a bridge remembers of its agent's session, so that the session can go on with another service: the handshake,
// the requests that are in flight and what the agent has subscribed to. Knows no sockets.
class BridgeSession final
{
public:
    // A line (without its end) that the agent has sent; it is forwarded as it is.
    void noteFromClient(const QByteArray &line);

    // A line that the service has sent. What the agent gets for it, again without line ends: that line; nothing for the
    // answer to a replayed handshake; where a subscription was replayed, what tells the agent to read again, because
    // nobody has told it what happened while no service was there.
    QList<QByteArray> noteFromService(const QByteArray &line);

    // What to do when the service was replaced: lines for the new service (the handshake again, subscriptions, and
    // requests that only read again), and lines for the agent: an error for each request that may have started or
    // signalled something, for nobody knows whether it did. It is never repeated.
    struct Replay {
        QList<QByteArray> toService;
        QList<QByteArray> toClient;
    };
    Replay replay();

    // Whether an answer is to come soon: an open subscriptions/listen is in flight as long as the agent wants.
    [[nodiscard]] bool hasRequestsInFlight() const;

    // Ends each open subscriptions/listen: its response, for the agent.
    QList<QByteArray> endListens();

private:
    struct Request {
        QByteArray line;
        QJsonValue id;
        bool repeatable = false;
        quint64 order = 0;
        QString uri = {};  // of a resources/subscribe
        std::optional<QJsonObject> honoured = {};  // what a subscriptions/listen was acknowledged with
        bool reopened = false;  // it was sent to another service, which has not acknowledged it yet
    };

    void noteMessage(const QJsonObject &message, const QByteArray &line, bool inBatch);
    void noteAnswer(const QJsonObject &message);
    QList<QByteArray> noteReplayAnswer(const QJsonObject &message);
    QList<QByteArray> noteAcknowledgement(const QJsonObject &message, const QByteArray &line);
    void replayHandshake(Replay &replay);

    QByteArray m_initialize;
    QByteArray m_initialized;
    QSet<QString> m_subscribed;  // URIs, by resources/subscribe
    QHash<QString, QString> m_replays;  // what was asked for the agent: ids, and URIs where it was a subscription
    QHash<QString, Request> m_inFlight;  // by idKey()
    quint64 m_order = 0;
};

}  // namespace mcp
