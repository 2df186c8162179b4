#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include "core/environment.h"
#include "core/result.h"

namespace mcp {

// The first line that a bridge writes on its connection to the service: the private notification `jobdeck/hello`.
// Nothing of it is ever written to disk, but for the environment of a job while it is queued
// (core/queuedenvironment.h).
struct Hello {
    QString session;  // chosen by the bridge, the same after every reconnection
    QString cwd;  // the agent's, absolute
    core::Environment environment;  // the agent's, as it gave it to the bridge; its MCP_BG_ variables hold for its jobs
    QString version = QStringLiteral(JOBDECK_VERSION);  // the bridge's
    bool isPerson = false;  // it is no agent but the command line of a person

    static Hello ofThisProcess();
    [[nodiscard]] QByteArray toLine() const;
    static core::Result<Hello> fromParams(const QJsonObject &params);
};

inline constexpr QLatin1StringView helloMethod{"jobdeck/hello"};

// What the service says before it closes a connection that it can't serve: the notification `jobdeck/refused` with
// the reason, a sentence for a person. It is for the bridge and is not handed on.
inline constexpr QLatin1StringView refusedMethod{"jobdeck/refused"};
QByteArray refusedLine(const QString &reason);

}  // namespace mcp
