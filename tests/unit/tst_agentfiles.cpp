// The agents whose files are changed: everything else in them stays, and what must not be touched is refused.

#include <sys/stat.h>
#include <unistd.h>

#include <QTest>

#include "core/connect/changetext.h"
#include "tests/unit/agenthome.h"

using namespace Qt::StringLiterals;
using core::AgentClient;
using core::ClientState;

namespace {

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

class TestAgentFiles : public QObject
{
    Q_OBJECT

private slots:
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
        QVERIFY2(core::changeText(*change).contains(home.surroundings.jobdeck), qPrintable(core::changeText(*change)));
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
};

QTEST_GUILESS_MAIN(TestAgentFiles)
#include "tst_agentfiles.moc"
