#include "mcp/promptregistry.h"

namespace mcp {

void PromptRegistry::add(Prompt prompt)
{
    Q_ASSERT_X(!find(prompt.name), "PromptRegistry::add", qPrintable(prompt.name));
    const QString name = prompt.name;
    m_prompts.emplace(name, std::move(prompt));
}

const Prompt *PromptRegistry::find(const QString &name) const
{
    const auto found = m_prompts.find(name);
    return found != m_prompts.end() ? &found->second : nullptr;
}

}  // namespace mcp
