#pragma once

#include <functional>
#include <optional>

#include <QHash>
#include <QObject>

#include "mcp/clientcontext.h"
#include "mcp/jsonrpc.h"
#include "mcp/lifecycle.h"
#include "mcp/linereader.h"
#include "mcp/methods.h"
#include "mcp/offer.h"
#include "mcp/outbox.h"
#include "mcp/serverinfo.h"
#include "mcp/subscriptions.h"

namespace mcp {

class Batch;
class Request;

// One connection's state: bytes in, lines out, whatever carries them. Both eras of the protocol may be in use on it at
// the same time; each request's own `_meta` decides (2026-07-28/basic/versioning):
//
//   params._meta names a protocol version    modern
//   otherwise, after `initialize`            legacy, at the agreed version
//   otherwise                                only `initialize` and `ping`; the rest gets -32602
//
// A fault on the wire is answered where the specification allows it and never ends the session. An owner that wants to
// delete it from a slot of `send` uses deleteLater().
class Session final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxInFlight = 1024;  // requests that wait for their answer

    using NotificationHandler = std::function<void(const QJsonObject &params)>;

    Session(ServerInfo server, const Offer &offer, QObject *parent = nullptr);

    // Bytes from the client, cut anywhere. Whole lines are served before it returns, in order.
    void receive(const QByteArray &bytes);
    // The connection is gone: every request in flight is cancelled, nothing is sent or served any more.
    void end();
    // The server will tell nothing more, but still answers: ends open subscriptions with their responses.
    void endListens() { m_subscriptions.endListens(); }

    // Who is at the other end, for the owner to complete. name, title and version follow the client's `clientInfo`.
    [[nodiscard]] ClientContext &client() { return m_client; }
    // For the parts of the protocol that are added from outside.
    [[nodiscard]] Methods &methods() { return m_methods; }
    [[nodiscard]] std::optional<ProtocolVersion> legacyVersion() const { return m_lifecycle.legacyVersion(); }

    // One handler for each method; those without one are ignored, as the specification wants it.
    void onNotification(const QString &method, const NotificationHandler &handler);
    void notify(const QString &method, const QJsonObject &params);

signals:
    void send(const QByteArray &line);  // a whole message, ended by LF
    // notifications/initialized: a legacy client takes unsolicited notifications from now on.
    void initialized();

private:
    void addMethods(const Offer &offer);
    void serveLine(const QByteArray &line);
    void serveMessage(const Message &message, Batch *batch);
    void serveBatch(const QJsonArray &messages);
    void serveRequest(const Message &message, Batch *batch);
    void serveNotification(const Message &message);

    [[nodiscard]] std::optional<Error> refusal(const Message &message, const Batch *batch) const;
    [[nodiscard]] Methods::Era eraOf(const Message &message) const;
    [[nodiscard]] ProtocolVersion versionOf(Methods::Era era) const;
    void track(Request *request, Batch *batch);
    void run(const Methods::Handler &handler, Request &request);
    void cancel(const QJsonObject &params);

    void refuse(const std::optional<RequestId> &id, const Error &error, Batch *batch);
    void respond(const QJsonObject &response, Batch *batch);

    const ServerInfo m_server;
    ClientContext m_client;
    Methods m_methods;
    Lifecycle m_lifecycle;
    LineReader m_reader;
    Outbox m_outbox;
    Subscriptions m_subscriptions;
    QHash<QString, Request *> m_inFlight;  // by RequestId::key()
    QHash<QString, NotificationHandler> m_notificationHandlers;
};

}  // namespace mcp
