#pragma once

#include <functional>

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include "mcp/toolresult.h"

namespace mcp {

class ToolCall;

// The description and the handler of one tool (specification: server/tools).
struct Tool {
    QString name;  // 1 to 30 of [a-z0-9_]
    QStringList aliases;  // accepted by tools/call, not listed
    QString title;
    QString description;  // for models: short and exact
    QJsonObject inputSchema;  // root "type": "object"
    QJsonObject outputSchema;  // empty: none
    QJsonObject annotations;  // where they differ from the defaults: writing, destructive, not idempotent, open world
    // Runs on the event loop and must not block. Answers now or later through the call, exactly once.
    std::function<void(ToolCall &)> handle;
};

}  // namespace mcp
