// A change that is carried out by a program, and how it is shown.

#include <csignal>

#include <QSignalSpy>
#include <QTest>

#include "core/connect/changetext.h"
#include "core/connect/clientrunner.h"
#include "tests/unit/agenthome.h"

using namespace Qt::StringLiterals;
using core::AgentClient;

class TestAgentRunner : public QObject
{
    Q_OBJECT

private slots:
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
        core::ClientRunner runner(home.surroundings);
        runner.setTimeLimit(std::chrono::seconds(1));
        QSignalSpy finished(&runner, &core::ClientRunner::finished);
        runner.run(*client.connecting(client.inspect(home.surroundings), home.surroundings));
        QVERIFY(finished.wait(20000));
        QVERIFY(finished.first().first().toString().startsWith(u"The command codex did not end within 1 s"_s));
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
        QTEST(core::lineDifference(before, after), "difference");
    }

    void commandsAreQuoted()
    {
        QCOMPARE(core::shellLine({u"/a/b"_s, u"two words"_s, u"it's"_s, QString(), u"--x=1"_s}),
                 u"/a/b 'two words' 'it'\\''s' '' --x=1"_s);
    }

private:
    static bool isZombie(int pid)
    {
        QFile stat(u"/proc/%1/stat"_s.arg(pid));
        return stat.open(QIODevice::ReadOnly) && stat.readAll().contains(") Z ");
    }
};

QTEST_GUILESS_MAIN(TestAgentRunner)
#include "tst_agentrunner.moc"
