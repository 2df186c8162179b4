#pragma once

#include "core/doctor/finding.h"
#include "core/paths.h"
#include "core/settings.h"

namespace core {

// The other programs of Jobdeck, beside the running one: the keeper, the service, and the window, without which all else
// works.
[[nodiscard]] Findings checkPrograms();

// The folder of the sockets, from what findPaths() says; and the folder of a login session that is not fit for it.
[[nodiscard]] Findings checkRuntime(const Result<Paths> &paths);

// The settings file and this process's MCP_BG_ variables.
[[nodiscard]] Findings checkSettings(const QString &file, const Result<Settings> &settings);

}  // namespace core
