#pragma once

#include <QObject>
#include <QString>

#include "core/job.h"

namespace core {
class JobManager;
}

namespace ui {

// What a person does to jobs, wherever the button is: window, tray, notification. Every kill is noted as the person's.
class JobCommands final : public QObject
{
    Q_OBJECT

public:
    explicit JobCommands(core::JobManager &jobs, QObject *parent = nullptr);

    [[nodiscard]] core::JobManager &jobs() const { return m_jobs; }

    // Ends the whole tree: SIGTERM, and SIGKILL after killGrace(). Of a job that is being killed already: SIGKILL now.
    void kill(core::Job *job);
    void killNow(core::Job *job);
    // Sends one of the signals of the menu; those that end a job are followed by SIGKILL after killGrace().
    void sendSignal(core::Job *job, int signal);
    void kill(const QList<core::Job *> &jobs);
    // The same command, folder and environment as a new job; one that runs is killed first, with killGrace(). One that
    // is queued is not touched: failed().
    void restart(core::Job *job);
    void copyCommand(const core::Job *job) const;

    void setKillGrace(std::chrono::seconds grace) { m_killGrace = grace; }
    [[nodiscard]] std::chrono::seconds killGrace() const { return m_killGrace; }

signals:
    // A job that was killed from here has ended with its tree but for the survivors. Once for each kill().
    void killed(core::Job *job, const core::StopReport &report);
    void restarted(core::Job *before, core::Job *now);
    // A sentence for the person.
    void failed(const QString &sentence);

private:
    void startAgain(core::Job *job);
    void stop(core::Job *job, int signal, std::chrono::milliseconds grace);

    core::JobManager &m_jobs;
    std::chrono::seconds m_killGrace{5};
};

}  // namespace ui
