#pragma once

#include <QList>

#include "mcp/tool.h"

namespace core {
class JobManager;
}

namespace mcp {

// Makes a tool that works on the jobs of a manager, which outlives it.
using JobToolFactory = Tool (*)(core::JobManager &);

// Registers a factory for jobTools(); each file in mcp/tools/ has one object of this type, so that adding a tool is
// adding a file. (`wait` needs more than the jobs: tools/wait.h.)
struct JobToolRegistration {
    explicit JobToolRegistration(JobToolFactory factory);
};

// The tools of all registered factories.
QList<Tool> jobTools(core::JobManager &jobs);

}  // namespace mcp
