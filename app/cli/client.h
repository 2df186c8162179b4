#pragma once

#include <functional>
#include <map>
#include <memory>

#include <QJsonObject>
#include <QObject>
#include <QPointer>

#include "core/paths.h"
#include "mcp/bytechannel.h"
#include "mcp/hello.h"
#include "mcp/linereader.h"
#include "mcp/serviceconnector.h"

namespace cli {

// The answer to a call or a request.
struct Reply {
    QJsonObject fields;  // structuredContent of a tool, or the result of a method
    QString text;  // the tool's text content
    QString error;  // a sentence for a person; empty when all went well
    bool isUnsure = false;  // the service was lost: it may have been carried out, or not
};

// An MCP client of the user's service (revision 2026-07-28), on its local socket. Connects with the first request, and
// starts the service when there is none. When the service is lost it finds the next one: requests that only read
// are asked again there, the others are answered with an error, as nobody knows whether they were carried out.
class Client final : public QObject
{
    Q_OBJECT

public:
    Client(const core::Paths &paths, mcp::Hello hello, QObject *parent = nullptr);
    ~Client() override;

    using Answer = std::function<void(const Reply &)>;
    // Calls a tool. `context` ends the interest in the answer.
    void call(const QString &tool, const QJsonObject &arguments, QObject *context, Answer answer);
    // A method of the protocol, or one of ours (mcp/personmethods.h).
    void request(const QString &method, const QJsonObject &params, QObject *context, Answer answer);

signals:
    // No service can be had, or it refused us: nothing will be answered any more. With an exit code.
    void failed(const QString &sentence, int exitCode);

private:
    struct Pending {
        QByteArray line;
        bool repeatable = false;
        QPointer<QObject> context;
        Answer answer;
    };

    void send(const QString &method, QJsonObject params, bool repeatable, QObject *context, Answer answer);
    void takeConnection(int socket);
    void take(const QByteArray &bytes);
    void takeMessage(const QByteArray &line);
    void lose();
    void end(const QString &sentence, int exitCode);

    mcp::Hello m_hello;
    mcp::ServiceConnector m_connector;
    std::unique_ptr<mcp::ByteChannel> m_service;  // none while there is no connection
    mcp::LineReader m_reader;
    std::map<qint64, Pending> m_pending;  // by id, so in the order in which they were asked
    qint64 m_lastId = 0;
    bool m_connecting = false, m_ended = false;
    QString m_serviceVersion;  // as far as it has said so; else empty
};

// How the command line says who it is: a person, in the session of a shell, which all its commands share.
mcp::Hello personsHello();

}  // namespace cli
