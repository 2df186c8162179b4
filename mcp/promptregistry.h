#pragma once

#include <map>

#include <QString>

#include "mcp/prompt.h"

namespace mcp {

// The prompts that are served. Filled once, before the first session; a registry outlives its sessions.
class PromptRegistry final
{
public:
    PromptRegistry() = default;
    Q_DISABLE_COPY_MOVE(PromptRegistry)

    // Asserts that its name is not taken.
    void add(Prompt prompt);
    // Null when there is none.
    [[nodiscard]] const Prompt *find(const QString &name) const;
    // Sorted by name.
    [[nodiscard]] const std::map<QString, Prompt> &prompts() const { return m_prompts; }

private:
    std::map<QString, Prompt> m_prompts;
};

}  // namespace mcp
