#include "mcp/connection.h"

#include <QDir>
#include <QLoggingCategory>

#include "mcp/peer.h"
#include "mcp/presentation.h"

Q_LOGGING_CATEGORY(lcConnection, "jobdeck.mcp", QtWarningMsg)

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr qint64 readAhead = 1 << 20;  // bytes of requests taken from a client before they are looked at
constexpr qint64 mostUnread = 8 << 20;  // bytes of answers that wait for a client that doesn't read

}  // namespace

Connection::Connection(QLocalSocket *socket, const ServerInfo &info, const Offer &offer, const core::Settings &settings,
                       core::Agents &agents, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_agents(agents)
    , m_session(info, offer)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readAhead);
    ClientContext &client = m_session.client();
    client.pid = peerProcess(*socket);
    client.cwd = QDir::homePath();
    client.environment = core::currentEnvironment();
    client.settings = settings;

    m_session.onNotification(helloMethod, [this](const QJsonObject &params) { takeHello(params); });
    connect(&m_session, &Session::send, this, &Connection::write);
    m_session.onNotification(presentMethod, [this](const QJsonObject &params) {
        emit presentationAsked(params["show"_L1].toBool(), params["token"_L1].toString());
    });
    connect(m_socket, &QLocalSocket::readyRead, this, &Connection::receive);
    connect(
        m_socket, &QLocalSocket::disconnected, this,
        [this] {
            m_session.end();
            deleteLater();
        },
        Qt::QueuedConnection);
}

Connection::~Connection()
{
    m_agents.remove(m_session.client().sessionId);
}

void Connection::receive()
{
    m_session.receive(m_socket->readAll());
    introduce();
}

// The client may say who it is with any request (2026-07-28) or only once.
void Connection::introduce()
{
    const ClientContext &client = m_session.client();
    if (!client.sessionId.isEmpty() && m_socket->state() == QLocalSocket::ConnectedState)
        m_agents.put({client.sessionId, client.name, client.title, client.version, client.pid, client.cwd,
                      QDateTime::currentDateTimeUtc()});
}

void Connection::confirmPresentation()
{
    write(presentedLine());
}

void Connection::takeHello(const QJsonObject &params)
{
    const auto hello = Hello::fromParams(params);
    if (!hello)
        return refuse(hello.error());
    ClientContext &client = m_session.client();
    const auto settings = core::withVariables(client.settings, core::settingsVariables(hello->environment));
    if (!settings)
        return refuse(settings.error());
    client.settings = *settings;
    client.sessionId = hello->session;
    client.cwd = client.settings.workingDir.isEmpty() ? hello->cwd : client.settings.workingDir;
    client.environment.insert(hello->environment);
}

void Connection::write(const QByteArray &line)
{
    if (m_socket->state() != QLocalSocket::ConnectedState)
        return;
    if (m_socket->bytesToWrite() > mostUnread) {
        qCWarning(lcConnection, "Client %lld does not read: %lld bytes wait for it. Closing its connection.",
                  m_session.client().pid, m_socket->bytesToWrite());
        m_socket->abort();
        return;
    }
    m_socket->write(line);
}

void Connection::refuse(const QString &reason)
{
    m_session.end();  // what the client has sent behind its hello is not served
    m_socket->write(refusedLine(reason));
    m_socket->disconnectFromServer();
}

}  // namespace mcp
