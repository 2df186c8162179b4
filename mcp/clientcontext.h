#pragma once

#include <QString>

#include "core/environment.h"
#include "core/settings.h"

namespace mcp {

// Who is at the other end of a connection, and what holds for the jobs it starts. Filled from the bridge's hello
// (mcp/hello.h) and from the client's own `clientInfo`; the latter is a claim, for display only.
struct ClientContext {
    QString sessionId;  // the bridge's own; the same on the connection that replaces a lost one
    bool isPerson = false;  // the command line of a person, no agent
    qint64 pid = 0;  // the peer's process id, from the kernel
    QString name;  // clientInfo.name
    QString title;  // clientInfo.title, may be empty
    QString version;  // clientInfo.version
    QString cwd;  // absolute; where jobs start if the call doesn't say
    core::Environment environment;  // what jobs get, before the call's own `env`
    core::Settings settings;  // the limits of this client's jobs
};

}  // namespace mcp
