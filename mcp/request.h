#pragma once

#include <chrono>
#include <optional>

#include <QJsonObject>
#include <QObject>

#include "mcp/error.h"
#include "mcp/protocolversion.h"
#include "mcp/requestid.h"
#include "mcp/serverinfo.h"

namespace mcp {

// One request in flight. It is answered once, by finish() or fail(), or cancelled; it then leaves the session at once
// and is deleted when control is back in the event loop. What is called on it after that has no effect. Whoever
// answers later makes its objects children of the request, or passes it as the context of connections and timers.
class Request final : public QObject
{
    Q_OBJECT

public:
    enum class CacheScope { Public, Private };

    Request(RequestId id, QString method, QJsonObject params, ProtocolVersion version, const ServerInfo &server,
            QObject *parent);

    [[nodiscard]] const RequestId &id() const { return m_id; }
    [[nodiscard]] const QString &method() const { return m_method; }
    [[nodiscard]] const QJsonObject &params() const { return m_params; }
    [[nodiscard]] ProtocolVersion version() const { return m_version; }
    [[nodiscard]] QJsonObject meta() const;
    // What the client declares; empty before 2026-07-28, when it does so once, with `initialize`.
    [[nodiscard]] QJsonObject clientCapabilities() const;
    // Nothing when the client did not ask for progress (basic/patterns/progress).
    [[nodiscard]] std::optional<RequestId> progressToken() const;
    [[nodiscard]] bool isOpen() const { return m_open; }

    // Answers with a result. In the modern era `resultType` ("complete" unless the result says otherwise) and the
    // server's info in `_meta` are added.
    void finish(QJsonObject result);
    // The same, with the `ttlMs` and `cacheScope` that the modern era requires on lists and on what is read.
    void finishCacheable(QJsonObject result, std::chrono::milliseconds ttl, CacheScope scope);
    void fail(const Error &error);
    void fail(ErrorCode code, const QString &sentence);
    // Sends a notification that belongs to this request, such as its progress.
    void notify(const QString &method, const QJsonObject &params);
    // The client does not want it any more (basic/patterns/cancellation), or is gone: nothing more is sent for it.
    void cancel();

signals:
    void answered(const QJsonObject &response);  // once; `cancelled` never follows
    void cancelled();  // instead of `answered`
    void notified(const QJsonObject &notification);  // only before `answered` and `cancelled`

private:
    void answer(const QJsonObject &response);

    RequestId m_id;
    QString m_method;
    QJsonObject m_params;
    ProtocolVersion m_version;
    const ServerInfo &m_server;
    bool m_open = true;
};

}  // namespace mcp
