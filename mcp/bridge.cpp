#include "mcp/bridge.h"

#include <cstdio>

#include <QJsonDocument>

#include "mcp/jsonrpc.h"
#include "mcp/wirejson.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr int unavailable = 69, temporaryFailure = 75;  // sysexits.h
constexpr qint64 fullAt = 4 << 20;  // bytes that wait in one direction before the other end has to wait
constexpr qsizetype mostWaiting = 1000;  // lines, while there is no service
constexpr qint64 readAhead = 1 << 20;
constexpr auto timeForLastAnswers = 800ms;  // after the end of stdin

void say(const QString &sentence)
{
    std::fprintf(stderr, "jobdeck mcp: %s\n", qUtf8Printable(sentence));
}

QByteArray lineTooLong(qsizetype limit)
{
    return wireJson(errorMessage({}, {ErrorCode::InvalidRequest, u"The line is over %1 bytes long."_s.arg(limit), {}}));
}

}  // namespace

Bridge::Bridge(const core::Paths &paths, Hello hello, QObject *parent)
    : QObject(parent), m_hello(std::move(hello)), m_connector(paths, m_hello.environment)
{
    connect(&m_agent, &StdioChannel::received, this, &Bridge::takeFromAgent);
    connect(&m_agent, &StdioChannel::inputEnded, this, &Bridge::endOfInput);
    connect(&m_agent, &StdioChannel::outputClosed, this, [this] { end(0); });
    connect(&m_agent, &StdioChannel::drained, this, &Bridge::takeFromService);
    connect(&m_connector, &ServiceConnector::connected, this, &Bridge::takeConnection);
    connect(&m_connector, &ServiceConnector::failed, this, [this](const QString &sentence) {
        say(sentence);
        end(unavailable);
    });
    m_lastAnswers.setSingleShot(true);
    connect(&m_lastAnswers, &QTimer::timeout, this, [this] { end(0); });
}

Bridge::~Bridge() = default;

void Bridge::start()
{
    m_connector.connectToService();
}

void Bridge::takeFromAgent(const QByteArray &bytes)
{
    m_fromAgent.append(bytes);
    while (const auto line = m_fromAgent.next()) {
        if (line->tooLong)
            m_agent.write(lineTooLong(m_fromAgent.limit()));
        else if (m_service)
            forward(line->text);
        else
            m_waiting += line->text;
    }
    applyPressure();
}

void Bridge::forward(const QByteArray &line)
{
    m_session.noteFromClient(line);
    m_service->write(line + '\n');
}

// What is in flight may still be answered (`jobdeck mcp < requests`), but nobody waits long for us.
void Bridge::endOfInput()
{
    m_ending = true;
    const bool complete = !m_session.hasRequestsInFlight() && m_waiting.isEmpty() && m_agent.backlog() == 0;
    m_lastAnswers.start(complete ? 0ms : timeForLastAnswers);
}

void Bridge::takeConnection(QLocalSocket *socket)
{
    m_service.reset(socket);
    m_fromService = LineReader();
    m_service->setReadBufferSize(readAhead);
    connect(socket, &QLocalSocket::readyRead, this, &Bridge::takeFromService);
    connect(socket, &QLocalSocket::bytesWritten, this, &Bridge::applyPressure);
    connect(socket, &QLocalSocket::disconnected, this, &Bridge::serviceLost, Qt::QueuedConnection);

    socket->write(m_hello.toLine());
    if (std::exchange(m_hadService, true)) {
        const BridgeSession::Replay replay = m_session.replay();
        for (const QByteArray &line : replay.toClient)
            m_agent.write(line);
        for (const QByteArray &line : replay.toService)
            socket->write(line);
    }
    for (const QByteArray &line : std::exchange(m_waiting, {}))
        forward(line);
    takeFromService();
}

void Bridge::takeFromService()
{
    while (m_service && m_service->bytesAvailable() > 0 && m_agent.backlog() < fullAt) {
        m_fromService.append(m_service->readAll());
        while (const auto line = m_fromService.next()) {
            if (isRefusal(line->text))
                return;
            if (m_session.noteFromService(line->text))
                m_agent.write(line->text + '\n');
        }
    }
    if (m_ending && !m_session.hasRequestsInFlight() && m_waiting.isEmpty() && m_agent.backlog() == 0)
        m_lastAnswers.start(0ms);
}

bool Bridge::isRefusal(const QByteArray &line)
{
    if (!line.contains(refusedMethod.data()))
        return false;
    const QJsonObject message = QJsonDocument::fromJson(line).object();
    if (message[u"method"].toString() != refusedMethod)
        return false;
    say(message[u"params"].toObject()[u"reason"].toString());
    end(temporaryFailure);
    return true;
}

void Bridge::serviceLost()
{
    takeFromService();
    if (!m_service || m_ending)
        return end(0);
    m_service.release()->deleteLater();
    m_connector.connectToService();
}

void Bridge::applyPressure()
{
    const bool full = m_service ? m_service->bytesToWrite() > fullAt : m_waiting.size() > mostWaiting;
    m_agent.setReading(!m_ending && !full);
}

void Bridge::end(int exitCode)
{
    m_agent.setReading(false);
    if (!std::exchange(m_ended, true))
        emit finished(exitCode);
}

}  // namespace mcp
