// Jobs that wait for a free place or for other jobs: their order, their end before their turn, and what agents are told.

#include <csignal>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include "queuehome.h"

using namespace Qt::StringLiterals;

class TestQueue : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_home = std::make_unique<QueueHome>(); }
    void cleanup() { m_home.reset(); }

    void fiveJobsOneByOne()
    {
        const auto agent = m_home->agent(1);
        const QString first = agent->run(m_home->heldStep(1), m_home->here());
        const QString refusal = agent->refusal(u"execute"_s, {{u"command"_s, u"true"_s}});
        QVERIFY2(refusal.startsWith(u"1 jobs of this agent are running"_s) && refusal.contains("queue: true"_L1),
                 qPrintable(refusal));
        QStringList ids{first};
        for (int i = 2; i <= 5; ++i) {
            const QJsonObject queued = agent->call(u"execute"_s, m_home->queued(step(i)));
            QCOMPARE(queued[u"status"].toString(), u"queued"_s);
            QCOMPARE(queued[u"queue_position"].toInt(), i - 1);
            QVERIFY(!queued.contains(u"pid"));
            ids += queued[u"job_id"].toString();
        }
        // Also behind those that wait, nobody gets in without waiting.
        QVERIFY(!agent->refusal(u"execute"_s, {{u"command"_s, u"true"_s}}).isEmpty());
        QStringList listed;
        for (const QJsonValue &job : agent->call(u"list"_s, {{u"status"_s, u"queued"_s}})[u"jobs"].toArray())
            listed.prepend(job[u"job_id"].toString());
        QCOMPARE(listed, ids.mid(1));
        // Another agent's places are its own.
        const auto other = m_home->agent(1);
        QCOMPARE(other->call(u"execute"_s, m_home->queued(u"true"_s, {{u"wait"_s, 40}}))[u"status"].toString(),
                 u"completed"_s);

        m_home->go();
        for (const QString &id : std::as_const(ids))
            QCOMPARE(agent->waitForEnd(id)[u"status"].toString(), u"completed"_s);
        QCOMPARE(m_home->order(), u"1 2 3 4 5"_s);
    }

    // It takes the place of the one that is killed for it, whoever else waits for one.
    void restartKeepsThePlace()
    {
        const auto agent = m_home->agent(1);
        const QString server = agent->run(u"sleep 300"_s, m_home->here());
        const QString next = agent->run(u"sleep 301"_s, m_home->queued());
        const QJsonObject again = agent->call(u"restart"_s, {{u"job_id"_s, server}});
        QCOMPARE(again[u"status"].toString(), u"running"_s);
        QCOMPARE(agent->waitForEnd(server)[u"status"].toString(), u"killed"_s);
        // One that has ended has no place: the limit holds.
        const QString refusal = agent->refusal(u"restart"_s, {{u"job_id"_s, server}});
        QVERIFY2(refusal.contains("jobs of this agent are running"_L1), qPrintable(refusal));
        for (const QString &id : {again[u"job_id"].toString(), next})
            agent->call(u"kill"_s, {{u"job_id"_s, id}, {u"grace"_s, 0}});
    }

    void afterOthers()
    {
        const auto agent = m_home->agent(10);
        const QString a = agent->run(m_home->heldStep(1), m_home->here()), b = agent->run(step(2), m_home->after({a}));
        const QJsonObject last = agent->call(u"execute"_s, m_home->after({b, a}, step(3)));
        QCOMPARE(last[u"status"].toString(), u"queued"_s);
        QCOMPARE(last[u"waits_for"].toArray(), (QJsonArray{b, a}));
        QCOMPARE(agent->call(u"status"_s, {{u"job_id"_s, b}})[u"waits_for"].toArray(), QJsonArray{a});
        // They hold up nobody.
        QCOMPARE(agent->call(u"execute"_s, m_home->queued(u"true"_s, {{u"wait"_s, 40}}))[u"status"].toString(),
                 u"completed"_s);
        m_home->go();
        QCOMPARE(agent->waitForEnd(last[u"job_id"].toString())[u"status"].toString(), u"completed"_s);
        QCOMPARE(m_home->order(), u"1 2 3"_s);
        // All that it is to run after has completed: it starts at once.
        QCOMPARE(agent->call(u"execute"_s, m_home->after({a, b}, step(4), {{u"wait"_s, 40}}))[u"status"].toString(),
                 u"completed"_s);
    }

    void afterAFailure()
    {
        const auto agent = m_home->agent(10);
        const QString a = agent->run(m_home->held(u"exit 3"_s), m_home->here({{u"name"_s, u"npm ci"_s}})),
                      b = agent->run(step(1), m_home->after({a}, {}, {{u"name"_s, u"npm test"_s}})),
                      c = agent->run(step(2), m_home->after({b}));
        m_home->go();
        const QJsonObject second = agent->waitForEnd(b), third = agent->waitForEnd(c);
        QCOMPARE(second[u"status"].toString(), u"killed"_s);
        QCOMPARE(second[u"reason"].toString(),
                 u"killed before it started: it was to run after job %1 (npm ci), which failed (exit 3)"_s.arg(a));
        QCOMPARE(
            third[u"reason"].toString(),
            u"killed before it started: it was to run after job %1 (npm test), which was killed before it started"_s
                .arg(b));
        for (const QJsonObject &status : {second, third})
            QVERIFY(!status.contains(u"exit_code") && !status.contains(u"pid") && !status.contains(u"signal"));
        QCOMPARE(m_home->order(), QString());
        QCOMPARE(agent->call(u"output"_s, {{u"job_id"_s, b}})[u"eof"].toBool(), true);

        const QString refusal = agent->refusal(u"execute"_s, m_home->after({a}, u"true"_s));
        QVERIFY2(refusal.startsWith(u"Job %1 (npm ci) failed (exit 3), so nothing can run after it."_s.arg(a)),
                 qPrintable(refusal));
        QVERIFY(
            agent->refusal(u"execute"_s, m_home->after({b}, u"true"_s)).contains("was killed before it started"_L1));
        const QString unknown = agent->refusal(u"execute"_s, m_home->after({u"n0such0b"_s}, u"true"_s));
        QVERIFY2(unknown.startsWith(u"There is no job n0such0b to run after"_s), qPrintable(unknown));
        QCOMPARE(agent->call(u"list"_s)[u"total"].toInt(), 3);  // a refused call leaves nothing
    }

    // What ends in the queue is told like every end.
    void theNoticeTellsTheReason()
    {
        const auto agent = m_home->agent(10);
        const QString a = agent->run(m_home->held(u"exit 3"_s), m_home->here()),
                      b = agent->run(step(1), m_home->after({a}));
        m_home->go();
        QString notice;
        QVERIFY(QTest::qWaitFor(
            [&] {
                notice += agent->call(u"list"_s, {{u"query"_s, u"no such job"_s}})[u"notice"].toString();
                return notice.contains(b);
            },
            30000));
        QVERIFY2(notice.contains("killed before it started: it was to run after job "_L1 + a), qPrintable(notice));
    }

    void killedBeforeItsTurn()
    {
        const auto agent = m_home->agent(1);
        const QString first = agent->run(m_home->heldStep(1), m_home->here()),
                      second = agent->run(step(2), m_home->queued()), third = agent->run(step(3), m_home->queued());
        const QJsonObject killed = agent->call(u"kill"_s, {{u"job_id"_s, second}});
        QCOMPARE(killed[u"status"].toString(), u"killed"_s);
        QCOMPARE(killed[u"stopped"].toInt(), 0);
        const QJsonObject status = agent->call(u"status"_s, {{u"job_id"_s, second}});
        QCOMPARE(status[u"status"].toString(), u"killed"_s);
        QCOMPARE(status[u"reason"].toString(), u"killed by an agent before it started"_s);
        QVERIFY(!status.contains(u"queue_position"));
        QVERIFY(!QFile::exists(m_home->queuedFile(second)));
        QCOMPARE(agent->call(u"status"_s, {{u"job_id"_s, third}})[u"queue_position"].toInt(), 1);
        QCOMPARE(agent->call(u"kill"_s, {{u"job_id"_s, second}})[u"status"].toString(), u"already_terminated"_s);
        m_home->go();
        QCOMPARE(agent->waitForEnd(third)[u"status"].toString(), u"completed"_s);
        QCOMPARE(m_home->order(), u"1 3"_s);
        QCOMPARE(agent->call(u"status"_s, {{u"job_id"_s, second}})[u"status"].toString(), u"killed"_s);
        QVERIFY(!first.isEmpty());
        // What has never run can be run again, now.
        QCOMPARE(agent->call(u"restart"_s, {{u"job_id"_s, second}})[u"status"].toString(), u"running"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_home->order(), u"1 3 2"_s, 30000);
    }

    // Everything that takes a job's id knows what to say of one that has no process.
    void whatCanBeDoneWithOne()
    {
        const auto agent = m_home->agent(1);
        (void)agent->run(m_home->held(u"true"_s), m_home->here());
        const QString id = agent->run(u"read line; echo got $line"_s, m_home->queued());
        const QJsonObject job{{u"job_id"_s, id}};
        const QJsonObject status = agent->call(u"status"_s, job);
        QCOMPARE(status[u"status"].toString(), u"queued"_s);
        QCOMPARE(status[u"output_bytes"].toInt(-1), 0);
        QVERIFY(!status.contains(u"pid") && !status.contains(u"ports") && !status.contains(u"reason"));
        QCOMPARE(agent->call(u"output"_s, job)[u"eof"].toBool(true), false);
        QCOMPARE(agent->call(u"tail"_s, job)[u"status"].toString(), u"queued"_s);
        QString refusal = agent->refusal(u"interact"_s, {{u"job_id"_s, id}, {u"input"_s, u"too early"_s}});
        QVERIFY2(refusal.startsWith(u"Job %1 has not started yet (queued for "_s.arg(id)), qPrintable(refusal));
        refusal = agent->refusal(u"restart"_s, job);
        QVERIFY2(refusal.startsWith(u"Job %1 is queued and has not started yet"_s.arg(id)), qPrintable(refusal));
        for (const QJsonObject &until : {QJsonObject{{u"until"_s, u"exit"_s}}, QJsonObject{{u"idle"_s, 0.1}},
                                         QJsonObject{{u"until"_s, u"port"_s}}, QJsonObject{{u"pattern"_s, u"got"_s}}}) {
            QJsonObject wish = until;
            wish.insert(u"job_id"_s, id);
            wish.insert(u"timeout"_s, 0.3);
            const QJsonObject waited = agent->call(u"wait"_s, wish);
            QCOMPARE(waited[u"reason"].toString(), u"timeout"_s);
            QCOMPARE(waited[u"status"].toString(), u"queued"_s);
        }
        const QJsonObject again = agent->call(
            u"execute"_s,
            {{u"command"_s, u"read line; echo got $line"_s}, {u"cwd"_s, m_home->work()}, {u"reuse"_s, true}});
        QCOMPARE(again[u"job_id"].toString(), id);
        QCOMPARE(again[u"status"].toString(), u"queued"_s);

        // A wait that began in the queue goes on when the job runs.
        const qint64 waiting = agent->send(
            u"tools/call"_s,
            {{u"name"_s, u"wait"_s},
             {u"arguments"_s, QJsonObject{{u"job_id"_s, id}, {u"pattern"_s, u"got it"_s}, {u"timeout"_s, 45}}}});
        m_home->go();
        QVERIFY(QTest::qWaitFor([&] { return agent->call(u"status"_s, job)[u"status"].toString() == "running"_L1; },
                                30000));
        agent->call(u"interact"_s, {{u"job_id"_s, id}, {u"input"_s, u"it"_s}});
        QCOMPARE(agent->answer(waiting)[u"structuredContent"][u"reason"].toString(), u"output"_s);
    }

    void theWaitCoversTheQueue()
    {
        const auto agent = m_home->agent(1);
        (void)agent->run(m_home->held(u"true"_s), m_home->here());
        const QJsonObject early =
            agent->call(u"execute"_s, m_home->queued(u"echo never; exit 9"_s, {{u"wait"_s, 0.2}}));
        QCOMPARE(early[u"status"].toString(), u"queued"_s);
        QCOMPARE(early[u"reason"].toString(), u"timeout"_s);
        agent->call(u"kill"_s, {{u"job_id"_s, early[u"job_id"]}});
        const qint64 call = agent->send(
            u"tools/call"_s,
            {{u"name"_s, u"execute"_s}, {u"arguments"_s, m_home->queued(u"echo it ran; exit 4"_s, {{u"wait"_s, 45}})}});
        QTest::qWait(300);
        m_home->go();
        const QJsonObject result = agent->answer(call, 60000)[u"structuredContent"].toObject();
        QCOMPARE(result[u"exit_code"].toInt(-1), 4);
        QCOMPARE(result[u"stdout"].toString(), u"it ran\n"_s);
    }

    // Its folder is gone by the time: an end like others, which the agent is told of.
    void couldNotBeStartedLater()
    {
        const auto agent = m_home->agent(1);
        QDir().mkpath(m_home->work() + "/gone"_L1);
        (void)agent->run(m_home->held(u"true"_s), m_home->here());
        QJsonObject where = m_home->queued();
        where.insert(u"cwd"_s, m_home->work() + "/gone"_L1);
        const QString id = agent->run(u"true"_s, where), next = agent->run(step(1), m_home->queued()),
                      dependent = agent->run(step(2), m_home->after({id}));
        QVERIFY(QDir().rmdir(m_home->work() + "/gone"_L1));
        m_home->go();
        const QJsonObject status = agent->waitForEnd(id);
        QCOMPARE(status[u"status"].toString(), u"failed"_s);
        QVERIFY2(status[u"reason"].toString().contains("/gone cannot be entered"_L1),
                 qPrintable(status[u"reason"].toString()));
        QVERIFY(agent->waitForEnd(dependent)[u"reason"].toString().contains("could not be started"_L1));
        QCOMPARE(agent->waitForEnd(next)[u"status"].toString(), u"completed"_s);
        QCOMPARE(m_home->order(), u"1"_s);
    }

    void badArguments()
    {
        const auto agent = m_home->agent(1);
        for (const QJsonValue &after : {QJsonValue(7), QJsonValue(QJsonArray{1}), QJsonValue(QJsonObject())})
            QVERIFY(
                agent->refusal(u"execute"_s, {{u"command"_s, u"true"_s}, {u"after"_s, after}}).contains("after"_L1));
        QVERIFY(
            agent->refusal(u"execute"_s, {{u"command"_s, u"true"_s}, {u"queue"_s, u"later"_s}}).contains("queue"_L1));
        QCOMPARE(agent->call(u"list"_s)[u"total"].toInt(), 0);
    }

private:
    std::unique_ptr<QueueHome> m_home;
};

QTEST_GUILESS_MAIN(TestQueue)
#include "tst_queue.moc"
