#include "mcp/toolinvocation.h"

#include <cmath>

#include "mcp/quoted.h"
#include "mcp/request.h"
#include "mcp/task.h"
#include "mcp/toolregistry.h"

using namespace Qt::StringLiterals;

namespace mcp {

ToolInvocation::ToolInvocation(Request &request, const Tool &tool, const ToolRegistry &tools, ClientContext client,
                               Tasks tasks)
    : ToolCall(&request)
    , m_request(&request)
    , m_tool(tool)
    , m_tools(tools)
    , m_tasks(tasks)
    , m_arguments(request.params()["arguments"_L1].toObject())
    , m_client(std::move(client))
    , m_progressToken(request.progressToken())
{
}

// When it is the request that is being deleted, m_request is null already.
ToolInvocation::~ToolInvocation()
{
    if (m_request) {
        m_request->fail(ErrorCode::InternalError,
                        u"The tool %1 ended without an answer; this is a fault in Jobdeck."_s.arg(quoted(m_tool.name)));
    }
}

void ToolInvocation::finish(const ToolResult &given)
{
    if (!m_request || !m_request->isOpen())
        return;
    ToolResult result = given;
    if (m_tools.epilogue())
        m_tools.epilogue()(*this, result);
    m_request->finish(toJson(result, m_tool.outputSchema, m_request->version()));
}

void ToolInvocation::finishAsTask(const Task &task)
{
    if (!m_request)
        return;
    QJsonObject answer = task.toJson();
    answer.insert("resultType"_L1, u"task"_s);
    m_request->finish(std::move(answer));
}

void ToolInvocation::reject(const Error &error)
{
    if (m_request)
        m_request->fail(error);
}

QJsonObject ToolInvocation::clientCapabilities() const
{
    return m_request ? m_request->clientCapabilities() : QJsonObject();
}

bool ToolInvocation::mayBecomeTask() const
{
    return m_tasks == Tasks::Served && declaresTasks(clientCapabilities());
}

void ToolInvocation::progress(double progress, std::optional<double> total, const QString &message)
{
    if (!m_request || !mayReport(progress))
        return;
    QJsonObject params{{u"progressToken"_s, m_progressToken->toJson()}, {u"progress"_s, progress}};
    if (total && std::isfinite(*total))
        params.insert("total"_L1, *total);
    if (!message.isEmpty() && hasProgressMessage(m_request->version()))
        params.insert("message"_L1, message);
    m_request->notify(u"notifications/progress"_s, params);
}

// Wanted, increasing, and not too often (basic/patterns/progress).
bool ToolInvocation::mayReport(double progress)
{
    if (!m_progressToken || !std::isfinite(progress) || (m_lastProgress && progress <= *m_lastProgress))
        return false;
    if (m_sinceProgress.isValid() && !m_sinceProgress.hasExpired(progressIntervalMs))
        return false;
    m_lastProgress = progress;
    m_sinceProgress.start();
    return true;
}

}  // namespace mcp
