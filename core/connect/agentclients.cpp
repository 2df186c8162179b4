// What is known of each agent: its documentation's words for where it keeps its servers and how they are added. Tried
// with Claude Code 2.1.197, Codex 0.169.0, Gemini CLI 0.61.0, Copilot CLI 1.0.102 and opencode 1.18.33; not with VS
// Code and Cursor.

#include "core/connect/agentclient.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

// A folder that a variable may name.
QString folder(const AgentSurroundings &at, const QString &variable, const QString &otherwise)
{
    const QString named = at.environment.value(variable);
    return named.startsWith(u'/') ? named : at.home() + otherwise;
}

QList<AgentClient> makeClients()
{
    using Shape = AgentClient::Shape;
    const QByteArray plain = R"({"command": %1, "args": ["mcp"]})";
    const QByteArray stdio = R"({"type": "stdio", "command": %1, "args": ["mcp"]})";
    QList<AgentClient> clients;
    // Its file changes all the time while it runs: only its program may write it.
    clients += {u"claude-code"_s,
                u"Claude Code"_s,
                {u"claude"_s},
                {u"claude-code"_s},
                JsonDialect::Strict,
                Shape::CommandAndArgs,
                u"mcpServers"_s,
                stdio,
                [](const AgentSurroundings &at) { return folder(at, u"CLAUDE_CONFIG_DIR"_s, {}); },
                {u".claude.json"_s},
                false};
    // TOML: its program writes it.
    clients += {u"codex"_s,
                u"Codex"_s,
                {u"codex"_s},
                {u"codex"_s},
                JsonDialect::Strict,
                Shape::CommandAndArgs,
                u"mcp_servers"_s,
                plain,
                [](const AgentSurroundings &at) { return folder(at, u"CODEX_HOME"_s, u"/.codex"_s); },
                {u"config.toml"_s},
                false};
    clients += {u"gemini"_s,
                u"Gemini CLI"_s,
                {u"gemini"_s},
                {u"gemini-cli"_s},
                JsonDialect::Commented,
                Shape::CommandAndArgs,
                u"mcpServers"_s,
                plain,
                [](const AgentSurroundings &at) { return folder(at, u"GEMINI_CLI_HOME"_s, {}) + "/.gemini"_L1; },
                {u"settings.json"_s}};
    clients += {u"vscode"_s,
                u"VS Code"_s,
                {u"code"_s},
                {u"visual studio code"_s, u"vscode"_s},
                JsonDialect::Commented,
                Shape::CommandAndArgs,
                u"servers"_s,
                stdio,
                [](const AgentSurroundings &at) { return at.configHome() + "/Code/User"_L1; },
                {u"mcp.json"_s}};
    clients += {u"copilot"_s,
                u"GitHub Copilot CLI"_s,
                {u"copilot"_s},
                {u"github-copilot"_s, u"copilot"_s},
                JsonDialect::Strict,
                Shape::CommandAndArgs,
                u"mcpServers"_s,
                R"({"type": "local", "command": %1, "args": ["mcp"], "tools": ["*"]})",
                [](const AgentSurroundings &at) { return folder(at, u"COPILOT_HOME"_s, u"/.copilot"_s); },
                {u"mcp-config.json"_s}};
    clients += {u"cursor"_s,
                u"Cursor"_s,
                {u"cursor"_s, u"cursor-agent"_s},
                {u"cursor"_s},
                JsonDialect::Commented,
                Shape::CommandAndArgs,
                u"mcpServers"_s,
                plain,
                [](const AgentSurroundings &at) { return at.home() + "/.cursor"_L1; },
                {u"mcp.json"_s}};
    clients += {u"opencode"_s,
                u"opencode"_s,
                {u"opencode"_s},
                {u"opencode"_s},
                JsonDialect::Commented,
                Shape::CommandList,
                u"mcp"_s,
                R"({"type": "local", "command": [%1, "mcp"], "enabled": true})",
                [](const AgentSurroundings &at) { return at.configHome() + "/opencode"_L1; },
                {u"opencode.jsonc"_s, u"opencode.json"_s}};
    return clients;
}

}  // namespace

const QList<AgentClient> &AgentClient::all()
{
    static const QList<AgentClient> clients = makeClients();
    return clients;
}

}  // namespace core
