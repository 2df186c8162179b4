#pragma once

#include <QString>

#include "core/result.h"

namespace core {
class Job;
class JobManager;
}  // namespace core

namespace mcp {

// The job that a person means: by its id, the only one whose id begins so, or its name. Of several jobs of a name the
// one that has not ended, else the newest. An error is a sentence that says what to write instead. For people only:
// agents name a job exactly.
core::Result<core::Job *> jobNamed(const QString &text, const core::JobManager &jobs);

}  // namespace mcp
