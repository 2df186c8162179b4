#pragma once

namespace core {
class Job;
class JobManager;
struct StartRequest;
}  // namespace core

namespace mcp {

// The newest running or queued job that is what the request would start, or null: the same command in the same folder, on a
// terminal or not, with values of its own for the same variables (the values themselves are not known). Whoever started
// it: jobs are the user's, outlive sessions, and a second dev server fails whichever agent has the first.
[[nodiscard]] core::Job *runningJobLike(const core::StartRequest &request, const core::JobManager &jobs);

}  // namespace mcp
