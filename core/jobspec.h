#pragma once

#include <chrono>
#include <optional>

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include "core/keeper/logformat.h"
#include "core/keeper/terminalsize.h"
#include "core/result.h"

namespace core {

// Who asked for a job. Names and versions are what the client claims.
struct Requester {
    QString session;  // id of the bridge's session; empty for the service itself
    QString name;  // e.g. "claude-code"
    QString version;
    qint64 pid = 0;  // of the bridge, from the kernel
};

// What the queue has to know of a job that could not start at once; the same for as long as it waits.
struct QueueTicket {
    quint64 number = 0;  // larger for those behind
    int maxJobs = 1;  // that many jobs of its requester may run when it starts, itself included
    QStringList after;  // ids of the jobs that must have completed first
};

// What a job is; written to spec.json before it starts and never changed, but for the size of its terminal, of which the
// file keeps the first. Values of environment variables are never in it.
struct JobSpec {
    QString id;  // 8 characters, see newJobId()
    QString command;  // run by `shell -c`
    QString cwd;  // absolute
    QString shell;  // absolute path of bash, sh or JOBDECK_SHELL
    QString name;  // chosen by the requester, may be empty
    QStringList environmentNames;  // variables that the call itself set
    bool terminal = false;  // it runs on a pseudo-terminal: stdout and stderr are one stream
    keeper::TerminalSize terminalSize;  // as it is, or was last
    std::optional<std::chrono::milliseconds> timeout;
    Requester requester;
    QDateTime created;  // UTC
    keeper::LogLimits limits{};
    std::optional<QueueTicket> ticket;  // of a job that was queued

    [[nodiscard]] QByteArray toJson() const;
    static Result<JobSpec> fromJson(const QByteArray &json);

    // What the key Enter sends to it.
    [[nodiscard]] QByteArray lineEnd() const { return terminal ? "\r" : "\n"; }
    // The name, or the command's beginning on one line.
    [[nodiscard]] QString displayName() const;
};

// 8 characters of Crockford's base32 in lower case (0-9 a-z without i, l, o, u) from the system's CSPRNG.
QString newJobId();
// Whether a string can be an id; everything else never becomes part of a path.
bool isJobId(const QString &text);

}  // namespace core
