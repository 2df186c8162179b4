// Each agent in a home folder of its own: found, connected by its program, outdated, disconnected.

#include <QTest>

#include "core/connect/changetext.h"
#include "tests/unit/agenthome.h"

using namespace Qt::StringLiterals;
using core::AgentClient;
using core::ClientState;

class TestAgentClients : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsFoundInAnEmptyHome()
    {
        const AgentHome home;
        for (const AgentClient &client : AgentClient::all()) {
            QCOMPARE(client.inspect(home.surroundings).state, ClientState::NotFound);
            QVERIFY(!client.disconnecting(client.inspect(home.surroundings)));
        }
    }

    void foundByProgramOrFolder_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("sign");
        QTest::newRow("claude") << u"claude-code"_s << u"claude"_s << u".claude.json"_s;
        QTest::newRow("codex") << u"codex"_s << u"codex"_s << u".codex/auth.json"_s;
        QTest::newRow("gemini") << u"gemini"_s << u"gemini"_s << u".gemini/x"_s;
        QTest::newRow("vscode") << u"vscode"_s << u"code"_s << u".config/Code/User/settings.json"_s;
        QTest::newRow("copilot") << u"copilot"_s << u"copilot"_s << u".copilot/config.json"_s;
        QTest::newRow("cursor") << u"cursor"_s << u"cursor-agent"_s << u".cursor/argv.json"_s;
        QTest::newRow("opencode") << u"opencode"_s << u"opencode"_s << u".config/opencode/x"_s;
    }

    void foundByProgramOrFolder()
    {
        QFETCH(QString, id);
        QFETCH(QString, program);
        QFETCH(QString, sign);
        const AgentClient &client = AgentHome::client(id);
        const AgentHome byProgram, byFolder, byOwnFolder;
        byProgram.addProgram(program);
        QCOMPARE(client.inspect(byProgram.surroundings).state, ClientState::NotConnected);
        byFolder.write(sign, "{}");
        QCOMPARE(client.inspect(byFolder.surroundings).state, ClientState::NotConnected);
        byOwnFolder.write(u".local/bin/"_s + program, "#!/bin/sh\n", true);
        QCOMPARE(client.inspect(byOwnFolder.surroundings).program, byOwnFolder.file(u".local/bin/"_s + program));
    }

    void connectsByProgram_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("call");
        QTest::newRow("claude") << u"claude-code"_s << u"claude"_s
                                << u"claude|mcp|add|--scope|user|jobdeck|--|BIN|mcp"_s;
        QTest::newRow("codex") << u"codex"_s << u"codex"_s << u"codex|mcp|add|jobdeck|--|BIN|mcp"_s;
        QTest::newRow("gemini") << u"gemini"_s << u"gemini"_s << u"gemini|mcp|add|-s|user|jobdeck|BIN|mcp"_s;
        QTest::newRow("vscode")
            << u"vscode"_s << u"code"_s
            << uR"(code|--add-mcp|{"name": "jobdeck", "type": "stdio", "command": "BIN", "args": ["mcp"]})"_s;
    }

    void connectsByProgram()
    {
        QFETCH(QString, id);
        QFETCH(QString, program);
        QFETCH(QString, call);
        const AgentHome home;
        home.addProgram(program);
        const AgentClient &client = AgentHome::client(id);
        const auto change = client.connecting(client.inspect(home.surroundings), home.surroundings);
        QVERIFY2(change, qPrintable(change.error()));
        QVERIFY(core::changeText(*change).startsWith(home.file(u"programs/"_s + program)));
        QCOMPARE(carryOut(home, change), QString());
        QCOMPARE(QString::fromUtf8(home.read(u"calls"_s)), call.replace(u"BIN"_s, home.surroundings.jobdeck) + u'\n');
    }

    void disconnectsByProgram_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("call");
        QTest::newRow("claude") << u"claude-code"_s << u"claude"_s << u".claude.json"_s
                                << u"claude|mcp|remove|jobdeck|-s|user\n"_s;
        QTest::newRow("codex") << u"codex"_s << u"codex"_s << u".codex/config.toml"_s
                               << u"codex|mcp|remove|jobdeck\n"_s;
        QTest::newRow("gemini") << u"gemini"_s << u"gemini"_s << u".gemini/settings.json"_s
                                << u"gemini|mcp|remove|-s|user|jobdeck\n"_s;
    }

    void disconnectsByProgram()
    {
        QFETCH(QString, id);
        QFETCH(QString, program);
        QFETCH(QString, file);
        QFETCH(QString, call);
        const AgentHome home;
        const AgentClient &client = AgentHome::client(id);
        home.write(file, client.snippet(home.surroundings).toUtf8());
        auto status = client.inspect(home.surroundings);
        QCOMPARE(status.state, ClientState::Connected);
        home.addProgram(program);
        status = client.inspect(home.surroundings);
        QCOMPARE(carryOut(home, client.disconnecting(status)), QString());
        QCOMPARE(QString::fromUtf8(home.read(u"calls"_s)), call);
    }

    void anOutdatedClaudeKeepsItsVariables()
    {
        const AgentHome home;
        home.addProgram(u"claude"_s);
        home.write(u".claude.json"_s,
                   R"({"mcpServers": {"jobdeck": {"type": "stdio", "command": "/old", "args": ["mcp"],
                       "env": {"MCP_BG_MAX_JOBS": "3", "A": "b c"}}}})");
        const AgentClient &client = AgentHome::client(u"claude-code"_s);
        const auto status = client.inspect(home.surroundings);
        QCOMPARE(status.state, ClientState::Outdated);
        QCOMPARE(carryOut(home, client.connecting(status, home.surroundings)), QString());
        QCOMPARE(QString::fromUtf8(home.read(u"calls"_s)),
                 u"claude|mcp|remove|jobdeck|-s|user\n"
                 u"claude|mcp|add|--env|MCP_BG_MAX_JOBS=3|--env|A=b c|--scope|user|jobdeck|--|%1|mcp\n"_s.arg(
                     home.surroundings.jobdeck));
    }

    void anOutdatedCodexSaysWhatIsLost()
    {
        const AgentHome home;
        home.addProgram(u"codex"_s);
        const AgentClient &client = AgentHome::client(u"codex"_s);
        home.write(u".codex/config.toml"_s,
                   "model = \"x\"\n[mcp_servers.\"jobdeck\"]\ncommand = '/old'\nargs = [\"mcp\"]\n");
        auto change = client.connecting(client.inspect(home.surroundings), home.surroundings);
        QVERIFY(change && change->note.isEmpty());
        home.write(
            u".codex/config.toml"_s,
            "[mcp_servers.jobdeck]\ncommand = \"/old\"\nargs = [\"mcp\"]\n[mcp_servers.jobdeck.env]\nA = \"b\"\n");
        change = client.connecting(client.inspect(home.surroundings), home.surroundings);
        QVERIFY(change && !change->note.isEmpty());
    }

    void withoutItsProgramWhatOnlyItMayWriteIsRefused()
    {
        const AgentHome home;
        home.write(u".claude.json"_s, "{}");
        home.write(u".codex/config.toml"_s, "");
        for (const QString &id : {u"claude-code"_s, u"codex"_s}) {
            const AgentClient &client = AgentHome::client(id);
            const auto change = client.connecting(client.inspect(home.surroundings), home.surroundings);
            QVERIFY(!change);
            QVERIFY2(change.error().contains(u"was not found"), qPrintable(change.error()));
        }
        QCOMPARE(home.read(u".claude.json"_s), "{}");
    }

    void aLinkToUsOrOurNameIsUs()
    {
        const AgentHome home;
        home.write(u".cursor/mcp.json"_s, R"({"mcpServers": {"jobdeck": {"command": "jobdeck", "args": ["mcp"]}}})");
        const AgentClient &client = AgentHome::client(u"cursor"_s);
        QCOMPARE(client.inspect(home.surroundings).state, ClientState::Outdated);
        QDir().mkpath(home.file(u"programs"_s));
        QVERIFY(QFile::link(home.surroundings.jobdeck, home.file(u"programs/jobdeck"_s)));
        QCOMPARE(client.inspect(home.surroundings).state, ClientState::Connected);
        home.write(u".cursor/mcp.json"_s, R"({"mcpServers": {"jobdeck": {"command": "jobdeck", "args": []}}})");
        QCOMPARE(client.inspect(home.surroundings).state, ClientState::Outdated);
    }

    void variablesMoveTheFolders()
    {
        AgentHome home;
        const std::tuple<const char *, const char *, const char *> places[] = {
            {"claude-code", "CLAUDE_CONFIG_DIR", "/.claude.json"},
            {"codex", "CODEX_HOME", "/config.toml"},
            {"gemini", "GEMINI_CLI_HOME", "/.gemini/settings.json"},
            {"copilot", "COPILOT_HOME", "/mcp-config.json"},
            {"vscode", "XDG_CONFIG_HOME", "/Code/User/mcp.json"},
            {"opencode", "XDG_CONFIG_HOME", "/opencode/opencode.json"}};
        for (const auto &[id, variable, file] : places) {
            home.surroundings.environment.insert(QString::fromLatin1(variable), home.file(u"moved"_s));
            const auto status = AgentHome::client(QString::fromLatin1(id)).inspect(home.surroundings);
            QCOMPARE(status.file.path, home.file(u"moved"_s) + QString::fromLatin1(file));
        }
    }

    void namesOfLiveAgents_data()
    {
        QTest::addColumn<QString>("sent");
        QTest::addColumn<QString>("id");
        for (const auto &[sent, id] : {std::pair("claude-code", "claude-code"),
                                       {"codex-mcp-client", "codex"},
                                       {"gemini-cli-mcp-client", "gemini"},
                                       {"Visual Studio Code", "vscode"},
                                       {"github-copilot-developer", "copilot"},
                                       {"cursor-vscode", "cursor"},
                                       {"opencode", "opencode"},
                                       {"jobdeck", ""}})
            QTest::newRow(sent) << QString::fromLatin1(sent) << QString::fromLatin1(id);
    }

    void namesOfLiveAgents()
    {
        QFETCH(QString, sent);
        QFETCH(QString, id);
        core::Agent agent;
        agent.name = sent;
        for (const AgentClient &client : AgentClient::all())
            QCOMPARE(client.is(agent), client.id == id);
    }
};

QTEST_GUILESS_MAIN(TestAgentClients)
#include "tst_agentclients.moc"
