// Each agent in a home folder of its own: found, connected, outdated, disconnected, refused.

#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <tuple>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/agenthome.h"
#include "ui/agents/changetext.h"
#include "ui/agents/clientrunner.h"

using namespace Qt::StringLiterals;
using ui::AgentClient;
using ui::ClientState;

namespace {

// Carries the change out; the runner's error.
QString carryOut(const AgentHome &home, const core::Result<ui::ClientChange> &change)
{
    if (!change)
        return u"refused: "_s + change.error();
    ui::ClientRunner runner(home.surroundings);
    QSignalSpy finished(&runner, &ui::ClientRunner::finished);
    runner.run(*change);
    if (!finished.wait(20000))
        return u"no end"_s;
    return finished.first().first().toString();
}

// For an agent that is to be connected by its file alone.
struct FileClient {
    const char *id;
    const char *file;
    const char *before;
};

const FileClient fileClients[] = {
    {"gemini", ".gemini/settings.json", "{\n  // mine\n  \"theme\": \"x\"\n}\n"},
    {"vscode", ".config/Code/User/mcp.json", "{\n\t\"inputs\": [],\n\t\"servers\": {\n\t\t\"x\": {},\n\t},\n}\n"},
    {"copilot", ".copilot/mcp-config.json", "{\"mcpServers\":{\"x\":{\"command\":\"y\"}}}"},
    {"cursor", ".cursor/mcp.json", "{\r\n    \"mcpServers\": {\r\n        \"x\": {}\r\n    }\r\n}\r\n"},
    {"opencode", ".config/opencode/opencode.jsonc",
     "{\n  \"$schema\": \"s\", // mine\n  \"mcp\": {\n    \"x\": {}\n  }\n}"},
    {"opencode", ".config/opencode/opencode.json", "{\n  \"mcp\": {\n    \"x\": {}\n  }\n}\n"},
};

}  // namespace

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

    void connectsByFile_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("before");
        for (const FileClient &client : fileClients)
            QTest::newRow(client.file) << QString::fromLatin1(client.id) << QString::fromLatin1(client.file)
                                       << QByteArray(client.before);
    }

    void connectsByFile()
    {
        QFETCH(QString, id);
        QFETCH(QString, file);
        QFETCH(QByteArray, before);
        const AgentClient &client = AgentHome::client(id);
        const AgentHome home;
        const QString folder = QFileInfo(file).path();
        home.write(file, before);
        QVERIFY(QFile::setPermissions(home.file(file), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));

        auto status = client.inspect(home.surroundings);
        QCOMPARE(status.state, ClientState::NotConnected);
        const auto change = client.connecting(status, home.surroundings);
        QVERIFY2(change, qPrintable(change.error()));
        QVERIFY(change->commands.isEmpty());
        QVERIFY2(ui::changeText(*change).contains(home.surroundings.jobdeck), qPrintable(ui::changeText(*change)));
        QCOMPARE(home.read(file), before);
        QCOMPARE(carryOut(home, change), QString());
        status = client.inspect(home.surroundings);
        QCOMPARE(status.state, ClientState::Connected);
        QCOMPARE(status.file.path, home.file(file));
        QVERIFY(!client.connecting(status, home.surroundings));  // once is enough
        struct stat info;
        QCOMPARE(::stat(QFile::encodeName(home.file(file)).constData(), &info), 0);
        QCOMPARE(int(info.st_mode & 0777), 0604);
        QCOMPARE(home.backups(folder).size(), 1);
        QCOMPARE(home.read(folder + u'/' + home.backups(folder).first()), before);

        // Moved: another path in the same entry, to which its person has added something.
        QByteArray connected = home.read(file);
        const QByteArray ours = home.surroundings.jobdeck.toUtf8();
        QByteArray moved = connected;
        moved.replace(ours, "/old/jobdeck").replace("\"command\": ", "\"note\": \"mine\", \"command\": ");
        home.write(file, moved);
        status = client.inspect(home.surroundings);
        QCOMPARE(status.state, ClientState::Outdated);
        QCOMPARE(status.registered, u"/old/jobdeck mcp"_s);
        QCOMPARE(carryOut(home, client.connecting(status, home.surroundings)), QString());
        QCOMPARE(home.read(file), QByteArray(moved).replace("/old/jobdeck", ours));

        home.write(file, connected);
        QCOMPARE(carryOut(home, client.disconnecting(client.inspect(home.surroundings))), QString());
        QCOMPARE(client.inspect(home.surroundings).state, ClientState::NotConnected);
        if (id != "gemini"_L1)
            QCOMPARE(home.read(file), before);
        QVERIFY(home.read(file).startsWith(before.left(before.lastIndexOf('"'))));
    }

    void makesTheFile_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("copilot") << u"copilot"_s << u".copilot/mcp-config.json"_s
                                 << QByteArray(
                                        "{\n  \"mcpServers\": {\n    \"jobdeck\": {\n      \"type\": \"local\",\n"
                                        "      \"command\": \"BIN\",\n      \"args\": [\"mcp\"],\n"
                                        "      \"tools\": [\"*\"]\n    }\n  }\n}\n");
        QTest::newRow("vscode") << u"vscode"_s << u".config/Code/User/mcp.json"_s
                                << QByteArray(
                                       "{\n  \"servers\": {\n    \"jobdeck\": {\n      \"type\": \"stdio\",\n"
                                       "      \"command\": \"BIN\",\n      \"args\": [\"mcp\"]\n    }\n  }\n}\n");
        QTest::newRow("opencode") << u"opencode"_s << u".config/opencode/opencode.json"_s
                                  << QByteArray("{\n  \"mcp\": {\n    \"jobdeck\": {\n      \"type\": \"local\",\n"
                                                "      \"command\": [\"BIN\", \"mcp\"],\n      \"enabled\": true\n"
                                                "    }\n  }\n}\n");
    }

    void makesTheFile()
    {
        QFETCH(QString, id);
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        const AgentHome home;
        const AgentClient &client = AgentHome::client(id);
        QCOMPARE(carryOut(home, client.connecting(client.inspect(home.surroundings), home.surroundings)), QString());
        content.replace("BIN", home.surroundings.jobdeck.toUtf8());
        QCOMPARE(home.read(file), content);
        QCOMPARE(client.snippet(home.surroundings), QString::fromUtf8(content));
        QVERIFY(home.backups(QFileInfo(file).path()).isEmpty());
        QCOMPARE(client.inspect(home.surroundings).state, ClientState::Connected);
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
        QVERIFY(ui::changeText(*change).startsWith(home.file(u"programs/"_s + program)));
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

    void onlyWhatDiffersIsRewritten()
    {
        const AgentHome home;
        const QByteArray before = "{\n  \"mcpServers\": {\n    \"jobdeck\": {\n      \"command\": \"/old\",\n"
                                  "      \"args\": [\n        \"mcp\"\n      ]\n    }\n  }\n}\n";
        home.write(u".gemini/settings.json"_s, before);
        const AgentClient &client = AgentHome::client(u"gemini"_s);
        QCOMPARE(carryOut(home, client.connecting(client.inspect(home.surroundings), home.surroundings)), QString());
        QCOMPARE(home.read(u".gemini/settings.json"_s),
                 QByteArray(before).replace("/old", home.surroundings.jobdeck.toUtf8()));
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

    void refusedFiles()
    {
        const AgentClient &client = AgentHome::client(u"cursor"_s);
        const auto problemOf = [&](const AgentHome &home) {
            const auto status = client.inspect(home.surroundings);
            const bool refused = !client.connecting(status, home.surroundings) && !client.disconnecting(status);
            return status.state == ClientState::Unreadable && refused ? status.problem : u"(none)"_s;
        };
        const AgentHome broken, linked, linkedFolder, folder, dangling, unreadable, elsewhere;
        broken.write(u".cursor/mcp.json"_s, "{\n\"mcpServers\": {");
        QVERIFY2(problemOf(broken).contains(u"is not valid. Line 2"), qPrintable(problemOf(broken)));
        QCOMPARE(broken.read(u".cursor/mcp.json"_s), "{\n\"mcpServers\": {");

        elsewhere.write(u"mcp.json"_s, "{}");
        QDir().mkpath(linked.file(u".cursor"_s));
        QVERIFY(QFile::link(elsewhere.file(u"mcp.json"_s), linked.file(u".cursor/mcp.json"_s)));
        QVERIFY2(problemOf(linked).contains(u"out of the home folder"), qPrintable(problemOf(linked)));
        QVERIFY(QFile::link(elsewhere.path(), linkedFolder.file(u".cursor"_s)));
        QVERIFY2(problemOf(linkedFolder).contains(u"out of the home folder"), qPrintable(problemOf(linkedFolder)));
        QDir().mkpath(dangling.file(u".cursor"_s));
        QVERIFY(QFile::link(u"/no/such/file"_s, dangling.file(u".cursor/mcp.json"_s)));
        QVERIFY2(problemOf(dangling).contains(u"out of the home folder"), qPrintable(problemOf(dangling)));
        QDir().mkpath(folder.file(u".cursor/mcp.json"_s));
        QVERIFY2(problemOf(folder).contains(u"not a regular file"), qPrintable(problemOf(folder)));
        if (::geteuid() != 0) {
            unreadable.write(u".cursor/mcp.json"_s, "{}");
            QVERIFY(QFile::setPermissions(unreadable.file(u".cursor/mcp.json"_s), {}));
            QVERIFY2(problemOf(unreadable).contains(u"cannot be read"), qPrintable(problemOf(unreadable)));
        } else {
            unreadable.write(u".cursor/mcp.json"_s, "{}");
            QCOMPARE(::chown(QFile::encodeName(unreadable.file(u".cursor/mcp.json"_s)).constData(), 1, 1), 0);
            QVERIFY2(problemOf(unreadable).contains(u"belongs to another user"), qPrintable(problemOf(unreadable)));
        }
    }

    void aLinkWithinTheHomeStaysALink()
    {
        const AgentHome home;
        home.write(u"dotfiles/mcp.json"_s, "{}\n");
        QDir().mkpath(home.file(u".cursor"_s));
        QVERIFY(QFile::link(home.file(u"dotfiles/mcp.json"_s), home.file(u".cursor/mcp.json"_s)));
        const AgentClient &client = AgentHome::client(u"cursor"_s);
        QCOMPARE(carryOut(home, client.connecting(client.inspect(home.surroundings), home.surroundings)), QString());
        QVERIFY(QFileInfo(home.file(u".cursor/mcp.json"_s)).isSymLink());
        QVERIFY(home.read(u"dotfiles/mcp.json"_s).contains("jobdeck"));
    }

    void aFileThatHasChangedIsLeftAlone()
    {
        const AgentHome home;
        home.write(u".cursor/mcp.json"_s, "{}\n");
        const AgentClient &client = AgentHome::client(u"cursor"_s);
        const auto change = client.connecting(client.inspect(home.surroundings), home.surroundings);
        home.write(u".cursor/mcp.json"_s, "{\"a\": 1}\n");
        const QString error = carryOut(home, change);
        QVERIFY2(error.contains(u"has changed meanwhile"), qPrintable(error));
        QCOMPARE(home.read(u".cursor/mcp.json"_s), "{\"a\": 1}\n");
    }

    void aFailingProgramIsQuoted()
    {
        const AgentHome home;
        home.addProgram(u"codex"_s, "echo 'cannot do that' >&2; exit 3");
        const AgentClient &client = AgentHome::client(u"codex"_s);
        const auto change = client.connecting(client.inspect(home.surroundings), home.surroundings);
        const QString error = carryOut(home, change);
        QCOMPARE(error, u"The command codex failed with exit code 3.\ncannot do that"_s);
        QVERIFY(QFile::remove(home.file(u"programs/codex"_s)));
        const QString gone = carryOut(home, change);
        QCOMPARE(gone, u"The command codex could not be started."_s);
    }

    void aHangingProgramIsKilledWithItsChildren()
    {
        const AgentHome home;
        home.addProgram(u"codex"_s, "echo $$ >\"$HOME/pid\"; /bin/sleep 1000 & echo $! >\"$HOME/child\"; wait");
        const AgentClient &client = AgentHome::client(u"codex"_s);
        ui::ClientRunner runner(home.surroundings);
        runner.setTimeLimit(std::chrono::seconds(1));
        QSignalSpy finished(&runner, &ui::ClientRunner::finished);
        runner.run(*client.connecting(client.inspect(home.surroundings), home.surroundings));
        QVERIFY(finished.wait(20000));
        QVERIFY(finished.first().first().toString().startsWith(u"The command codex did not end within 1 second"_s));
        for (const QString &name : {u"pid"_s, u"child"_s}) {
            const int pid = home.read(name).trimmed().toInt();
            QVERIFY(pid > 1);
            // Gone, or a zombie that init has not collected yet.
            QTRY_VERIFY_WITH_TIMEOUT(::kill(pid, 0) != 0 || isZombie(pid), 10000);
        }
    }

    void theDifferenceIsShown_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("difference");
        QTest::newRow("equal") << u"a\n"_s << u"a\n"_s << QString();
        QTest::newRow("new") << QString() << u"a\nb\n"_s << u"+ a\n+ b"_s;
        QTest::newRow("in the middle") << u"1\n2\n3\n4\n5\n6\n"_s << u"1\n2\n3\nx\n4\n5\n6\n"_s
                                       << u"  2\n  3\n+ x\n  4\n  5"_s;
        QTest::newRow("changed") << u"1\n2\n3"_s << u"1\nx\n3"_s << u"  1\n- 2\n+ x\n  3"_s;
        QTest::newRow("removed") << u"1\r\n2\r\n2\r\n"_s << u"1\r\n2\r\n"_s << u"  1\n  2\n- 2"_s;
    }

    void theDifferenceIsShown()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QTEST(ui::lineDifference(before, after), "difference");
    }

    void commandsAreQuoted()
    {
        QCOMPARE(ui::shellLine({u"/a/b"_s, u"two words"_s, u"it's"_s, QString(), u"--x=1"_s}),
                 u"/a/b 'two words' 'it'\\''s' '' --x=1"_s);
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

private:
    static bool isZombie(int pid)
    {
        QFile stat(u"/proc/%1/stat"_s.arg(pid));
        return stat.open(QIODevice::ReadOnly) && stat.readAll().contains(") Z ");
    }
};

QTEST_GUILESS_MAIN(TestAgentClients)
#include "tst_agentclients.moc"
