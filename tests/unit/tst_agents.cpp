// Who is connected.

#include <QSignalSpy>
#include <QTest>

#include "core/agents.h"

using namespace Qt::StringLiterals;

namespace {

core::Agent agent(const QString &session, const QString &name)
{
    return {session, name, {}, u"1"_s, 1, u"/"_s, QDateTime::currentDateTimeUtc()};
}

}  // namespace

class TestAgents : public QObject
{
    Q_OBJECT

private slots:
    void comeAndGo()
    {
        core::Agents agents;
        QSignalSpy changed(&agents, &core::Agents::changed), introduced(&agents, &core::Agents::introduced);
        agents.put(agent(u"a"_s, {}));
        QCOMPARE(introduced.size(), 0);
        const QDateTime since = agents.find(u"a"_s)->connected;
        agents.put(agent(u"a"_s, u"claude-code"_s));
        QCOMPARE(introduced.size(), 1);
        QCOMPARE(agents.find(u"a"_s)->connected, since);
        QCOMPARE(changed.size(), 2);
        agents.put(*agents.find(u"a"_s));
        QCOMPARE(changed.size(), 2);
        agents.put(agent(u"b"_s, u"codex-mcp-client"_s));
        QCOMPARE(agents.connected().size(), 2);
        QVERIFY(!agents.leftAt(u"a"_s).isValid());
        agents.remove(u"a"_s);
        agents.remove(u"nobody"_s);
        QCOMPARE(changed.size(), 4);
        QVERIFY(agents.leftAt(u"a"_s).isValid());
        QVERIFY(!agents.find(u"a"_s));
        agents.put(agent(u"a"_s, u"claude-code"_s));
        QVERIFY(!agents.leftAt(u"a"_s).isValid());
    }

    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("shown");
        QTest::newRow("known") << u"claude-code"_s << QString() << u"Claude Code"_s;
        QTest::newRow("known, in capitals") << u"Claude-Code"_s << QString() << u"Claude Code"_s;
        QTest::newRow("titled") << u"x"_s << u"My Agent"_s << u"My Agent"_s;
        QTest::newRow("unknown") << u"zed"_s << QString() << u"zed"_s;
        QTest::newRow("silent") << QString() << QString() << u"An agent"_s;
    }

    void names()
    {
        QFETCH(QString, name);
        QFETCH(QString, title);
        core::Agent who = agent(u"a"_s, name);
        who.title = title;
        QTEST(who.displayName(), "shown");
    }
};

QTEST_GUILESS_MAIN(TestAgents)
#include "tst_agents.moc"
