#pragma once

#include <chrono>
#include <optional>

#include <QHash>
#include <QPointer>

#include "core/job.h"
#include "mcp/tools/outputarguments.h"

namespace mcp {

// Why a wait ends for one job.
struct WaitEnd {
    QString reason;  // "exit", "output", "port", "input" or "idle"
    quint64 cursor = 0;  // where the next wait for output goes on
    QString match = {};  // the lines in which the pattern was found
    int port = 0;
};

// What a wait waits for, of each of its jobs.
struct WaitWish {
    enum class Until { Exit, Output, Port, Input, Idle };

    Until until = Until::Exit;
    std::optional<TextPattern> pattern;
    std::optional<quint64> offset;
    QHash<QString, quint64> newFrom;  // by job: where new output begins, when no offset says it; else at the log's end
    std::chrono::milliseconds idle{5000};
    std::optional<int> port;  // any, if there is none
};

// Watches one job for one thing; every one also ends with the job. It listens: nothing runs while nothing happens.
class WaitCondition : public QObject
{
    Q_OBJECT

public:
    // `job` must be there at start(); it may be forgotten afterwards.
    WaitCondition(core::Job *job, QObject *parent);

    [[nodiscard]] core::Job *job() const { return m_job; }
    // Begins. met() may follow inside of it.
    void start();
    // Where the next wait for output goes on if this one ends without having met anything.
    [[nodiscard]] virtual quint64 cursor() const;

signals:
    // Once.
    void met(const WaitEnd &end);

protected:
    // The job runs.
    virtual void watch() { }
    // The job has ended, perhaps before start().
    virtual void finish();
    void meet(const QString &reason);
    void meet(const WaitEnd &end);
    [[nodiscard]] bool isMet() const { return m_met; }

private:
    QPointer<core::Job> m_job;
    bool m_met = false;
};

WaitCondition *makeCondition(core::Job *job, const WaitWish &wish, QObject *parent);

}  // namespace mcp
