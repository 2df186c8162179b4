#pragma once

#include <memory>

#include <QDir>
#include <QFile>
#include <QJsonArray>

#include "mcpclient.h"

// A PrivateHome with a folder in which jobs note that they ran: step(n) writes n to the file `order`, and fails when
// another step runs at the same time; what is held waits for go().
class QueueHome final
{
public:
    QueueHome() { QDir().mkpath(work()); }
    ~QueueHome() { go(); }
    Q_DISABLE_COPY_MOVE(QueueHome)

    [[nodiscard]] const PrivateHome &home() const { return m_home; }
    [[nodiscard]] QString work() const { return m_home.path() + QStringLiteral("/work"); }
    [[nodiscard]] QString queuedFile(const QString &id) const
    {
        return m_home.jobFolder(id) + QStringLiteral("/queued");
    }

    // An agent that may have so many jobs running.
    [[nodiscard]] std::unique_ptr<McpClient> agent(int maxJobs, QProcessEnvironment more = {}) const
    {
        more.insert(QStringLiteral("MCP_BG_MAX_JOBS"), QString::number(maxJobs));
        return std::make_unique<McpClient>(m_home, more);
    }

    // Arguments of execute, with `more`: in the folder; queued; after others.
    [[nodiscard]] QJsonObject here(QJsonObject more = {}) const
    {
        more.insert(QStringLiteral("cwd"), work());
        return more;
    }
    [[nodiscard]] QJsonObject queued(const QString &command = {}, const QJsonObject &more = {}) const
    {
        QJsonObject arguments = here(more);
        arguments.insert(QStringLiteral("queue"), true);
        if (!command.isEmpty())
            arguments.insert(QStringLiteral("command"), command);
        return arguments;
    }
    [[nodiscard]] QJsonObject after(const QStringList &ids, const QString &command = {},
                                    const QJsonObject &more = {}) const
    {
        QJsonObject arguments = here(more);
        arguments.insert(QStringLiteral("after"), QJsonArray::fromStringList(ids));
        if (!command.isEmpty())
            arguments.insert(QStringLiteral("command"), command);
        return arguments;
    }

    [[nodiscard]] static QString held(const QString &command)
    {
        return QStringLiteral("until [ -e go ]; do sleep 0.05; done; ") + command;
    }
    [[nodiscard]] static QString heldStep(int number);
    void go() const { (void)QFile(work() + QStringLiteral("/go")).open(QIODevice::WriteOnly); }
    // "1 2 3": the steps that have run.
    [[nodiscard]] QString order() const
    {
        QFile file(work() + QStringLiteral("/order"));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).simplified() : QString();
    }

private:
    PrivateHome m_home;
};

// `what` is written to the file `order`.
inline QString step(const QString &what)
{
    return QStringLiteral("mkdir busy && { echo %1 >> order; sleep 0.05; rmdir busy; }").arg(what);
}

inline QString step(int number)
{
    return step(QString::number(number));
}

inline QString QueueHome::heldStep(int number)
{
    return held(step(number));
}
