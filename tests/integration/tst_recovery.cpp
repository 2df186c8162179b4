// What becomes of jobs when services and keepers are killed.

#include <csignal>

#include <QFile>
#include <QTest>

#include "mcpclient.h"

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 lockField(const PrivateHome &home, const QString &id, const QByteArray &key)
{
    for (const QByteArray &line : contentOf(home.jobFolder(id) + "/keeper.lock"_L1).split('\n')) {
        if (line.startsWith(key + ' '))
            return line.mid(key.size() + 1).toLongLong();
    }
    return 0;
}

bool killKeeper(const PrivateHome &home, const QString &id)
{
    const qint64 pid = lockField(home, id, "keeper_pid");
    return pid > 0 && ::kill(pid_t(pid), SIGKILL) == 0 && QTest::qWaitFor([pid] { return !isAlive(pid); }, 5000);
}

// Numbers that a job prints with `echo`, as they are in its output.
QList<qint64> numbersIn(McpClient &agent, const QString &id, int count)
{
    QStringList lines;
    const bool there = QTest::qWaitFor(
        [&] {
            lines = agent.call(u"output"_s, {{u"job_id"_s, id}})[u"stdout"].toString().split(u'\n', Qt::SkipEmptyParts);
            return lines.size() >= count;
        },
        10000);
    QList<qint64> numbers;
    for (const QString &line : there ? lines : QStringList())
        numbers += line.toLongLong();
    return numbers;
}

QString statusOf(McpClient &agent, const QString &id)
{
    return agent.call(u"status"_s, {{u"job_id"_s, id}})[u"status"].toString();
}

}  // namespace

class TestRecovery : public QObject
{
    Q_OBJECT

private slots:
    void jobsAreAdopted()
    {
        const PrivateHome home;
        McpClient agent(home);
        const QString living = agent.run(u"read line; echo got $line; exit 7"_s);
        const QString late = agent.run(u"(sleep 1; echo late) & echo early; exit 3"_s);
        const QString meanwhile = agent.run(u"sleep 0.3; echo printed; exit 5"_s);
        const QString detached = agent.run(u"sleep 300 >/dev/null 2>&1 & echo $!"_s);
        QCOMPARE(agent.waitForEnd(late)[u"exit_code"].toInt(), 3);
        const qint64 sleeper = numbersIn(agent, detached, 1).value(0);
        QVERIFY(sleeper > 0);
        QVERIFY(home.endService(SIGKILL));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(home.jobFolder(meanwhile) + "/result.json"_L1), 10000);

        QCOMPARE(agent.waitForEnd(meanwhile)[u"exit_code"].toInt(), 5);
        QCOMPARE(agent.call(u"output"_s, {{u"job_id"_s, meanwhile}})[u"stdout"].toString(), u"printed\n"_s);
        QTRY_COMPARE_WITH_TIMEOUT(agent.call(u"output"_s, {{u"job_id"_s, late}})[u"stdout"].toString(),
                                  u"early\nlate\n"_s, 10000);
        QVERIFY(
            agent.call(u"interact"_s, {{u"job_id"_s, living}, {u"input"_s, u"it"_s}})[u"stdout"].toString().contains(
                u"got it"_s));
        QCOMPARE(agent.waitForEnd(living)[u"exit_code"].toInt(), 7);

        // What a finished job left running can still be stopped.
        const QJsonObject killed = agent.call(u"kill"_s, {{u"job_id"_s, detached}});
        QCOMPARE(killed[u"status"].toString(), u"already_terminated"_s);
        QCOMPARE(killed[u"stopped"].toInt(), 1);
        QVERIFY(!isAlive(sleeper));
    }

    void adoptedJobsAreRestartedAsTheyWere()
    {
        const PrivateHome home;
        McpClient agent(home);
        const auto start = [&](const QString &command) {
            return agent
                .call(u"execute"_s,
                      {{u"command"_s, command}, {u"env"_s, QJsonObject{{u"WORD"_s, u"kept"_s}}}})[u"job_id"]
                .toString();
        };
        const QString living = start(u"echo $WORD; sleep 300"_s), ended = start(u"echo $WORD"_s);
        agent.waitForEnd(ended);
        QVERIFY(home.endService(SIGKILL));
        const QString again = agent.call(u"restart"_s, {{u"job_id"_s, living}})[u"job_id"].toString();
        QTRY_COMPARE(agent.call(u"output"_s, {{u"job_id"_s, again}})[u"stdout"].toString(), u"kept\n"_s);
        QVERIFY(agent.refusal(u"restart"_s, {{u"job_id"_s, ended}}).contains(u"a value of its own for WORD"_s));
        agent.call(u"kill"_s, {{u"job_id"_s, again}, {u"grace"_s, 0}});
    }

    void killedKeeperLosesItsJobAndItsOrphansEnd()
    {
        const PrivateHome home;
        McpClient agent(home);
        // A child, one in a session of its own, one that is nobody's child, and one that has dropped its environment.
        const QString id =
            agent.run(u"echo $$; sleep 300 & echo $!; setsid sleep 301 & echo $!; (setsid sleep 302 & echo $!); "
                      "env -i sleep 303 & echo $!; wait"_s);
        const QString other = agent.run(u"sleep 304"_s);
        const QList<qint64> pids = numbersIn(agent, id, 5);
        QCOMPARE(pids.size(), 5);
        QVERIFY(killKeeper(home, id));
        const QJsonObject status = agent.waitForEnd(id);
        QCOMPARE(status[u"status"].toString(), u"lost"_s);
        QVERIFY(status[u"reason"].toString().contains(u"keeper"_s));
        QVERIFY(!status.contains(u"exit_code"));
        for (const qint64 pid : pids)
            QTRY_VERIFY2_WITH_TIMEOUT(!isAlive(pid), qPrintable(QString::number(pid)), 5000);
        QCOMPARE(statusOf(agent, other), u"running"_s);
        QCOMPARE(agent.call(u"kill"_s, {{u"job_id"_s, other}, {u"grace"_s, 0}})[u"status"].toString(), u"killed"_s);
    }

    void killedKeeperAndServiceLoseTheJob()
    {
        const PrivateHome home;
        McpClient agent(home);
        const QString id = agent.run(u"echo $$; sleep 300"_s);
        const qint64 pid = numbersIn(agent, id, 1).value(0);
        QVERIFY(pid > 0);
        const qint64 service = home.servicePid();
        ::kill(pid_t(service), SIGSTOP);
        QVERIFY(killKeeper(home, id));
        QVERIFY(home.endService(SIGKILL));
        QCOMPARE(agent.waitForEnd(id)[u"status"].toString(), u"lost"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(pid), 5000);
    }

    // An agent may itself run in a job: its jobs carry their own id.
    void jobsOfAnAgentInAJobAreTheirOwn()
    {
        const PrivateHome home;
        QProcessEnvironment inJob;
        inJob.insert(u"JOBDECK_JOB_ID"_s, u"0uterj0b"_s);
        McpClient agent(home, inJob);
        const QString id = agent.run(u"env | grep ^JOBDECK_JOB_ID="_s);
        agent.waitForEnd(id);
        QCOMPARE(agent.call(u"output"_s, {{u"job_id"_s, id}})[u"stdout"].toString(), u"JOBDECK_JOB_ID=%1\n"_s.arg(id));
    }
};

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
