#pragma once

namespace core {
class JobManager;
}

namespace mcp {

class JobChanges;
class Session;

// What a person does at the command line and no tool is for. Private methods, served on connections whose hello says
// that a person is there; what cannot be done is answered with -32603 and a sentence.
//
//   jobdeck/resolve  {names: [text]}                 {job_ids: [id]}      jobNamed() of each
//   jobdeck/forget   {job_id}                        {}                   the job ended; its output goes too
//   jobdeck/input    {job_id, data?, close?}         {queued}             base64, at most 256 KiB; -1: nothing was
//                                                                         taken, too much waits for the job already
//   jobdeck/resize   {job_id, columns, rows}         {}                   of a job's terminal
//   jobdeck/watch    {serial}                        {serial}             when the list of jobs has changed since
//
// All that is given must outlive the session.
void addPersonMethods(Session &session, core::JobManager &jobs, JobChanges &changes);

}  // namespace mcp
