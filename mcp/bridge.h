#pragma once

#include <memory>

#include <QObject>
#include <QTimer>

#include "core/paths.h"
#include "mcp/bridgesession.h"
#include "mcp/bytechannel.h"
#include "mcp/hello.h"
#include "mcp/linereader.h"
#include "mcp/serviceconnector.h"

namespace mcp {

// `jobdeck mcp`: the MCP stdio transport of one agent, carried to the service. Lines are forwarded as they are; the
// bridge adds its hello and, when the service is replaced, what BridgeSession::replay() says. Holds no jobs: they
// are the service's, and go on when the bridge ends.
class Bridge final : public QObject
{
    Q_OBJECT

public:
    Bridge(const core::Paths &paths, Hello hello, QObject *parent = nullptr);
    ~Bridge() override;

    void start();

signals:
    // Once. 0: the agent closed stdin or stdout. 69 (EX_UNAVAILABLE): no service can be had. 75 (EX_TEMPFAIL): it refused.
    void finished(int exitCode);

private:
    void takeFromAgent(const QByteArray &bytes);
    void forward(const QByteArray &line);
    void endOfInput();
    void takeConnection(int socket);
    void takeFromService(const QByteArray &bytes);
    void endIfAnswered();
    bool isRefusal(const QByteArray &line);
    void serviceLost();
    void applyPressure();
    void end(int exitCode);

    Hello m_hello;
    ServiceConnector m_connector;
    StandardStreams m_streams;
    ByteChannel m_agent;
    std::unique_ptr<ByteChannel> m_service;  // none while there is no connection
    bool m_hadService = false;
    bool m_ending = false;  // stdin has ended
    bool m_ended = false;
    BridgeSession m_session;
    LineReader m_fromAgent;
    LineReader m_fromService;
    QList<QByteArray> m_waiting;  // lines that no service has been sent yet
    QTimer m_lastAnswers;
};

}  // namespace mcp
