#pragma once

#include <QJsonObject>

namespace core {
class Job;
struct TreeUsage;
}  // namespace core

namespace mcp {

// All that is known of a job: the fields of the tool `status`, and the resource jobs:///{job_id}. `usage` is what its
// keeper answers to Job::inspect().
QJsonObject jobStatus(const core::Job &job, const core::TreeUsage &usage);

}  // namespace mcp
