// What an agent is told about jobs of its own that ended since its last call.

#include <csignal>

#include <QDir>
#include <QFile>
#include <QJsonArray>
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

}  // namespace

class TestNotices : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QProcessEnvironment more;
        more.insert(u"MCP_BG_MAX_JOBS"_s, u"100"_s);
        m_home = std::make_unique<PrivateHome>();
        m_agent = std::make_unique<McpClient>(*m_home, more);
        m_idle = m_agent->run(u"sleep 300"_s);
    }

    void cleanup()
    {
        m_agent->call(u"kill"_s, job(m_idle));
        QCOMPARE(m_agent->close(), 0);
        m_agent.reset();
        m_home.reset();
    }

    void onceWithTheNextResult()
    {
        const QString id = m_agent->run(u"exit 3"_s, {{u"name"_s, u"npm test"_s}});
        QVERIFY(hasEnded(id));
        const QJsonObject result = m_agent->callTool(u"status"_s, job(m_idle));
        const QString notice = result[u"structuredContent"][u"notice"].toString();
        QVERIFY2(notice.startsWith(u"Ended since your last call: %1 npm test failed (exit 3) "_s.arg(id)),
                 qPrintable(notice));
        QVERIFY2(notice.endsWith(" s ago"_L1), qPrintable(notice));
        QVERIFY(result[u"content"][0][u"text"].toString().endsWith(u"\n["_s + notice + u']'));
        QCOMPARE(notices(), QString());
    }

    void alsoWithAnError()
    {
        QVERIFY(hasEnded(m_agent->run(u"exit 4"_s)));
        const QString refusal = m_agent->refusal(u"status"_s, job(u"n0such0b"_s));
        QVERIFY2(refusal.contains("failed (exit 4)"_L1), qPrintable(refusal));
        QCOMPARE(notices(), QString());
    }

    void notWhatTheResultTells()
    {
        for (const QString &tool : {u"status"_s, u"output"_s, u"tail"_s, u"wait"_s, u"kill"_s, u"list"_s}) {
            const QString id = m_agent->run(u"exit 3"_s);
            QVERIFY(hasEnded(id));
            QVERIFY2(!m_agent->call(tool, job(id)).contains(u"notice"), qPrintable(tool));
            QCOMPARE(notices(), QString());
        }
        QVERIFY(!m_agent->call(u"execute"_s, {{u"command"_s, u"exit 3"_s}, {u"wait"_s, 30}}).contains(u"notice"));
        QCOMPARE(notices(), QString());
        QCOMPARE(m_agent->call(u"kill"_s, job(m_agent->run(u"sleep 300"_s)))[u"status"].toString(), u"killed"_s);
        QCOMPARE(notices(), QString());
        const QString before = m_agent->run(u"sleep 300"_s);
        m_agent->call(u"kill"_s, job(m_agent->call(u"restart"_s, job(before))[u"job_id"].toString()));
        QCOMPARE(notices(), QString());
    }

    void ofOthersAndByOthers()
    {
        McpClient other(*m_home);
        const QString mine = m_agent->run(u"sleep 300"_s);
        const QString its = other.run(u"exit 5"_s);
        QVERIFY(hasEnded(its));
        QCOMPARE(notices(), QString());
        other.call(u"kill"_s, job(mine));
        QVERIFY2(notices().contains(mine + u" sleep 300 killed by an agent"_s), qPrintable(m_last));
        QCOMPARE(other.close(), 0);
    }

    void manyAreBounded()
    {
        for (int i = 0; i < 7; ++i)
            QVERIFY(hasEnded(m_agent->run(u"exit %1"_s.arg(i + 1))));
        const QString notice = notices();
        // Other results told nothing of them: run() starts a job, and each told of those before.
        QVERIFY2(notice.contains("exit 7"_L1), qPrintable(notice));
        QCOMPARE(notice.count(" ago"_L1), 1);

        QList<qint64> calls;
        for (int i = 0; i < 7; ++i)
            calls += m_agent->send(u"tools/call"_s,
                                   {{u"name"_s, u"execute"_s},
                                    {u"arguments"_s, QJsonObject{{u"command"_s, u"sleep 0.5; exit %1"_s.arg(i + 1)}}}});
        QStringList ids;
        for (const qint64 each : std::as_const(calls))
            ids += m_agent->answer(each)[u"structuredContent"][u"job_id"].toString();
        for (const QString &id : std::as_const(ids))
            QVERIFY(hasEnded(id));
        const QString all = notices();
        QCOMPARE(all.count(" ago"_L1), 5);
        QVERIFY2(all.endsWith("; and 2 more, see list"_L1), qPrintable(all));
        QCOMPARE(notices(), QString());
    }

    void onceAlsoWhenTheServiceIsReplaced()
    {
        const QString told = m_agent->run(u"exit 6"_s);
        QVERIFY(hasEnded(told));
        QVERIFY(notices().contains(told));
        const QString away = m_agent->run(u"sleep 1; exit 7"_s);
        QVERIFY(m_home->endService(SIGKILL));
        QVERIFY(hasEnded(away));
        // The bridge connects anew by itself.
        QVERIFY(QTest::qWaitFor([&] { return !notices().isEmpty(); }, 20000));
        QVERIFY2(m_last.contains(away + u" sleep 1; exit 7 failed (exit 7)"_s), qPrintable(m_last));
        QVERIFY2(!m_last.contains(told), qPrintable(m_last));
        QVERIFY(m_home->endService(SIGKILL));
        QTRY_COMPARE_WITH_TIMEOUT(m_agent->call(u"status"_s, job(m_idle))[u"status"].toString(), u"running"_s, 20000);
        QCOMPARE(notices(), QString());
    }

private:
    // Without asking the service.
    bool hasEnded(const QString &id)
    {
        const bool ended =
            QTest::qWaitFor([&] { return QFile::exists(m_home->jobFolder(id) + "/result.json"_L1); }, 20000);
        QTest::qWait(100);
        return ended && !id.isEmpty();
    }

    QString notices()
    {
        m_last = m_agent->call(u"status"_s, job(m_idle))[u"notice"].toString();
        return m_last;
    }

    std::unique_ptr<PrivateHome> m_home;
    std::unique_ptr<McpClient> m_agent;
    QString m_idle;
    QString m_last;
};

QTEST_GUILESS_MAIN(TestNotices)
#include "tst_notices.moc"
