#pragma once

#include <QPointer>

#include "core/job.h"
#include "core/linesearch.h"
#include "mcp/progressbeat.h"

namespace mcp {

class ToolCall;
struct OutputReply;

// The tool `output` with a pattern: answers the call with the lines of a job's output that match. A child of the call.
class OutputSearch final : public QObject
{
    Q_OBJECT

public:
    OutputSearch(ToolCall &call, core::Job *job, const core::LineSearch::Wish &wish);

private:
    void answer();
    [[nodiscard]] OutputReply reply() const;

    ToolCall &m_call;
    QPointer<core::Job> m_job;
    core::LineSearch m_search;
    quint64 m_from;
    int m_context;
    ProgressBeat m_beat;
};

}  // namespace mcp
