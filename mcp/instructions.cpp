#include "mcp/instructions.h"

using namespace Qt::StringLiterals;

namespace mcp {

QString instructions()
{
    return uR"(Runs shell commands as jobs that outlive the call: builds, test runs, dev servers, anything slow or interactive.
- execute starts a job and returns its job_id at once; pass wait (seconds, up to 50) to get a quick command's result in the same call.
- wait waits for a job's end, or until it prints something (pattern), listens on a port, needs input or is idle. Don't poll with status.
- status, tail and output read a job. Every read returns next_offset: pass it as offset to output or wait to see only what came since. output with pattern finds lines in long output.
- execute with after: [job ids] starts a job when those have completed; queue: true waits for a free place.
- Start servers with reuse: true, so that one that runs already is returned instead of a second one.
- interact writes to a job's stdin and returns what it answers. kill ends a job with its whole process tree; restart runs it again.
- needs_input in a result: the job is blocked reading its input. Answer with interact, or ask the person; "secret" is a password.
- Jobs go on when this session, the client or the server ends; list finds them again. The person sees all jobs and can kill them too.
- A job that exits with an error is a normal result: look at status, exit_code and the output. Any result may end with a notice about jobs of yours that have ended since. Kill servers that you no longer need.)"_s;
}

}  // namespace mcp
