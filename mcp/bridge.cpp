#include "mcp/bridge.h"

#include <fcntl.h>

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
    : QObject(parent)
    , m_hello(std::move(hello))
    , m_connector(paths, m_hello.environment)
    , m_streams(takeStandardStreams())
    , m_agent(std::move(m_streams.input), std::move(m_streams.output))
{
    connect(&m_agent, &ByteChannel::received, this, &Bridge::takeFromAgent);
    connect(&m_agent, &ByteChannel::inputEnded, this, &Bridge::endOfInput);
    connect(&m_agent, &ByteChannel::outputClosed, this, [this] { end(0); });
    connect(&m_agent, &ByteChannel::drained, this, [this] {
        applyPressure();
        endIfAnswered();
    });
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
    for (const QByteArray &line : m_session.endListens())
        m_agent.write(line + '\n');
    const bool complete = !m_session.hasRequestsInFlight() && m_waiting.isEmpty() && m_agent.backlog() == 0;
    m_lastAnswers.start(complete ? 0ms : timeForLastAnswers);
}

void Bridge::takeConnection(int socket)
{
    m_service =
        std::make_unique<ByteChannel>(core::UniqueFd(socket), core::UniqueFd(::fcntl(socket, F_DUPFD_CLOEXEC, 3)));
    m_fromService = LineReader();
    connect(m_service.get(), &ByteChannel::received, this, &Bridge::takeFromService);
    connect(m_service.get(), &ByteChannel::drained, this, &Bridge::applyPressure);
    connect(m_service.get(), &ByteChannel::inputEnded, this, &Bridge::serviceLost);

    m_service->write(m_hello.toLine());
    if (std::exchange(m_hadService, true)) {
        const BridgeSession::Replay replay = m_session.replay();
        for (const QByteArray &line : replay.toClient)
            m_agent.write(line);
        for (const QByteArray &line : replay.toService)
            m_service->write(line);
    }
    for (const QByteArray &line : std::exchange(m_waiting, {}))
        forward(line);
    applyPressure();
}

void Bridge::takeFromService(const QByteArray &bytes)
{
    m_fromService.append(bytes);
    while (const auto line = m_fromService.next()) {
        if (isRefusal(line->text))
            return;
        for (const QByteArray &told : m_session.noteFromService(line->text))
            m_agent.write(told + '\n');
    }
    applyPressure();
    endIfAnswered();
}

void Bridge::endIfAnswered()
{
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
    m_service.release()->deleteLater();
    if (m_ending)
        end(0);
    else if (!m_ended)
        m_connector.connectToService();
}

// Whoever is full makes the other end wait.
void Bridge::applyPressure()
{
    const bool full = m_service ? m_service->backlog() > fullAt : m_waiting.size() > mostWaiting;
    m_agent.setReading(!m_ended && !full);
    if (m_service)
        m_service->setReading(m_agent.backlog() < fullAt);
}

void Bridge::end(int exitCode)
{
    m_agent.setReading(false);
    if (!std::exchange(m_ended, true))
        emit finished(exitCode);
}

}  // namespace mcp
