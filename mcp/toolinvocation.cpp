#include "mcp/toolinvocation.h"

#include <cmath>

#include <QJsonArray>

#include "mcp/quoted.h"
#include "mcp/request.h"
#include "mcp/toolregistry.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

// A result object is promised by an output schema, and never comes with an error (server/tools).
bool carriesStructuredContent(const Tool &tool, const ToolResult &result, ProtocolVersion version)
{
    return hasStructuredContent(version) && !result.isError
        && (!result.structured.isEmpty() || !tool.outputSchema.isEmpty());
}

}  // namespace

ToolInvocation::ToolInvocation(Request &request, const Tool &tool, const ToolRegistry &tools, ClientContext client)
    : ToolCall(&request)
    , m_request(&request)
    , m_tool(tool)
    , m_tools(tools)
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
    const QJsonObject text{{u"type"_s, u"text"_s}, {u"text"_s, result.text}};
    QJsonObject answer{{u"content"_s, QJsonArray{text}}, {u"isError"_s, result.isError}};
    if (carriesStructuredContent(m_tool, result, m_request->version()))
        answer.insert("structuredContent"_L1, result.structured);
    m_request->finish(std::move(answer));
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
