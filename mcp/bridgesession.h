#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace mcp {

// What a bridge remembers of its agent's session, so that the session can go on with another service: the handshake
// and the requests that are in flight. Knows no sockets.
class BridgeSession final
{
public:
    // A line (without its end) that the agent has sent; it is forwarded as it is.
    void noteFromClient(const QByteArray &line);

    // A line that the service has sent. False: it answers a replayed handshake and is not for the agent.
    bool noteFromService(const QByteArray &line);

    // What to do when the service was replaced: lines for the new service (the handshake again, and requests that
    // only read again), and lines for the agent: an error for each request that may have started or signalled
    // something, for nobody knows whether it did. It is never repeated.
    struct Replay {
        QList<QByteArray> toService;
        QList<QByteArray> toClient;
    };
    Replay replay();

    [[nodiscard]] bool hasRequestsInFlight() const { return !m_inFlight.isEmpty(); }

private:
    struct Request {
        QByteArray line;
        QJsonValue id;
        bool repeatable = false;
        quint64 order = 0;
    };

    void noteMessage(const QJsonObject &message, const QByteArray &line, bool inBatch);

    QByteArray m_initialize;
    QByteArray m_initialized;
    bool m_awaitingReplayAnswer = false;
    QHash<QString, Request> m_inFlight;  // by idKey()
    quint64 m_order = 0;
};

}  // namespace mcp
