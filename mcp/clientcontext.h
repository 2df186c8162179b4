#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

namespace mcp {

// Who is at the other end of a connection, and what holds for the jobs it starts. Filled from the bridge's hello
// (mcp/hello.h) and from the client's own `clientInfo`; the latter is a claim, for display only.
struct ClientContext {
    QString sessionId;  // the bridge's own; the same on the connection that replaces a lost one
    QString name;  // clientInfo.name
    QString title;  // clientInfo.title, may be empty
    QString version;  // clientInfo.version
};

}  // namespace mcp
