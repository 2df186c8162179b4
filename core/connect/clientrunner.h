#pragma once

#include <chrono>
#include <memory>

#include <QObject>
#include <QProcess>
#include <QTimer>

#include "core/connect/agentclient.h"

namespace core {

// Carries out one change at a time. Its end kills what still runs.
class ClientRunner final : public QObject
{
    Q_OBJECT

public:
    explicit ClientRunner(AgentSurroundings surroundings, QObject *parent = nullptr);
    ~ClientRunner() override;

    // finished() follows, always later than this call. Only while !isRunning().
    void run(const ClientChange &change);
    [[nodiscard]] bool isRunning() const { return m_running; }

    // For each command; default: a minute.
    void setTimeLimit(std::chrono::milliseconds limit) { m_limit.setInterval(limit); }

signals:
    // `error` is empty, or a sentence followed by what the command has written.
    void finished(const QString &error);

private:
    void runNext();
    void ended(const QString &wrong);
    void finish(const QString &error);
    void kill();

    AgentSurroundings m_surroundings;
    QList<QStringList> m_commands;
    std::unique_ptr<QProcess> m_process;
    QTimer m_limit;
    bool m_running = false;
    bool m_late = false;  // the time limit has killed the command
};

}  // namespace core
