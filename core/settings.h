#pragma once

#include <chrono>
#include <optional>

#include <QHash>
#include <QList>
#include <QRegularExpression>
#include <QString>

#include "core/result.h"

namespace core {

// What limits jobs. The first six are the published mcp-background-job variables; each is also a key of the same
// meaning in jobdeck.ini (names below). The order in which they hold: defaults, jobdeck.ini, the service's own
// environment, and for one agent's jobs the environment of its `jobdeck mcp`.
//
//   variable                 key                range, unit
//   MCP_BG_MAX_JOBS          max_jobs           1 to 100 running jobs of one agent (default 10)
//   MCP_BG_MAX_OUTPUT_SIZE   max_output_size    1024 to 104857600 bytes kept of a job's output, or "20MB"
//   MCP_BG_JOB_TIMEOUT       job_timeout        seconds after which a job is killed; at least 1 (default: none)
//   MCP_BG_CLEANUP_INTERVAL  cleanup_interval   10 to 3600 seconds between two clean-ups (default 300)
//   MCP_BG_ALLOWED_COMMANDS  allowed_commands   regular expressions, comma-separated; a command must contain a match of
//                                               one of them (default: every command is allowed)
//   MCP_BG_WORKING_DIR       working_dir        the folder in which jobs start if the call names none
//                            keep_days          1 to 3650: finished jobs are forgotten after this time (default 7)
//                            keep_jobs          0 to 100000 finished jobs are kept at most (default 1000)
//                            keep_bytes         bytes of finished jobs' output kept altogether (default 2 GiB)
//                            stop_jobs_on_exit  true: SIGTERM of the service also stops the jobs (default false)
struct Settings {
    int maxJobs = 10;
    qint64 maxOutputSize = 10 * 1024 * 1024;
    std::optional<std::chrono::seconds> jobTimeout;
    std::chrono::seconds cleanupInterval{300};
    QList<QRegularExpression> allowedCommands;
    QString workingDir;  // absolute, or empty
    int keepDays = 7;
    int keepJobs = 1000;
    qint64 keepBytes = qint64(2) << 30;
    bool stopJobsOnExit = false;

    // True when no pattern is set or one matches in the command.
    [[nodiscard]] bool allows(const QString &command) const;
    // The patterns as they were given, for messages.
    [[nodiscard]] QString allowedCommandsText() const;
};

// The MCP_BG_ variables of an environment, by name.
using SettingsVariables = QHash<QString, QString>;
SettingsVariables settingsVariables(const QHash<QByteArray, QByteArray> &environment);

// `base` overlaid by the variables. A value that is not allowed is an error that names the variable, the value and
// what is allowed; an empty value is as good as none.
Result<Settings> withVariables(Settings base, const SettingsVariables &variables);

// `base` overlaid by the keys of an INI file; a file that is not there changes nothing.
Result<Settings> withFile(Settings base, const QString &file);

// What holds for the service itself: the file, then the variables of this process.
Result<Settings> serviceSettings(const QString &file);

// One setting by its key, for those who show and change it. An unknown key is an assertion.
// The variable that stands above the key; empty for those that have none.
[[nodiscard]] QString settingVariable(const QString &key);
// The value as it is written; empty: none.
[[nodiscard]] QString settingText(const Settings &settings, const QString &key);
// Writes the key to the INI file, or takes it out for an empty text, and touches nothing else there. A value that is not
// allowed is an error as in withFile() and is not written.
Result<void> writeSetting(const QString &file, const QString &key, const QString &text);

}  // namespace core
