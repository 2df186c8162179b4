#pragma once

#include <QHash>

#include "mcp/taskstore.h"

namespace mcp {
class ToolCall;
class ToolRegistry;
struct ToolResult;
}  // namespace mcp

// The tasks of the conformance suite's tools, kept for as long as the process lives.
class FixtureTasks final : public mcp::TaskStore
{
    Q_OBJECT

public:
    // Adds the tools that become tasks, and `greet`, which never does. The store outlives the registry.
    void addTools(mcp::ToolRegistry &tools);

    [[nodiscard]] std::optional<mcp::Task> find(const QString &id) override;
    void cancel(const QString &id) override;

private:
    // Answers the call with a task that ends as `ended` says after `delay`, unless it is cancelled before.
    void answer(mcp::ToolCall &call, std::chrono::milliseconds delay, mcp::Task ended);
    void compute(mcp::ToolCall &call);

    QHash<QString, mcp::Task> m_tasks;
};
