// The dialog "Connect an Agent" with stand-ins for the agents' programs and a live handshake.

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include "tests/unit/agenthome.h"
#include "ui/agents/connectdialog.h"

using namespace Qt::StringLiterals;

namespace {

core::Agent agent(const QString &session, const QString &name)
{
    core::Agent agent;
    agent.session = session;
    agent.name = name;
    agent.connected = QDateTime(QDate(2026, 1, 2), QTime(12, 4)).toUTC();
    return agent;
}

// The dialog as a person sees it.
struct Seen {
    explicit Seen(const AgentHome &home)
        : dialog(agents, home.surroundings)
    {
        dialog.show();
    }

    QTreeWidgetItem *row(const QString &name) const
    {
        const auto found = dialog.findChild<QTreeWidget *>()->findItems(name, Qt::MatchExactly);
        return found.value(0);
    }

    void select(const QString &name) const { dialog.findChild<QTreeWidget *>()->setCurrentItem(row(name)); }
    [[nodiscard]] QString state(const QString &name) const { return row(name)->text(1); }
    [[nodiscard]] QString change() const { return dialog.findChild<QPlainTextEdit *>()->toPlainText(); }
    [[nodiscard]] bool says(const QString &text) const
    {
        const auto labels = dialog.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *l) { return l->text().contains(text); });
    }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
            if (button->text().remove(u'&') == text)
                return button;
        }
        return nullptr;
    }

    core::Agents agents;
    ui::ConnectDialog dialog;
};

const QString noon = QLocale().toString(QTime(12, 4), QLocale::ShortFormat);

}  // namespace

class TestConnectDialog : public QObject
{
    Q_OBJECT

private slots:
    void statesAreShown()
    {
        const AgentHome home;
        home.addProgram(u"claude"_s);
        home.write(u".cursor/mcp.json"_s,
                   "{\"mcpServers\": {\"jobdeck\": {\"command\": \"/old\", \"args\": [\"mcp\"]}}}");
        home.write(u".copilot/mcp-config.json"_s, "broken");
        home.write(u".codex/config.toml"_s,
                   "[mcp_servers.jobdeck]\ncommand = \"" + home.surroundings.jobdeck.toUtf8()
                       + "\"\nargs = [\"mcp\"]\n");
        const Seen seen(home);
        QCOMPARE(seen.state(u"Claude Code"_s), u"Not connected"_s);
        QCOMPARE(seen.state(u"Codex"_s), u"Connected"_s);
        QCOMPARE(seen.state(u"Gemini CLI"_s), u"Not found"_s);
        QCOMPARE(seen.state(u"Cursor"_s), u"Connected with another path"_s);
        QCOMPARE(seen.state(u"GitHub Copilot CLI"_s), u"Config unreadable"_s);
        seen.select(u"GitHub Copilot CLI"_s);
        QVERIFY(seen.says(u"mcp-config.json is not valid. Line 1"_s));
        QVERIFY(!seen.button(u"Connect"_s)->isEnabled());
        seen.select(u"Gemini CLI"_s);
        QVERIFY(!seen.button(u"Connect"_s)->isEnabled());
        QVERIFY(seen.button(u"Copy"_s)->isEnabled());
        seen.select(u"Cursor"_s);
        QVERIFY(seen.says(u"\"/old mcp\""_s));
        QVERIFY(seen.change().contains(u"+ "_s) && seen.change().contains(home.surroundings.jobdeck));
        QVERIFY(seen.button(u"Connect"_s)->isEnabled() && seen.button(u"Disconnect"_s)->isEnabled());
    }

    void connectsAndWaitsForTheHandshake()
    {
        const AgentHome home;
        // What the real program would write.
        home.addProgram(
            u"claude"_s,
            "printf '{\"mcpServers\": {\"%s\": {\"command\": \"%s\", \"args\": [\"%s\"]}}}' \"$5\" \"$7\" \"$8\""
            " >\"$HOME/.claude.json\"");
        Seen seen(home);
        seen.select(u"Claude Code"_s);
        QCOMPARE(seen.change(),
                 u"%1 mcp add --scope user jobdeck -- %2 mcp"_s.arg(home.file(u"programs/claude"_s),
                                                                    home.surroundings.jobdeck));
        QTest::mouseClick(seen.button(u"Connect"_s), Qt::LeftButton);
        QVERIFY(!seen.button(u"Connect"_s)->isEnabled());
        QVERIFY(seen.says(u"Connecting Claude Code…"_s));
        QTRY_VERIFY_WITH_TIMEOUT(seen.says(u"Waiting for Claude Code…"_s), 20000);
        QCOMPARE(home.read(u"calls"_s).count('\n'), 1);
        QCOMPARE(seen.state(u"Claude Code"_s), u"Waiting for a session"_s);

        seen.agents.put(agent(u"other"_s, u"codex-mcp-client"_s));
        QVERIFY(seen.says(u"Waiting for Claude Code…"_s));
        seen.agents.put(agent(u"s"_s, QString()));  // connected, but has not said who it is
        QVERIFY(seen.says(u"Waiting for Claude Code…"_s));
        seen.agents.put(agent(u"s"_s, u"claude-code"_s));
        QCOMPARE(seen.state(u"Claude Code"_s), u"Connected, "_s + noon);
        QVERIFY(seen.says(u"Claude Code is connected, "_s + noon));
        seen.agents.remove(u"s"_s);
        QCOMPARE(seen.state(u"Claude Code"_s), u"Connected"_s);
        QVERIFY(!seen.says(u"Waiting for"_s));
    }

