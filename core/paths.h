#pragma once

#include <QString>

#include "core/result.h"

namespace core {

// Where everything lies. Every program finds it with the same function, because agents start `jobdeck mcp` with an
// environment of six variables, without XDG_RUNTIME_DIR.
//
// With JOBDECK_HOME set, all of it is under that folder (tests; two instances side by side).
struct Paths {
    QString config;  // $XDG_CONFIG_HOME/jobdeck: jobdeck.ini
    QString state;  // $XDG_STATE_HOME/jobdeck: jobs/ID/, service.log
    QString runtime;  // /run/user/EUID/jobdeck if the former is ours and 0700, else ~/.local/state/jobdeck/run

    [[nodiscard]] QString settingsFile() const { return config + QLatin1String("/jobdeck.ini"); }
    [[nodiscard]] QString jobs() const { return state + QLatin1String("/jobs"); }
    [[nodiscard]] QString job(const QString &id) const { return jobs() + QLatin1Char('/') + id; }
    [[nodiscard]] QString logFile() const { return state + QLatin1String("/service.log"); }
    [[nodiscard]] QString serviceLock() const { return runtime + QLatin1String("/service.lock"); }
    [[nodiscard]] QString serviceReservation() const { return runtime + QLatin1String("/service.next"); }
    [[nodiscard]] QString serviceSocket() const { return runtime + QLatin1String("/service.sock"); }
    [[nodiscard]] QString keeperSocket(const QString &id) const { return runtime + QLatin1String("/keepers/") + id; }
};

// Finds the folders and makes the runtime folder (mode 0700). Fails with a sentence when there is no home, when the
// runtime folder belongs to somebody else or can be entered by others, and when a socket's path would be longer
// than the 107 bytes of sun_path (unix(7)).
Result<Paths> findPaths();

// Makes a folder of mode 0700 with all its parents; one that exists must be a folder.
Result<void> makePrivateFolder(const QString &folder);

// The full path of another program of ours, e.g. "jobdeck-keeper": beside the running one, or in libexec.
QString siblingProgram(const QString &name);

}  // namespace core
