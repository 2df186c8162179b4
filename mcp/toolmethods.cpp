#include "mcp/toolmethods.h"

#include <QJsonArray>

#include "mcp/methods.h"
#include "mcp/quoted.h"
#include "mcp/request.h"
#include "mcp/toolinvocation.h"
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

// All on one page, as some clients read no other; so there is no cursor that could be valid.
void listTools(Request &request, const ToolRegistry &tools)
{
    if (request.params().contains("cursor"_L1))
        return request.fail(ErrorCode::InvalidParams,
                            u"The cursor is unknown: tools/list has one page, ask without."_s);
    QJsonArray list;
    for (const auto &[name, tool] : tools.tools())
        list.append(described(tool, request.version()));
    request.finishCacheable({{u"tools"_s, list}}, 1h, Request::CacheScope::Public);
}

void callTool(Request &request, const ToolRegistry &tools, const ClientContext &client)
{
    const QJsonValue name = request.params()["name"_L1];
    if (!name.isString())
        return request.fail(ErrorCode::InvalidParams, u"The parameter \"name\" of tools/call must be a string."_s);
    const QJsonValue arguments = request.params()["arguments"_L1];
    if (!arguments.isUndefined() && !arguments.isObject())
        return request.fail(ErrorCode::InvalidParams,
                            u"The parameter \"arguments\" of tools/call must be an object."_s);
    const Tool *tool = tools.find(name.toString());
    if (!tool) {
        return request.fail(ErrorCode::InvalidParams,
                            u"There is no tool %1; tools/list names those there are."_s.arg(quoted(name.toString())));
    }
    tool->handle(*new ToolInvocation(request, *tool, tools, client));
}

}  // namespace

void addToolMethods(Methods &methods, const ToolRegistry &tools, const ClientContext &client)
{
    constexpr Methods::Eras eras = Methods::Legacy | Methods::Modern;
    methods.addCapability(u"tools"_s, {}, eras);
    methods.add(u"tools/list"_s, eras, [&tools](Request &request) { listTools(request, tools); });
    methods.add(u"tools/call"_s, eras, [&tools, &client](Request &request) { callTool(request, tools, client); });
}

}  // namespace mcp
