#pragma once

#include <optional>

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include "core/jobstate.h"
#include "core/keeper/terminalsize.h"
#include "core/result.h"

namespace core {

// How a job ended; read from result.json, which the keeper writes (or the service, for a job whose keeper could not
// be started or went down).
struct JobResult {
    struct FailedStart {
        QString stage;  // "keeper", "pipe", "fork", "chdir" or "exec"
        int error = 0;  // errno(3)
        QString message;  // of the keeper's failure, which has no errno
    };
    struct Stop {
        QString by;  // "agent", "person", "timeout", "service" or "queue"
        int signal = 0;  // sent first; 0 when the command never ran
        int signalled = 0;  // processes that got it
        int killed = 0;  // processes that had to be ended by SIGKILL
        QList<qint64> survivors;  // process ids that could not be ended
        QString because;  // by "queue": which job it was to run after, and what became of that
    };

    QDateTime started, ended;  // UTC; started is invalid when the command never ran
    qint64 durationMs = 0;  // by the monotonic clock
    std::optional<int> exitCode;
    std::optional<int> signal;
    std::optional<FailedStart> failedStart;
    std::optional<Stop> stop;
    bool neverStarted = false;  // it ended while it was queued
    bool outputOpen = false;  // a descendant still holds the output
    bool lost = false;
    std::optional<keeper::TerminalSize> terminalSize;
    qint64 cpuMs = 0;
    qint64 maxRssBytes = 0;
    qint64 pid = 0;
    qint64 outputBytes = 0;  // all that was printed, dropped and lost bytes included
    qint64 stderrBytes = 0;  // of them
    qint64 outputLines = 0;

    [[nodiscard]] JobState state() const;

    static Result<JobResult> fromJson(const QByteArray &json);
};

// result.json of a job whose keeper could not be started, of one whose keeper went down, and of one that ended in the
// queue; `by` and `because` as in JobResult::Stop.
QByteArray failedKeeperJson(const QString &message);
QByteArray lostJson(const QDateTime &noticed);
QByteArray neverStartedJson(const QString &by, const QString &because = {});

}  // namespace core
