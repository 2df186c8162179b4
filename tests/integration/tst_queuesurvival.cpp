// Queued jobs outlive the service: they run once each, in their order, under the limit and with the environment of who
// asked for them, whatever becomes of services meanwhile.

#include <sys/stat.h>

#include <csignal>

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include "queuehome.h"

using namespace Qt::StringLiterals;

namespace {

QStringList filesWith(const QByteArray &text, const QString &folder)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            found += file.fileName();
    }
    return found;
}

mode_t modeOf(const QString &file)
{
    struct stat info {
    };
    return ::stat(QFile::encodeName(file).constData(), &info) == 0 ? info.st_mode & 07777 : 0;
}

QString statusOf(McpClient &agent, const QString &id)
{
    return agent.call(u"status"_s, {{u"job_id"_s, id}})[u"status"].toString();
}

// What a service does in its last moment: the keeper of a queued job, started by hand.
Finished launch(const QueueHome &home, const QString &id)
{
    QFile file(home.home().jobFolder(id) + "/spec.json"_L1);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject spec = QJsonDocument::fromJson(file.readAll()).object();
    return runProgram(programPath(u"jobdeck-keeper"_s),
                      {u"--job-dir"_s, home.home().jobFolder(id), u"--socket"_s,
                       home.home().path() + "/runtime/keepers/"_L1 + id, u"--cwd"_s, spec[u"cwd"].toString(),
                       u"--shell"_s, spec[u"shell"].toString(), u"--command"_s, spec[u"command"].toString(),
                       u"--segment-bytes"_s, QString::number(spec[u"segment_bytes"].toInteger()), u"--head-segments"_s,
                       QString::number(spec[u"head_segments"].toInteger()), u"--max-segments"_s,
                       QString::number(spec[u"max_segments"].toInteger()), u"--claim"_s, home.queuedFile(id)},
                      home.home().environment());
}

}  // namespace

