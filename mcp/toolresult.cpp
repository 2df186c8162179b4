#include "mcp/toolresult.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

QJsonArray contentOf(const ToolResult &result, ProtocolVersion version)
{
    QJsonArray content;
    if (!result.text.isEmpty() || result.more.isEmpty())
        content.append(ContentBlock::text(result.text).toJson(version));
    for (const ContentBlock &block : result.more)
        content.append(block.toJson(version));
    return content;
}

// A result object is promised by an output schema, and never comes with an error (server/tools).
bool carriesStructuredContent(const ToolResult &result, const QJsonObject &outputSchema, ProtocolVersion version)
{
    return hasStructuredContent(version) && !result.isError
        && (!result.structured.isEmpty() || !outputSchema.isEmpty());
}

}  // namespace

QJsonObject toJson(const ToolResult &result, const QJsonObject &outputSchema, ProtocolVersion version)
{
    QJsonObject json{{u"content"_s, contentOf(result, version)}, {u"isError"_s, result.isError}};
    if (carriesStructuredContent(result, outputSchema, version))
        json.insert("structuredContent"_L1, result.structured);
    return json;
}

}  // namespace mcp
