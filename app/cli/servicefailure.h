#pragma once

#include <QString>

#include "mcp/servicecontrol.h"

namespace cli {

// What it means that the service did not tell its status, and what to do. `holder`: the process that holds the service's
// lock; 0: none, or nobody knows.
[[nodiscard]] QString failureSentence(mcp::ServiceControl::Failure failure, const QString &socket, qint64 holder);

}  // namespace cli
