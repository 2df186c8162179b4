#pragma once

namespace mcp {

class PromptRegistry;
class ResourceProvider;
class TaskStore;
class ToolRegistry;

// What sessions serve; all of it outlives them. The methods and capabilities of what is null do not exist.
struct Offer {
    const ToolRegistry &tools;
    ResourceProvider *resources = nullptr;
    const PromptRegistry *prompts = nullptr;
    TaskStore *tasks = nullptr;
};

}  // namespace mcp
