#pragma once

#include <QList>

#include "mcp/prompt.h"

namespace core {
class JobManager;
}

namespace mcp {

// The prompts about the jobs of a manager, which outlives them: why_failed and watch_server.
QList<Prompt> jobPrompts(core::JobManager &jobs);

}  // namespace mcp
