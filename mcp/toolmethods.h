#pragma once

#include "mcp/toolinvocation.h"

namespace mcp {

struct ClientContext;
class Methods;
class ToolRegistry;

// Adds tools/list, tools/call and the tools capability (specification: server/tools). The tools never change while
// the service runs, so there is no listChanged. With `tasks` a call may be answered with one. Both references must
// outlive the methods.
void addToolMethods(Methods &methods, const ToolRegistry &tools, const ClientContext &client,
                    ToolInvocation::Tasks tasks);

}  // namespace mcp
