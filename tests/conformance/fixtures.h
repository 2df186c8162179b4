#pragma once

namespace mcp {
class ToolRegistry;
}

// What the conformance suite expects of a server: its README and the scenarios' descriptions name each fixture.
void addFixtureTools(mcp::ToolRegistry &tools);
