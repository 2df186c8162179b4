#include "mcp/toolregistry.h"

namespace mcp {

void ToolRegistry::add(Tool tool)
{
    Q_ASSERT_X(tool.handle, "ToolRegistry::add", qPrintable(tool.name));
    const QString name = tool.name;
    const Tool *added = &m_tools.emplace(name, std::move(tool)).first->second;
    claim(name, added);
    for (const QString &alias : added->aliases)
        claim(alias, added);
}

const Tool *ToolRegistry::find(const QString &nameOrAlias) const
{
    return m_byName.value(nameOrAlias);
}

void ToolRegistry::claim(const QString &name, const Tool *tool)
{
    Q_ASSERT_X(!m_byName.contains(name), "ToolRegistry::add", qPrintable(name));
    m_byName.insert(name, tool);
}

}  // namespace mcp
