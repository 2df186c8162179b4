#pragma once

#include "mcp/tool.h"

namespace core {
class JobManager;
}

namespace mcp {

class WaitTasks;

// The tool `wait`, the only one that may be answered with a task. Both outlive it.
Tool waitTool(core::JobManager &jobs, WaitTasks &tasks);

}  // namespace mcp
