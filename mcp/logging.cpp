#include "mcp/logging.h"

namespace mcp {

Q_LOGGING_CATEGORY(logMcp, "jobdeck.mcp", QtWarningMsg)
Q_LOGGING_CATEGORY(logWire, "jobdeck.mcp.wire", QtWarningMsg)

}  // namespace mcp
