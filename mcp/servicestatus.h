#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace mcp {

// What the command line asks of the service that runs: the private request `jobdeck/service`, served also before
// `initialize`. Its parameter `action` is "status", or "stop" for what SIGTERM does; the answer to both is a
// ServiceStatus, which a service that stops sends before it ends.
inline constexpr QLatin1StringView serviceMethod{"jobdeck/service"};

struct ServiceStatus {
    struct Agent {
        QString name;  // as a person knows it
        QString version;
        QString cwd;
        QDateTime connected;  // UTC
    };

    QString version;
    qint64 pid = 0;
    QDateTime since;  // UTC
    QString socket;
    bool window = false;  // jobdeck-desktop and not jobdeckd
    int runningJobs = 0;
    int queuedJobs = 0;
    bool stopsJobs = false;  // its setting stop_jobs_on_exit: its end is also theirs
    QList<Agent> agents;

    [[nodiscard]] QJsonObject toJson() const;
    static ServiceStatus fromJson(const QJsonObject &json);
};

}  // namespace mcp
