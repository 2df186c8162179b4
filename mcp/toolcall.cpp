#include "mcp/toolcall.h"

namespace mcp {

ToolCall::ToolCall(QObject *parent)
    : QObject(parent)
{
}

void ToolCall::fail(const QString &sentence)
{
    finish({{}, sentence, true});
}

}  // namespace mcp
