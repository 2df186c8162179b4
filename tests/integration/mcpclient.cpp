#include "mcpclient.h"

#include <sys/file.h>

#include <csignal>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray toLine(const QJsonObject &message)
{
    return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
}

// True when no keeper holds the lock; else it is asked once to end its job, and its main process group is killed.
bool endKeeper(const QString &lockFile, bool &asked)
{
    QFile lock(lockFile);
    if (!lock.open(QIODevice::ReadOnly) || ::flock(lock.handle(), LOCK_SH | LOCK_NB) == 0)
        return true;
    qint64 keeper = 0, group = 0;
    for (const QByteArray &line : lock.readAll().split('\n')) {
        if (line.startsWith("keeper_pid "))
            keeper = line.mid(11).toLongLong();
        else if (line.startsWith("main_pid "))
            group = line.mid(9).toLongLong();
    }
    if (keeper > 0 && group > 0 && !std::exchange(asked, true)) {
        ::kill(pid_t(-group), SIGKILL);
        ::kill(pid_t(keeper), SIGTERM);
    }
    return false;
}

}  // namespace

PrivateHome::PrivateHome()
    : m_folder(QDir::tempPath() + "/jobdeck-XXXXXX"_L1)
{
}

PrivateHome::~PrivateHome()
{
    endService(SIGTERM);
    // What a test has left running: the keepers know their jobs' trees, and write into this folder until they end.
    const QDir jobs(path() + "/state/jobs"_L1);
    for (const QString &id : jobs.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool asked = false;
        (void)QTest::qWaitFor([&] { return endKeeper(jobs.filePath(id + "/keeper.lock"_L1), asked); }, 8000);
    }
}

QProcessEnvironment PrivateHome::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith("MCP_BG_"_L1))
            environment.remove(name);
    }
    environment.insert(u"JOBDECK_HOME"_s, path());
    return environment;
}

qint64 PrivateHome::servicePid() const
{
    QFile lock(path() + "/runtime/service.lock"_L1);
    if (!lock.open(QIODevice::ReadOnly))
        return 0;
    if (::flock(lock.handle(), LOCK_SH | LOCK_NB) == 0)
        return 0;
    return lock.readAll().trimmed().toLongLong();
}

bool PrivateHome::endService(int signal) const
{
    const qint64 pid = servicePid();
    if (pid <= 0)
        return true;
    ::kill(pid_t(pid), signal);
    return QTest::qWaitFor([pid] { return !isAlive(pid); }, 10000);
}

void EndProcess::operator()(QProcess *process) const
{
    process->kill();
    process->waitForFinished();
    delete process;
}

RunningProcess PrivateHome::startService(const QStringList &prefix) const
{
    RunningProcess service(new QProcess);
    service->setProcessEnvironment(environment());
    const QStringList command = prefix + QStringList{programPath(u"jobdeckd"_s)};
    service->start(command.first(), command.mid(1));
    const bool serves =
        QTest::qWaitFor([&] { return servicePid() > 0 && QFile::exists(path() + "/runtime/service.sock"_L1); }, 20000);
    return serves ? std::move(service) : nullptr;
}

void PrivateHome::writeSettings(const QByteArray &ini) const
{
    QDir().mkpath(path() + "/config"_L1);
    QFile file(path() + "/config/jobdeck.ini"_L1);
    if (file.open(QIODevice::WriteOnly))
        file.write(ini);
}

McpClient::McpClient(const PrivateHome &home, const QProcessEnvironment &more, const QString &cwd)
{
    QProcessEnvironment environment = home.environment();
    environment.insert(more);
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(cwd);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this] { read(); });
    m_process.start(QStringLiteral(JOBDECK_BIN "/jobdeck"), {u"mcp"_s});
    request(u"initialize"_s,
            {{u"protocolVersion"_s, u"2025-11-25"_s},
             {u"capabilities"_s, QJsonObject()},
             {u"clientInfo"_s, QJsonObject{{u"name"_s, u"test-agent"_s}, {u"version"_s, u"1"_s}}}});
    notify(u"notifications/initialized"_s);
}