    void connectsAndDisconnectsByFile()
    {
        const AgentHome home;
        home.write(u".cursor/mcp.json"_s, "{\n  \"mcpServers\": {}\n}\n");
        const Seen seen(home);
        seen.select(u"Cursor"_s);
        QVERIFY2(seen.change().contains(u"+     \"jobdeck\": {"_s), qPrintable(seen.change()));
        QTest::mouseClick(seen.button(u"Connect"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(seen.says(u"Waiting for Cursor…"_s), 20000);
        QVERIFY2(seen.change().contains(u"-     \"jobdeck\": {"_s), qPrintable(seen.change()));
        QVERIFY(!seen.button(u"Connect"_s)->isEnabled());
        QTest::mouseClick(seen.button(u"Disconnect"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(seen.state(u"Cursor"_s), u"Not connected"_s, 20000);
        QCOMPARE(home.read(u".cursor/mcp.json"_s), "{\n  \"mcpServers\": {}\n}\n");
        QVERIFY(!seen.says(u"Waiting for"_s));
    }

    void failuresAreSentencesInTheDialog()
    {
        const AgentHome home;
        home.addProgram(u"codex"_s, "echo 'unknown command mcp'; exit 2");
        home.addProgram(u"gemini"_s);  // claims to have done it
        const Seen seen(home);
        seen.select(u"Codex"_s);
        QTest::mouseClick(seen.button(u"Connect"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(seen.says(u"codex failed with exit code 2.\nunknown command mcp"_s), 20000);
        seen.select(u"Gemini CLI"_s);
        QVERIFY(!seen.says(u"unknown command"_s));
        QTest::mouseClick(seen.button(u"Connect"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(seen.says(u"Jobdeck is not in "_s), 20000);
        QVERIFY(seen.button(u"Connect"_s)->isEnabled());
    }

    void anAgentThatIsConnectedAlready()
    {
        const AgentHome home;
        home.addProgram(u"opencode"_s);
        Seen seen(home);
        seen.agents.put(agent(u"s"_s, u"opencode"_s));
        QCOMPARE(seen.state(u"opencode"_s), u"Connected, "_s + noon);
        seen.select(u"opencode"_s);
        QVERIFY(seen.says(u"but not through"_s));
        QTest::mouseClick(seen.button(u"Connect"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(seen.says(u"opencode is connected, %1."_s.arg(noon)), 20000);
    }

    void copiesAndOpens()
    {
        const AgentHome home;
        home.addProgram(u"claude"_s);
        home.write(u".cursor/mcp.json"_s, "{}");
        Seen seen(home);
        QString opened;
        seen.dialog.setFileOpener([&](const QString &file) { opened = file; });
        seen.select(u"Another agent"_s);
        QVERIFY(!seen.button(u"Connect"_s)->isEnabled() && !seen.button(u"Open Config"_s)->isEnabled());
        QTest::mouseClick(seen.button(u"Copy JSON"_s), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), core::commonSnippet(home.surroundings));
        seen.select(u"Claude Code"_s);
        QVERIFY(!seen.button(u"Open Config"_s)->isEnabled());
        QTest::mouseClick(seen.button(u"Copy"_s), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), seen.change());
        seen.select(u"Cursor"_s);
        QTest::mouseClick(seen.button(u"Copy"_s), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), AgentHome::client(u"cursor"_s).snippet(home.surroundings));
        QTest::mouseClick(seen.button(u"Open Config"_s), Qt::LeftButton);
        QCOMPARE(opened, home.file(u".cursor/mcp.json"_s));
    }

    void whatChangedOutsideIsSeenOnReturn()
    {
        const AgentHome home;
        Seen seen(home);
        QCOMPARE(seen.state(u"Cursor"_s), u"Not found"_s);
        home.write(u".cursor/mcp.json"_s, "{}");
        QEvent activated(QEvent::WindowActivate);
        QApplication::sendEvent(&seen.dialog, &activated);
        QCOMPARE(seen.state(u"Cursor"_s), u"Not connected"_s);
    }

    void everyButtonHasAName()
    {
        const AgentHome home;
        const Seen seen(home);
        for (const QAbstractButton *button : seen.dialog.findChildren<QAbstractButton *>())
            QVERIFY(!button->text().isEmpty() || !button->accessibleName().isEmpty());
        QVERIFY(!seen.dialog.isModal());
    }
};

QTEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
