#include "app/cli/client.h"

#include <fcntl.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include "app/cli/exitcode.h"
#include "mcp/error.h"
#include "mcp/jsonrpc.h"
#include "mcp/modernmeta.h"
#include "mcp/protocolversion.h"
#include "mcp/wirejson.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

// What changes nothing may be asked again of another service.
bool onlyReads(const QString &tool)
{
    static const QSet<QString> tools{u"list"_s, u"status"_s, u"output"_s, u"tail"_s, u"wait"_s};
    return tools.contains(tool);
}

bool changesSomething(const QString &method)
{
    static const QSet<QString> methods{u"jobdeck/input"_s, u"jobdeck/forget"_s};
    return methods.contains(method);
}

QJsonObject meta()
{
    return {{mcp::metakey::protocolVersion, mcp::toString(mcp::newestModern)},
            {mcp::metakey::clientCapabilities, QJsonObject()},
            {mcp::metakey::clientInfo,
             QJsonObject{{u"name"_s, u"jobdeck"_s}, {u"version"_s, QStringLiteral(JOBDECK_VERSION)}}}};
}

Reply replyOf(const QJsonObject &message)
{
    if (message.contains(u"error"))
        return {{}, {}, message[u"error"][u"message"].toString()};
    const QJsonObject result = message[u"result"].toObject();
    if (!result.contains(u"content"))
        return {result, {}, {}};
    const QString text = result[u"content"][0][u"text"].toString();
    if (result[u"isError"].toBool())
        return {{}, {}, text.isEmpty() ? u"The service gave no reason."_s : text};
    return {result[u"structuredContent"].toObject(), text, {}};
}

// A service of our version has all that we ask for, and speaks our revision of the protocol.
bool lacksSomething(const QJsonObject &message)
{
    const int code = message[u"error"][u"code"].toInt();
    return code == int(mcp::ErrorCode::MethodNotFound) || code == int(mcp::ErrorCode::UnsupportedVersion);
}

QString otherVersion(const QString &version)
{
    return u" The service that runs is %1, this is Jobdeck %2: 'jobdeck service stop' ends it (its jobs run on), and "
           u"the next command starts the right one."_s.arg(
               version.isEmpty() ? u"of another version"_s : u"Jobdeck "_s + version, QStringLiteral(JOBDECK_VERSION));
}

}  // namespace

Client::Client(const core::Paths &paths, mcp::Hello hello, QObject *parent)
    : QObject(parent)
    , m_hello(std::move(hello))
    , m_connector(paths, m_hello.environment)
{
    connect(&m_connector, &mcp::ServiceConnector::connected, this, &Client::takeConnection);
    connect(&m_connector, &mcp::ServiceConnector::failed, this,
            [this](const QString &sentence) { end(sentence, exitcode::unavailable); });
}

Client::~Client() = default;

void Client::call(const QString &tool, const QJsonObject &arguments, QObject *context, Answer answer)
{
    send(u"tools/call"_s, {{u"name"_s, tool}, {u"arguments"_s, arguments}}, onlyReads(tool), context,
         std::move(answer));
}

void Client::request(const QString &method, const QJsonObject &params, QObject *context, Answer answer)
{
    send(method, params, !changesSomething(method), context, std::move(answer));
}

void Client::send(const QString &method, QJsonObject params, bool repeatable, QObject *context, Answer answer)
{
    params.insert(u"_meta"_s, meta());
    const qint64 id = ++m_lastId;
    const QByteArray line = mcp::wireJson(
        QJsonObject{{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, id}, {u"method"_s, method}, {u"params"_s, params}});
    m_pending.emplace(id, Pending{line, repeatable, context, std::move(answer)});
    if (m_service)
        m_service->write(line);
    else if (!std::exchange(m_connecting, true))
        m_connector.connectToService();
}

void Client::takeConnection(int socket)
{
    m_connecting = false;
    m_service =
        std::make_unique<mcp::ByteChannel>(core::UniqueFd(socket), core::UniqueFd(::fcntl(socket, F_DUPFD_CLOEXEC, 3)));
    m_reader = mcp::LineReader();
    connect(m_service.get(), &mcp::ByteChannel::received, this, &Client::take);
    connect(m_service.get(), &mcp::ByteChannel::inputEnded, this, &Client::lose);
    QByteArray lines = m_hello.toLine();
    for (const auto &[id, pending] : m_pending)
        lines += pending.line;
    m_service->write(lines);
}

void Client::take(const QByteArray &bytes)
{
    m_reader.append(bytes);
    while (const auto line = m_reader.next())
        takeMessage(line->text);
}

void Client::takeMessage(const QByteArray &line)
{
    const QJsonObject message = QJsonDocument::fromJson(line).object();
    if (message[u"method"].toString() == mcp::refusedMethod)
        return end(message[u"params"][u"reason"].toString(), exitcode::temporary);
    const auto found = m_pending.find(message[u"id"].toInteger());
    if (found == m_pending.end())
        return;
    const QString version = message[u"result"][u"_meta"][mcp::metakey::serverInfo][u"version"].toString();
    if (!version.isEmpty())
        m_serviceVersion = version;
    const Pending pending = std::move(found->second);
    m_pending.erase(found);
    if (!pending.context)
        return;
    Reply reply = replyOf(message);
    const bool isForeign = !m_serviceVersion.isEmpty() && m_serviceVersion != QStringLiteral(JOBDECK_VERSION);
    if (lacksSomething(message) || (isForeign && !reply.error.isEmpty()))
        reply.error += otherVersion(m_serviceVersion);
    pending.answer(reply);
}

void Client::lose()
{
    m_service.release()->deleteLater();
    if (m_ended)
        return;
    QList<Pending> unsure;
    for (auto it = m_pending.begin(); it != m_pending.end();) {
        if (!it->second.repeatable)
            unsure += std::move(it->second);
        it = it->second.repeatable ? std::next(it) : m_pending.erase(it);
    }
    if (!m_pending.empty() && !std::exchange(m_connecting, true))
        m_connector.connectToService();
    for (const Pending &pending : std::as_const(unsure)) {
        if (pending.context)
            pending.answer({{},
                            {},
                            u"The Jobdeck service ended in the middle of this, and nobody knows whether it was "
                            u"carried out: 'jobdeck list' shows how the jobs are."_s,
                            true});
    }
}

void Client::end(const QString &sentence, int exitCode)
{
    if (!std::exchange(m_ended, true))
        emit failed(sentence, exitCode);
}

mcp::Hello personsHello()
{
    // The session's leader is the shell; its start tells it from later ones with the same process id.
    const pid_t leader = ::getsid(0);
    QFile stat(u"/proc/%1/stat"_s.arg(leader));
    const QByteArray fields = stat.open(QIODevice::ReadOnly) ? stat.readAll() : QByteArray();
    const QByteArray start = fields.mid(fields.lastIndexOf(')') + 2).split(' ').value(19);
    mcp::Hello hello{u"shell-%1-%2"_s.arg(leader).arg(QString::fromLatin1(start)), QDir::currentPath(),
                     core::currentEnvironment()};
    hello.isPerson = true;
    return hello;
}

}  // namespace cli
