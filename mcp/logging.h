#pragma once

#include <QLoggingCategory>

namespace mcp {

Q_DECLARE_LOGGING_CATEGORY(logMcp)  // jobdeck.mcp: what went wrong on a connection
Q_DECLARE_LOGGING_CATEGORY(logWire)  // jobdeck.mcp.wire: every line, both ways (debug)

}  // namespace mcp