class TestQueueSurvival : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_home = std::make_unique<QueueHome>(); }
    void cleanup() { m_home.reset(); }

    void theNextServiceGoesOn_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("killed") << SIGKILL;
        QTest::newRow("ended in order") << SIGTERM;
    }

    void theNextServiceGoesOn()
    {
        QFETCH(const int, signal);
        QProcessEnvironment secret;
        secret.insert(u"AGENT_TOKEN"_s, u"s3cr3t-agent"_s);
        const auto agent = m_home->agent(1, secret);
        QStringList ids{agent->run(m_home->heldStep(1), m_home->here())};
        for (int i = 2; i <= 4; ++i)
            ids +=
                agent->run(step(u"%1-${AGENT_TOKEN:7}-${CALL_TOKEN:7}"_s.arg(i)),
                           m_home->queued({}, {{u"env"_s, QJsonObject{{u"CALL_TOKEN"_s, u"s3cr3t-call%1"_s.arg(i)}}}}));
        for (const QString &id : ids.mid(1)) {
            QCOMPARE(modeOf(m_home->queuedFile(id)), mode_t(0600));
            QCOMPARE(modeOf(m_home->home().jobFolder(id)), mode_t(0700));
        }
        QCOMPARE(filesWith("s3cr3t", m_home->home().path()).size(), 3);  // and in no other file

        QVERIFY(m_home->home().endService(signal));
        for (int i = 1; i < 4; ++i) {
            const QJsonObject status = agent->call(u"status"_s, {{u"job_id"_s, ids[i]}});
            QCOMPARE(status[u"status"].toString(), u"queued"_s);
            QCOMPARE(status[u"queue_position"].toInt(), i);
        }
        m_home->go();
        for (const QString &id : std::as_const(ids))
            QCOMPARE(agent->waitForEnd(id)[u"exit_code"].toInt(-1), 0);
        QCOMPARE(m_home->order(), u"1 2-agent-call2 3-agent-call3 4-agent-call4"_s);
        QCOMPARE(filesWith("s3cr3t", m_home->home().path()), QStringList());
    }

    // What the job needs goes when it starts, not when it ends.
    void secretsGoWithTheStart()
    {
        const auto agent = m_home->agent(1);
        (void)agent->run(u"until [ -e end ]; do sleep 0.05; done"_s, m_home->here());
        const QString second = agent->run(m_home->held(u"true"_s), m_home->queued());
        QVERIFY(QFile::exists(m_home->queuedFile(second)));
        QVERIFY(QFile(m_home->work() + "/end"_L1).open(QIODevice::WriteOnly));
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(*agent, second), u"running"_s, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(m_home->queuedFile(second)), 30000);
        QCOMPARE(statusOf(*agent, second), u"running"_s);
    }

    void nobodyIsThereWhileTheyCouldRun()
    {
        auto agent = m_home->agent(1);
        const QString first = agent->run(m_home->heldStep(1), m_home->here()),
                      second = agent->run(step(2), m_home->queued()),
                      third = agent->run(step(3), m_home->after({second}));
        QCOMPARE(agent->close(), 0);
        QVERIFY(m_home->home().endService(SIGKILL));
        m_home->go();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_home->home().jobFolder(first) + "/result.json"_L1), 30000);
        QTest::qWait(300);
        QCOMPARE(m_home->order(), u"1"_s);
        agent = m_home->agent(1);
        QCOMPARE(agent->waitForEnd(third)[u"status"].toString(), u"completed"_s);
        QCOMPARE(m_home->order(), u"1 2 3"_s);
    }

    void onceEachThoughServicesAreKilled()
    {
        constexpr int jobs = 30, kills = 12;
        const auto seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const auto agent = m_home->agent(1);
        QStringList ids{agent->run(m_home->heldStep(1), m_home->here())}, numbers{u"1"_s};
        for (int i = 2; i <= jobs; ++i) {
            ids += agent->run(step(i), m_home->queued());
            numbers += QString::number(i);
        }
        m_home->go();
        for (int i = 0; i < kills; ++i) {
            QTest::qWait(int(random.bounded(150)));
            QVERIFY(m_home->home().endService(SIGKILL));
            QCOMPARE(agent->call(u"list"_s)[u"total"].toInt(), jobs);
        }
        QVERIFY(QTest::qWaitFor([&] { return statusOf(*agent, ids.last()) == "completed"_L1; }, 120000));
        for (const QString &id : std::as_const(ids))
            QCOMPARE(statusOf(*agent, id), u"completed"_s);
        QCOMPARE(m_home->order(), numbers.join(u' '));
    }

    // A service has started the keeper and was killed before it could note anything.
    void startedByTheServiceBefore()
    {
        auto agent = m_home->agent(2);
        const QString first = agent->run(m_home->held(u"true"_s), m_home->here()),
                      second = agent->run(m_home->heldStep(2), m_home->after({first}));
        QCOMPARE(agent->close(), 0);
        QVERIFY(m_home->home().endService(SIGKILL));
        QCOMPARE(launch(*m_home, second).code, 0);
        const Finished again = launch(*m_home, second);
        QVERIFY2(again.code == 75 && again.err.contains("another keeper holds"), again.err.constData());
        agent = m_home->agent(2);
        QCOMPARE(statusOf(*agent, second), u"running"_s);
        m_home->go();
        QCOMPARE(agent->waitForEnd(second)[u"status"].toString(), u"completed"_s);
        QCOMPARE(m_home->order(), u"2"_s);
    }

    // The same, but that keeper comes up only when the next service has the job in its queue.
    void startedLateByTheServiceBefore_data()
    {
        QTest::addColumn<bool>("ends");
        QTest::newRow("it runs when its turn comes") << false;
        QTest::newRow("it has ended when its turn comes") << true;
    }

    void startedLateByTheServiceBefore()
    {
        QFETCH(const bool, ends);
        const auto agent = m_home->agent(1);
        const QString first = agent->run(m_home->held(u"true"_s), m_home->here());
        const QString second =
            agent->run(ends ? step(2) : u"until [ -e end ]; do sleep 0.05; done; "_s + step(2), m_home->queued());
        QVERIFY(m_home->home().endService(SIGKILL));
        QCOMPARE(statusOf(*agent, second), u"queued"_s);
        QCOMPARE(launch(*m_home, second).code, 0);
        if (ends)
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_home->home().jobFolder(second) + "/result.json"_L1), 30000);
        QCOMPARE(statusOf(*agent, second), u"queued"_s);
        m_home->go();
        agent->waitForEnd(first);
        if (!ends) {
            QTRY_COMPARE_WITH_TIMEOUT(statusOf(*agent, second), u"running"_s, 30000);
            QTRY_VERIFY_WITH_TIMEOUT(agent->call(u"status"_s, {{u"job_id"_s, second}}).contains(u"pid"), 30000);
            QVERIFY(QFile(m_home->work() + "/end"_L1).open(QIODevice::WriteOnly));
        }
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(*agent, second), u"completed"_s, 30000);
        QCOMPARE(m_home->order(), u"2"_s);
        QVERIFY(launch(*m_home, second).err.contains("not queued any more"));
        QCOMPARE(m_home->order(), u"2"_s);
    }

    // A job that others wait for is not forgotten, or they could not know that it has completed.
    void whatIsAwaitedIsKept()
    {
        m_home->home().writeSettings("keep_jobs=0\n");
        const auto agent = m_home->agent(10);
        const QString done = agent->run(m_home->held(u"true"_s), m_home->here()),
                      other = agent->run(u"until [ -e end ]; do sleep 0.05; done"_s, m_home->here()),
                      last = agent->run(step(3), m_home->after({done, other}));
        m_home->go();
        QCOMPARE(agent->waitForEnd(done)[u"status"].toString(), u"completed"_s);
        QVERIFY(m_home->home().endService(SIGKILL));  // the next service cleans up first
        QCOMPARE(statusOf(*agent, last), u"queued"_s);
        QTest::qWait(300);
        QCOMPARE(statusOf(*agent, done), u"completed"_s);
        QVERIFY(QFile(m_home->work() + "/end"_L1).open(QIODevice::WriteOnly));
        QTRY_COMPARE_WITH_TIMEOUT(m_home->order(), u"3"_s, 30000);
    }

    void theServiceStaysForThem()
    {
        QProcess service;
        service.setProcessEnvironment(m_home->home().environment());
        service.start(programPath(u"jobdeckd"_s), {u"--idle-exit"_s, u"3"_s});
        QVERIFY(QTest::qWaitFor([&] { return m_home->home().servicePid() > 0; }, 20000));
        auto agent = m_home->agent(1);
        const QString first = agent->run(u"sleep 5; "_s + step(1), m_home->here());
        const QString second = agent->run(u"sleep 5; "_s + step(2), m_home->queued());
        QVERIFY(!first.isEmpty() && !second.isEmpty());
        QCOMPARE(agent->close(), 0);
        QVERIFY(QTest::qWaitFor([&] { return service.state() == QProcess::NotRunning; }, 60000));
        QCOMPARE(service.exitCode(), 0);
        QCOMPARE(m_home->order(), u"1 2"_s);
    }

    void theyEndWithTheServiceIfItIsToldSo()
    {
        m_home->home().writeSettings("stop_jobs_on_exit=true\n");
        auto agent = m_home->agent(1);
        QStringList ids{agent->run(m_home->heldStep(1), m_home->here())};
        for (int i = 2; i <= 3; ++i)
            ids += agent->run(step(i), m_home->queued());
        QCOMPARE(agent->close(), 0);
        QVERIFY(m_home->home().endService(SIGTERM));
        agent = m_home->agent(1);
        for (const QString &id : std::as_const(ids))
            QCOMPARE(statusOf(*agent, id), u"killed"_s);
        QCOMPARE(agent->call(u"status"_s, {{u"job_id"_s, ids.last()}})[u"reason"].toString(),
                 u"killed before it started, because the service ended"_s);
        m_home->go();
        QTest::qWait(300);
        QCOMPARE(m_home->order(), QString());
    }

private:
    std::unique_ptr<QueueHome> m_home;
};

QTEST_GUILESS_MAIN(TestQueueSurvival)
#include "tst_queuesurvival.moc"
