#pragma once

namespace mcp {
class ToolRegistry;
}

// The tools that the conformance suite calls, as its scenarios describe them; without those of tasks.
void addFixtureTools(mcp::ToolRegistry &tools);
