// The tool wait: every condition, with real jobs.

#include <csignal>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QStandardPaths>
#include <QTest>

#include "mcpclient.h"

using namespace Qt::StringLiterals;

namespace {

QJsonObject job(const QString &id, const QJsonObject &more = {})
{
    QJsonObject arguments = more;
    arguments.insert(u"job_id"_s, id);
    return arguments;
}

// User and system time of a process, in milliseconds.
qint64 cpuMs(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = stat.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return (fields[11].toLongLong() + fields[12].toLongLong()) * 10;
}

}  // namespace

class TestWait : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QProcessEnvironment more;
        more.insert(u"MCP_BG_MAX_JOBS"_s, u"100"_s);
        m_agent = std::make_unique<McpClient>(m_home, more);
    }

    void cleanupTestCase() { QCOMPARE(m_agent->close(), 0); }

    void badInput_data()
    {
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const QJsonObject &arguments, const QString &sentence) {
            QTest::newRow(name) << arguments << sentence;
        };
        row("no job", {}, u"The argument \"job_id\" is missing; it must be a job's id, or job_ids"_s);
        row("unknown job", job(u"n0such0b"_s), u"There is no job \"n0such0b\""_s);
        row("unknown job in job_ids", {{u"job_ids"_s, QJsonArray{u"n0such0b"_s}}}, u"There is no job \"n0such0b\""_s);
        row("until", job(u"x"_s, {{u"until"_s, u"done"_s}}),
            u"The argument \"until\" is \"done\"; it must be one of"_s);
        row("timeout", job(u"x"_s, {{u"timeout"_s, 51}}),
            u"The argument \"timeout\" is 51; it must be a number from 0 to 50"_s);
        row("port", job(u"x"_s, {{u"port"_s, 0}}), u"The argument \"port\" is 0"_s);
        row("idle", job(u"x"_s, {{u"idle"_s, 0}}), u"The argument \"idle\" is 0"_s);
        row("pattern and exit", job(u"x"_s, {{u"pattern"_s, u"x"_s}, {u"until"_s, u"exit"_s}}),
            u"The argument \"until\" is \"exit\"; it must be \"output\" where there is a pattern"_s);
    }

    void badInput()
    {
        QFETCH(const QJsonObject, arguments);
        QFETCH(const QString, sentence);
        const QString refusal = m_agent->refusal(u"wait"_s, arguments);
        QVERIFY2(refusal.startsWith(sentence), qPrintable(refusal));
    }

    void untilExit()
    {
        const QString id = m_agent->run(u"echo working; sleep 0.7; echo failed >&2; exit 7"_s);
        QElapsedTimer timer;
        timer.start();
        const QJsonObject result = m_agent->callTool(u"wait"_s, job(id));
        QVERIFY(timer.elapsed() < 15000);
        const QJsonObject told = result[u"structuredContent"].toObject();
        QCOMPARE(told[u"reason"].toString(), u"exit"_s);
        QCOMPARE(told[u"job_id"].toString(), id);
        QCOMPARE(told[u"status"].toString(), u"failed"_s);
        QCOMPARE(told[u"exit_code"].toInt(), 7);
        QCOMPARE(told[u"output"].toString(), u"working\nfailed\n"_s);
        QCOMPARE(told[u"next_offset"].toInt(), 15);
        const QString text = result[u"content"][0][u"text"].toString();
        QVERIFY2(text.startsWith("working\nfailed\n[end of output]\n[job "_L1 + id), qPrintable(text));
        QVERIFY2(text.contains("failed (exit 7)"_L1), qPrintable(text));
        // It has ended before: at once, whatever is waited for.
        timer.restart();
        for (const QString &until : {u"exit"_s, u"port"_s, u"input"_s, u"idle"_s, u"output"_s})
            QCOMPARE(m_agent->call(u"wait"_s, job(id, {{u"until"_s, until}}))[u"reason"].toString(), u"exit"_s);
        QVERIFY(timer.elapsed() < 20000);
    }

    void timeoutIsANormalResult()
    {
        const QString id = m_agent->run(u"echo started; sleep 300"_s);
        QTRY_COMPARE(m_agent->call(u"output"_s, job(id))[u"stdout"].toString(), u"started\n"_s);
        const QJsonObject told = m_agent->call(u"wait"_s, job(id, {{u"timeout"_s, 0.3}}));
        QCOMPARE(told[u"reason"].toString(), u"timeout"_s);
        QCOMPARE(told[u"status"].toString(), u"running"_s);
        QCOMPARE(told[u"output"].toString(), u"started\n"_s);
        QCOMPARE(told[u"next_offset"].toInt(), 8);
        m_agent->call(u"kill"_s, job(id));
    }

    void untilOutputMatches()
    {
        const QString id = m_agent->run(
            u"echo ready 1; sleep 0.5; printf 'rea'; sleep 0.3; printf 'dy \\033[1m2\\033[0m\\n'; sleep 0.3; printf 'ready 3'; sleep 300"_s);
        const auto ready = [&](qint64 offset) {
            return m_agent->call(u"wait"_s, job(id, {{u"pattern"_s, u"^ready \\d"_s}, {u"offset"_s, offset}}));
        };
        QJsonObject told = ready(0);
        QCOMPARE(told[u"reason"].toString(), u"output"_s);
        QCOMPARE(told[u"match"].toString(), u"ready 1"_s);
        QCOMPARE(told[u"next_offset"].toInt(), 8);
        told = ready(8);
        QCOMPARE(told[u"match"].toString(), u"ready 2"_s);
        QCOMPARE(told[u"output"].toString(), u"ready 2\n"_s);
        told = ready(told[u"next_offset"].toInteger());
        QCOMPARE(told[u"match"].toString(), u"ready 3"_s);
        const QJsonObject never = m_agent->call(
            u"wait"_s, job(id, {{u"pattern"_s, u"never"_s}, {u"timeout"_s, 0.2}, {u"offset"_s, told[u"next_offset"]}}));
        QCOMPARE(never[u"reason"].toString(), u"timeout"_s);
        QCOMPARE(never[u"next_offset"], told[u"next_offset"]);
        m_agent->call(u"kill"_s, job(id));
    }

    void theLastOutputCountsBeforeTheEnd()
    {
        const QString id = m_agent->run(u"sleep 0.3; seq 1 200000; echo BUILD FAILED; exit 1"_s);
        const QJsonObject told = m_agent->call(u"wait"_s, job(id, {{u"pattern"_s, u"^BUILD \\w+"_s}}));
        QCOMPARE(told[u"reason"].toString(), u"output"_s);
        QCOMPARE(told[u"match"].toString(), u"BUILD FAILED"_s);
        const QJsonObject missing = m_agent->call(u"wait"_s, job(id, {{u"pattern"_s, u"^NOTHING"_s}}));
        QCOMPARE(missing[u"reason"].toString(), u"exit"_s);
        QCOMPARE(missing[u"exit_code"].toInt(), 1);
    }

    void untilAnyOutput()
    {
        const QString id = m_agent->run(u"echo one; read line; echo two; sleep 300"_s);
        QTRY_COMPARE(m_agent->call(u"output"_s, job(id))[u"stdout"].toString(), u"one\n"_s);
        const qint64 waiting = m_agent->send(
            u"tools/call"_s, {{u"name"_s, u"wait"_s}, {u"arguments"_s, job(id, {{u"until"_s, u"output"_s}})}});
        m_agent->call(u"interact"_s, job(id, {{u"input"_s, u"go"_s}, {u"wait"_s, 0}}));
        const QJsonObject told = m_agent->answer(waiting)[u"structuredContent"].toObject();
        QCOMPARE(told[u"reason"].toString(), u"output"_s);
        QVERIFY(told[u"output"].toString().contains("two"_L1));
        m_agent->call(u"kill"_s, job(id));
    }

    void untilIdle()
    {
        const QString id = m_agent->run(u"for i in 1 2 3 4 5; do echo $i; sleep 0.3; done; sleep 300"_s);
        QElapsedTimer timer;
        timer.start();
        const QJsonObject told = m_agent->call(u"wait"_s, job(id, {{u"idle"_s, 1}}));
        QCOMPARE(told[u"reason"].toString(), u"idle"_s);
        QVERIFY2(told[u"output"].toString().endsWith("5\n"_L1), qPrintable(told[u"output"].toString()));
        QVERIFY(timer.elapsed() > 2000);
        timer.restart();
        QCOMPARE(m_agent->call(u"wait"_s, job(id, {{u"idle"_s, 0.5}}))[u"reason"].toString(), u"idle"_s);
        QVERIFY(timer.elapsed() < 20000);
        m_agent->call(u"kill"_s, job(id));
    }

    void untilInputIsNeeded()
    {
        const QString id = m_agent->run(u"sleep 0.3; printf 'name? '; read name; sleep 300"_s);
        const QJsonObject told = m_agent->call(u"wait"_s, job(id, {{u"until"_s, u"input"_s}}));
        QCOMPARE(told[u"reason"].toString(), u"input"_s);
        QCOMPARE(told[u"needs_input"].toString(), u"text"_s);
        QCOMPARE(told[u"output"].toString(), u"name? "_s);
        m_agent->call(u"kill"_s, job(id));
    }

    // The keeper looks by itself only for the first seconds of silence: somebody waits, so it is asked.
    void untilInputIsNeededAfterLongSilence()
    {
        const QString id = m_agent->run(u"sleep 11; read name"_s);
        const QJsonObject told = m_agent->call(u"wait"_s, job(id, {{u"until"_s, u"input"_s}, {u"timeout"_s, 50}}));
        QCOMPARE(told[u"reason"].toString(), u"input"_s);
        m_agent->call(u"kill"_s, job(id));
    }

    // After long silence, and while it is busy: both are seen.
    void untilAPortIsOpenAfterAll_data()
    {
        QTest::addColumn<QString>("before");
        QTest::newRow("silent") << u"time.sleep(8)"_s;
        QTest::newRow("busy") << u"sum(range(60000000))"_s;
    }

    void untilAPortIsOpenAfterAll()
    {
        QFETCH(QString, before);
        const QString id = m_agent->run(u"exec python3 -c 'import socket, time\n"_s + before
                                        + u"\ns = socket.create_server((\"127.0.0.1\", 0))\ntime.sleep(300)'"_s);
        const QJsonObject told = m_agent->call(u"wait"_s, job(id, {{u"until"_s, u"port"_s}, {u"timeout"_s, 50}}));
        QCOMPARE(told[u"reason"].toString(), u"port"_s);
        m_agent->call(u"kill"_s, job(id));
    }

    void aNodeServerOpensItsPort()
    {
        if (QStandardPaths::findExecutable(u"node"_s).isEmpty())
            QSKIP("Node.js is not installed.");
        const QString id = m_agent->run(
            u"exec node -e 'setTimeout(() => require(\"http\").createServer().listen(0, \"127.0.0.1\"), 1500)'"_s);
        const QJsonObject told = m_agent->call(u"wait"_s, job(id, {{u"until"_s, u"port"_s}, {u"timeout"_s, 50}}));
        QCOMPARE(told[u"reason"].toString(), u"port"_s);
        QVERIFY(!told.contains(u"needs_input"));
        QCOMPARE(m_agent->call(u"status"_s, job(id))[u"ports"].toArray(), QJsonArray{told[u"port"]});
        m_agent->call(u"kill"_s, job(id));
    }

    void untilAPortIsOpen()
    {
        const QString id = m_agent->run(u"exec python3 -uc '\nimport socket, time\ntime.sleep(0.7)\ns = "
                                        u"socket.socket()\ns.bind((\"127.0.0.1\", 0))\n"
                                        u"s.listen()\nprint(s.getsockname()[1])\ntime.sleep(300)'"_s);
        const QJsonObject told = m_agent->call(u"wait"_s, job(id, {{u"until"_s, u"port"_s}}));
        QCOMPARE(told[u"reason"].toString(), u"port"_s);
        const int port = told[u"port"].toInt();
        QTRY_COMPARE(m_agent->call(u"output"_s, job(id))[u"stdout"].toString(), u"%1\n"_s.arg(port));
        QCOMPARE(m_agent->call(u"wait"_s, job(id, {{u"port"_s, port}}))[u"port"].toInt(), port);
        QCOMPARE(m_agent->call(u"wait"_s, job(id, {{u"port"_s, 1}, {u"timeout"_s, 0.5}}))[u"reason"].toString(),
                 u"timeout"_s);
        m_agent->call(u"kill"_s, job(id));
    }

    void theFirstOfSeveral()
    {
        const QString slow = m_agent->run(u"sleep 300"_s), fast = m_agent->run(u"sleep 0.5; exit 4"_s);
        const QJsonObject both{{u"job_ids"_s, QJsonArray{slow, fast}}};
        QJsonObject told = m_agent->call(u"wait"_s, both);
        QCOMPARE(told[u"reason"].toString(), u"exit"_s);
        QCOMPARE(told[u"job_id"].toString(), fast);
        QCOMPARE(told[u"exit_code"].toInt(), 4);
        QCOMPARE(told[u"jobs"].toArray().size(), 2);
        QCOMPARE(told[u"jobs"][0][u"status"].toString(), u"running"_s);
        const QString other = m_agent->run(u"sleep 300"_s);
        told = m_agent->call(u"wait"_s, {{u"job_ids"_s, QJsonArray{slow, other}}, {u"timeout"_s, 0.2}});
        QCOMPARE(told[u"reason"].toString(), u"timeout"_s);
        QVERIFY(!told.contains(u"job_id"));
        QCOMPARE(told[u"jobs"][1][u"job_id"].toString(), other);
        m_agent->call(u"kill"_s, job(slow));
        m_agent->call(u"kill"_s, job(other));
    }

    void progressKeepsTheClientPatient()
    {
        const QString id = m_agent->run(u"sleep 12.2; echo over"_s);
        const qint64 waiting = m_agent->send(u"tools/call"_s,
                                             {{u"name"_s, u"wait"_s},
                                              {u"arguments"_s, job(id, {{u"timeout"_s, 600}})},
                                              {u"_meta"_s, QJsonObject{{u"progressToken"_s, 0}}}});
        QCOMPARE(m_agent->answer(waiting)[u"structuredContent"][u"reason"].toString(), u"exit"_s);
        double last = 0;
        const QList<QJsonObject> all = m_agent->notifications(u"notifications/progress"_s);
        QCOMPARE(all.size(), 2);
        for (const QJsonObject &progress : all) {
            QCOMPARE(progress[u"progressToken"].toInt(-1), 0);
            QCOMPARE(progress[u"total"].toInt(), 600);
            QVERIFY(progress[u"progress"].toDouble() > last);
            last = progress[u"progress"].toDouble();
            QVERIFY(progress[u"message"].toString().contains("running for"_L1));
        }
    }

    void aCancelledWaitLeavesTheJob()
    {
        const QString id = m_agent->run(u"sleep 300"_s);
        const qint64 waiting =
            m_agent->send(u"tools/call"_s, {{u"name"_s, u"wait"_s}, {u"arguments"_s, job(id, {{u"timeout"_s, 0.5}})}});
        m_agent->notify(u"notifications/cancelled"_s, {{u"requestId"_s, waiting}});
        QCOMPARE(m_agent->answer(waiting, 1000), QJsonObject());
        QCOMPARE(m_agent->call(u"status"_s, job(id))[u"status"].toString(), u"running"_s);
        m_agent->call(u"kill"_s, job(id));
    }

    // Of all kinds, also with a job that prints: the service rests, and all are answered when the job ends.
    void aThousandWaits()
    {
        const QString id = m_agent->run(u"read line"_s);
        const QJsonObject kinds[] = {{{u"until"_s, u"exit"_s}},
                                     {{u"pattern"_s, u"never"_s}},
                                     {{u"until"_s, u"output"_s}},
                                     {{u"idle"_s, 600}},
                                     {{u"port"_s, 1}}};
        QList<qint64> waiting;
        for (int i = 0; i < 1000; ++i) {
            QJsonObject arguments = job(id, kinds[i % 5]);
            arguments.insert(u"timeout"_s, 50);
            waiting += m_agent->send(u"tools/call"_s, {{u"name"_s, u"wait"_s}, {u"arguments"_s, arguments}});
        }
        QCOMPARE(m_agent->call(u"status"_s, job(id))[u"status"].toString(), u"running"_s);
        QTest::qWait(4000);
        const qint64 before = cpuMs(m_home.servicePid());
        QTest::qWait(2000);
        const qint64 used = cpuMs(m_home.servicePid()) - before;
        qInfo("1000 waits used %lld ms of processor time in 2 s", used);
        QVERIFY(used < 500);
        m_agent->call(u"interact"_s, job(id, {{u"input"_s, u""_s}, {u"wait"_s, 0}}));
        for (const qint64 each : std::as_const(waiting))
            QCOMPARE(m_agent->answer(each)[u"structuredContent"][u"reason"].toString(), u"exit"_s);
    }

private:
    PrivateHome m_home;
    std::unique_ptr<McpClient> m_agent;
};

QTEST_GUILESS_MAIN(TestWait)
#include "tst_wait.moc"
