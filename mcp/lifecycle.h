#pragma once

#include <functional>
#include <optional>

#include <QJsonObject>

#include "mcp/clientcontext.h"
#include "mcp/protocolversion.h"
#include "mcp/serverinfo.h"

namespace mcp {

class Methods;
class Request;

// How a client and the server get to know each other: `initialize` and `ping` of the legacy era
// (2025-11-25/basic/lifecycle), `server/discover` of the modern one (2026-07-28/server/discover). Adds these methods;
// all that it is given must outlive it.
class Lifecycle final
{
public:
    // `begin` is called when a legacy session begins, also anew.
    Lifecycle(const ServerInfo &server, ClientContext &client, Methods &methods, std::function<void()> begin);
    Q_DISABLE_COPY_MOVE(Lifecycle)

    // The version of the legacy session; nothing before `initialize`.
    [[nodiscard]] std::optional<ProtocolVersion> legacyVersion() const { return m_legacyVersion; }
    // Fills in the client's claim about itself, from `clientInfo`.
    void meet(const QJsonObject &clientInfo);

private:
    void initialize(Request &request);
    void discover(Request &request) const;

    const ServerInfo &m_server;
    ClientContext &m_client;
    const Methods &m_methods;
    const std::function<void()> m_begin;
    std::optional<ProtocolVersion> m_legacyVersion;
};

}  // namespace mcp
