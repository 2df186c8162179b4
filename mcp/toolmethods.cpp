#include "mcp/toolmethods.h"

#include <QJsonArray>

#include "mcp/methods.h"
#include "mcp/parameters.h"
#include "mcp/quoted.h"
#include "mcp/request.h"
#include "mcp/toolregistry.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

QJsonObject described(const Tool &tool, ProtocolVersion version)
{
    QJsonObject entry{
        {u"name"_s, tool.name}, {u"description"_s, tool.description}, {u"inputSchema"_s, tool.inputSchema}};
    if (hasTitles(version) && !tool.title.isEmpty())
        entry.insert("title"_L1, tool.title);
    if (hasStructuredContent(version) && !tool.outputSchema.isEmpty())
        entry.insert("outputSchema"_L1, tool.outputSchema);
    if (hasToolAnnotations(version) && !tool.annotations.isEmpty())
        entry.insert("annotations"_L1, tool.annotations);
    return entry;
}

void listTools(Request &request, const ToolRegistry &tools)
{
    if (refuseCursor(request))
        return;
    QJsonArray list;
    for (const auto &[name, tool] : tools.tools())
        list.append(described(tool, request.version()));
    request.finishCacheable({{u"tools"_s, list}}, 1h, Request::CacheScope::Public);
}

void callTool(Request &request, const ToolRegistry &tools, const ClientContext &client, ToolInvocation::Tasks tasks)
{
    const std::optional<QString> name = stringParameter(request, u"name"_s);
    if (!name)
        return;
    const QJsonValue arguments = request.params()["arguments"_L1];
    if (!arguments.isUndefined() && !arguments.isObject())
        return request.fail(ErrorCode::InvalidParams,
                            u"The parameter \"arguments\" of tools/call must be an object."_s);
    const Tool *tool = tools.find(*name);
    if (!tool) {
        return request.fail(ErrorCode::InvalidParams,
                            u"There is no tool %1; tools/list names those there are."_s.arg(quoted(*name)));
    }
    tool->handle(*new ToolInvocation(request, *tool, tools, client, tasks));
}

}  // namespace

void addToolMethods(Methods &methods, const ToolRegistry &tools, const ClientContext &client,
                    ToolInvocation::Tasks tasks)
{
    constexpr Methods::Eras eras = Methods::Legacy | Methods::Modern;
    methods.addCapability(u"tools"_s, {}, eras);
    methods.add(u"tools/list"_s, eras, [&tools](Request &request) { listTools(request, tools); });
    methods.add(u"tools/call"_s, eras,
                [&tools, &client, tasks](Request &request) { callTool(request, tools, client, tasks); });
}

}  // namespace mcp
