#pragma once

namespace mcp {
class PromptRegistry;
}

// The prompts that the conformance suite gets and completes.
void addFixturePrompts(mcp::PromptRegistry &prompts);
