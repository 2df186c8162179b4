#pragma once

#include <chrono>
#include <optional>

#include <QString>
#include <QStringList>

#include "core/environment.h"
#include "core/jobspec.h"
#include "core/result.h"

namespace core {

struct Settings;

// What somebody asks to be run.
struct StartRequest {
    QString command;
    QString cwd;  // absolute
    Environment environment;  // all of the job's variables
    QStringList environmentNames;  // of them, those that the call itself set
    QString name;
    bool terminal = false;  // on a pseudo-terminal instead of pipes
    keeper::TerminalSize terminalSize;
    std::optional<std::chrono::milliseconds> timeout;
    Requester requester;
    bool queue = false;  // it waits for a free place instead of being refused
    QStringList after;  // ids of the jobs that must have completed before it starts; it then also waits for a place
};

// Whether the command, its folder and its environment can be run at all and are allowed by the settings. The error is
// a sentence for who asked.
Result<void> checkRequest(const StartRequest &request, const Settings &settings);

// The shell that runs commands: JOBDECK_SHELL, else bash, else sh.
QString findShell();

// What is written down of the request: all but the id and the ticket. `created` is now.
JobSpec specOf(const StartRequest &request, const Settings &settings, const QString &shell);

}  // namespace core
