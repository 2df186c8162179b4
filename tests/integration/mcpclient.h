#pragma once

#include <memory>

#include <QHash>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

// Kills a program that a test has started and that still runs.
struct EndProcess {
    void operator()(QProcess *process) const;
};
using RunningProcess = std::unique_ptr<QProcess, EndProcess>;

// A private Jobdeck: a JOBDECK_HOME of its own, in which the bridges start a service. Its end stops what was started.
class PrivateHome final
{
public:
    PrivateHome();
    ~PrivateHome();
    Q_DISABLE_COPY_MOVE(PrivateHome)

    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString jobFolder(const QString &id) const { return path() + QStringLiteral("/state/jobs/") + id; }
    // The environment for programs that are to use it, without MCP_BG_ variables.
    [[nodiscard]] QProcessEnvironment environment() const;
    // Of the service that holds the lock; 0 when there is none.
    [[nodiscard]] qint64 servicePid() const;
    // Sends the signal to the service and waits until it is gone.
    bool endService(int signal) const;
    // Runs `jobdeckd` by hand (behind `prefix`, if any) and waits until it serves; null when it doesn't.
    [[nodiscard]] RunningProcess startService(const QStringList &prefix = {}) const;
    // Writes config/jobdeck.ini.
    void writeSettings(const QByteArray &ini) const;

private:
    QTemporaryDir m_folder;
};

// An agent: a `jobdeck mcp` of its own, spoken to in revision 2025-11-25. The calls wait for the answer.
class McpClient final
{
public:
    explicit McpClient(const PrivateHome &home, const QProcessEnvironment &more = {}, const QString &cwd = {});
    ~McpClient();
    Q_DISABLE_COPY_MOVE(McpClient)

    // The answer's `result`, or an object with `error`; empty after 30 s without an answer.
    QJsonObject request(const QString &method, const QJsonObject &params = {});
    // The result of tools/call.
    QJsonObject callTool(const QString &tool, const QJsonObject &arguments);
    // Its structuredContent; an object with only `isError` (the sentence) when it is an error.
    QJsonObject call(const QString &tool, const QJsonObject &arguments = {});
    // Its error sentence; empty when it is none.
    QString refusal(const QString &tool, const QJsonObject &arguments)
    {
        return call(tool, arguments)[u"isError"].toString();
    }
    // Starts a job and returns its id; empty when it was refused.
    QString run(const QString &command, const QJsonObject &more = {});
    // Waits up to 30 s for the job's end and returns its status.
    QJsonObject waitForEnd(const QString &id);

    // Without waiting: the id, to be passed to answer().
    qint64 send(const QString &method, const QJsonObject &params);
    QJsonObject answer(qint64 id, int timeoutMs = 30000);
    void notify(const QString &method, const QJsonObject &params = {});
    void writeRaw(const QByteArray &bytes);
    // Of these methods, in the order in which they came.
    [[nodiscard]] QList<QJsonObject> notifications(const QString &method) const;
    // All notifications that came so far.
    [[nodiscard]] const QList<QJsonObject> &notifications() const { return m_notifications; }

    // Closes stdin and returns the exit code; -1 when it doesn't end within 5 s.
    int close();
    [[nodiscard]] QProcess &process() { return m_process; }

private:
    void read();

    QProcess m_process;
    qint64 m_lastId = 0;
    QHash<qint64, QJsonObject> m_answers;
    QList<QJsonObject> m_notifications;
};

// The parameters of a request in revision 2026-07-28, from a client that takes tasks; for either kind of agent.
QJsonObject modernParams(QJsonObject params);

// What a program did that was run to its end; code -1 when it was killed after the time.
struct Finished {
    int code = -1;
    QByteArray out, err;
};
Finished runProgram(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment,
                    const QByteArray &input = {}, int timeoutMs = 30000);
// One of ours, e.g. "jobdeckd".
QString programPath(const QString &name);

// Whether a process is there and not a zombie.
bool isAlive(qint64 pid);
