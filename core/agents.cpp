#include "core/agents.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace core {

namespace {

// Names of clients as they send them in `initialize`.
const std::pair<QLatin1StringView, QLatin1StringView> knownNames[] = {
    {"claude-code"_L1, "Claude Code"_L1},
    {"claude-ai"_L1, "Claude"_L1},
    {"codex-mcp-client"_L1, "Codex"_L1},
    {"gemini-cli-mcp-client"_L1, "Gemini CLI"_L1},
    {"cursor-vscode"_L1, "Cursor"_L1},
    {"opencode"_L1, "opencode"_L1},
    {"github-copilot-developer"_L1, "GitHub Copilot"_L1},
    {"jobdeck"_L1, "Jobdeck"_L1},
};

}  // namespace

QString agentDisplayName(const QString &name)
{
    for (const auto &[sent, spelt] : knownNames) {
        if (name.compare(sent, Qt::CaseInsensitive) == 0)
            return spelt;
    }
    return name.isEmpty() ? Agents::tr("An agent") : name;
}

QString Agent::displayName() const
{
    return title.isEmpty() ? agentDisplayName(name) : title;
}

const Agent *Agents::find(const QString &session) const
{
    const auto at = std::find_if(m_connected.begin(), m_connected.end(),
                                 [&](const Agent &agent) { return agent.session == session; });
    return at == m_connected.end() ? nullptr : &*at;
}

void Agents::put(const Agent &agent)
{
    m_left.remove(agent.session);
    const auto at = std::find_if(m_connected.begin(), m_connected.end(),
                                 [&](const Agent &known) { return known.session == agent.session; });
    const bool named = !agent.name.isEmpty() && (at == m_connected.end() || at->name.isEmpty());
    if (at == m_connected.end()) {
        m_connected += agent;
    } else {
        Agent updated = agent;
        updated.connected = at->connected;
        if (updated == *at)
            return;
        *at = updated;
    }
    emit changed();
    if (named)
        emit introduced(agent);
}

void Agents::remove(const QString &session)
{
    if (m_connected.removeIf([&](const Agent &agent) { return agent.session == session; }) == 0)
        return;
    m_left.insert(session, QDateTime::currentDateTimeUtc());
    emit changed();
}

}  // namespace core
