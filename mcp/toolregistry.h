#pragma once

#include <map>

#include <QHash>
#include <QString>

#include "mcp/tool.h"

namespace mcp {

// The tools that are served. Filled once, before the first session; a registry outlives its sessions.
class ToolRegistry final
{
public:
    ToolRegistry() = default;
    Q_DISABLE_COPY_MOVE(ToolRegistry)

    // What is done to every result before it is sent; may be empty.
    using Epilogue = std::function<void(const ToolCall &, ToolResult &)>;
    void setEpilogue(Epilogue epilogue) { m_epilogue = std::move(epilogue); }
    [[nodiscard]] const Epilogue &epilogue() const { return m_epilogue; }

    // Asserts that the tool has a handler and that its name and aliases are not taken.
    void add(Tool tool);

    // By name or alias; null when there is none. The pointer is good for as long as the registry.
    [[nodiscard]] const Tool *find(const QString &nameOrAlias) const;
    // Sorted by name, which is the order of tools/list (2026-07-28/server/tools: deterministic).
    [[nodiscard]] const std::map<QString, Tool> &tools() const { return m_tools; }

private:
    void claim(const QString &name, const Tool *tool);

    std::map<QString, Tool> m_tools;
    QHash<QString, const Tool *> m_byName;
    Epilogue m_epilogue;
};

}  // namespace mcp
