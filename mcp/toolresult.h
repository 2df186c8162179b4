#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

#include "mcp/contentblock.h"
#include "mcp/protocolversion.h"

namespace mcp {

// What a tool call gives back. `structured` becomes structuredContent, `text` the one text content block; both say
// the same, because some clients show the model only one of them.
struct ToolResult {
    QJsonObject structured;
    QString text;
    bool isError = false;  // something that the caller can correct; `text` says how, `structured` stays empty
    QList<ContentBlock> more = {};  // behind the text, which may then be empty and is left out if it is
};

// The CallToolResult (specification: server/tools) of a tool with this output schema, which may be empty; without what
// Request::finish() adds.
[[nodiscard]] QJsonObject toJson(const ToolResult &result, const QJsonObject &outputSchema, ProtocolVersion version);

}  // namespace mcp
