#pragma once

namespace mcp {

class Methods;
class PromptRegistry;

// Adds prompts/list, prompts/get and the prompts capability (specification: server/prompts). The prompts never change
// while the service runs, so there is no listChanged. The registry outlives the methods.
void addPromptMethods(Methods &methods, const PromptRegistry &prompts);

}  // namespace mcp