McpClient::~McpClient()
{
    if (m_process.state() != QProcess::NotRunning)
        close();
}

QJsonObject McpClient::request(const QString &method, const QJsonObject &params)
{
    return answer(send(method, params));
}

QJsonObject McpClient::callTool(const QString &tool, const QJsonObject &arguments)
{
    return request(u"tools/call"_s, {{u"name"_s, tool}, {u"arguments"_s, arguments}});
}

QJsonObject McpClient::call(const QString &tool, const QJsonObject &arguments)
{
    const QJsonObject result = callTool(tool, arguments);
    if (result[u"isError"].toBool())
        return {{u"isError"_s, result[u"content"].toArray().first().toObject()[u"text"]}};
    return result[u"structuredContent"].toObject();
}

QString McpClient::run(const QString &command, const QJsonObject &more)
{
    QJsonObject arguments = more;
    arguments.insert(u"command"_s, command);
    return call(u"execute"_s, arguments)[u"job_id"].toString();
}

QJsonObject McpClient::waitForEnd(const QString &id)
{
    QJsonObject status;
    const bool ended = QTest::qWaitFor(
        [&] {
            status = call(u"status"_s, {{u"job_id"_s, id}});
            return status[u"status"].toString() != "running"_L1;
        },
        30000);
    return ended ? status : QJsonObject();
}

qint64 McpClient::send(const QString &method, const QJsonObject &params)
{
    const qint64 id = ++m_lastId;
    writeRaw(toLine({{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, id}, {u"method"_s, method}, {u"params"_s, params}}));
    return id;
}

QJsonObject McpClient::answer(qint64 id, int timeoutMs)
{
    if (!QTest::qWaitFor([&] { return m_answers.contains(id); }, timeoutMs))
        return {};
    const QJsonObject message = m_answers.take(id);
    return message.contains(u"error") ? QJsonObject{{u"error"_s, message[u"error"]}} : message[u"result"].toObject();
}

void McpClient::notify(const QString &method, const QJsonObject &params)
{
    writeRaw(toLine({{u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, method}, {u"params"_s, params}}));
}

void McpClient::writeRaw(const QByteArray &bytes)
{
    m_process.write(bytes);
}

QList<QJsonObject> McpClient::notifications(const QString &method) const
{
    QList<QJsonObject> found;
    for (const QJsonObject &notification : m_notifications) {
        if (notification[u"method"].toString() == method)
            found += notification[u"params"].toObject();
    }
    return found;
}

int McpClient::close()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished();
        return -1;
    }
    return m_process.exitCode();
}

void McpClient::read()
{
    while (m_process.canReadLine()) {
        const QJsonObject message = QJsonDocument::fromJson(m_process.readLine()).object();
        if (!message.contains(u"method") && message[u"id"].isDouble())
            m_answers.insert(message[u"id"].toInteger(), message);
        else if (message.contains(u"method"))
            m_notifications += message;
    }
}

QJsonObject modernParams(QJsonObject params)
{
    const QJsonObject extensions{{u"io.modelcontextprotocol/tasks"_s, QJsonObject()}};
    params.insert(
        u"_meta"_s,
        QJsonObject{{u"io.modelcontextprotocol/protocolVersion"_s, u"2026-07-28"_s},
                    {u"io.modelcontextprotocol/clientCapabilities"_s, QJsonObject{{u"extensions"_s, extensions}}}});
    return params;
}

Finished runProgram(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment,
                    const QByteArray &input, int timeoutMs)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(timeoutMs);
    if (!ended) {
        process.kill();
        process.waitForFinished();
    }
    return {ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

QString programPath(const QString &name)
{
    return QStringLiteral(JOBDECK_BIN "/") + name;
}

bool isAlive(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = stat.readAll();
    return text.mid(text.lastIndexOf(')') + 2, 1) != "Z";
}
