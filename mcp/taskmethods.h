#pragma once

namespace mcp {

class Methods;
class TaskStore;

// Adds tasks/get, tasks/update, tasks/cancel and the extension's capability, modern only (ext-tasks). The store
// outlives the methods.
void addTaskMethods(Methods &methods, TaskStore &tasks);

}  // namespace mcp
