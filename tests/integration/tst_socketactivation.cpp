// systemd makes the service's socket and starts the service when a client comes (core/passedsocket.h).

#include <sys/file.h>
#include <unistd.h>

#include <csignal>

#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTest>

#include "socketactivator.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000;

// Holds a lock as another service does.
core::UniqueFd lockFile(const PrivateHome &home, const char *name)
{
    core::UniqueFd file(::open(QFile::encodeName(home.path() + "/runtime/"_L1 + QLatin1StringView(name)).constData(),
                               O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    return ::flock(file.get(), LOCK_EX | LOCK_NB) == 0 ? std::move(file) : core::UniqueFd();
}

QString statusOf(McpClient &agent, const QString &id)
{
    return agent.call(u"status"_s, {{u"job_id"_s, id}})[u"status"].toString();
}

}  // namespace

class TestSocketActivation : public QObject
{
    Q_OBJECT

private slots:
    void aClientStartsTheService()
    {
        const PrivateHome home;
        SocketActivator systemd(home);
        QVERIFY(systemd.isBound());
        McpClient agent(home);
        const QString id = agent.run(u"env; ls -l /proc/self/fd; sleep 600"_s);
        QVERIFY(!id.isEmpty());
        QCOMPARE(systemd.starts(), 1);
        QCOMPARE(home.servicePid(), systemd.service()->processId());
        QString said;
        QVERIFY(QTest::qWaitFor(
            [&] {
                said = agent.call(u"output"_s, {{u"job_id"_s, id}})[u"stdout"].toString();
                return said.contains(u" 0 ->"_s) && said.contains(u"HOME="_s);
            },
            patience));
        QVERIFY2(!said.contains(u"LISTEN_"_s), qPrintable(said));
        QVERIFY2(!said.contains(u"socket:"_s), qPrintable(said));
    }

    void theSocketOutlivesTheService()
    {
        const PrivateHome home;
        SocketActivator systemd(home);
        McpClient agent(home);
        const QString id = agent.run(u"sleep 600"_s);
        QVERIFY(!id.isEmpty());
        const auto file = systemd.file();
        for (const int signal : {SIGTERM, SIGKILL}) {
            const int starts = systemd.starts();
            const qint64 pid = home.servicePid();
            QVERIFY(home.endService(signal));
            // The agent's bridge comes back by itself.
            QVERIFY(QTest::qWaitFor([&] { return statusOf(agent, id) == "running"_L1; }, patience));
            QVERIFY(home.servicePid() != pid);
            QCOMPARE(home.servicePid(), systemd.service()->processId());
            QCOMPARE(systemd.starts(), starts + 1);
            QCOMPARE(systemd.file(), file);
        }
    }

    void clientsWaitForAServiceThatEnds()
    {
        const PrivateHome home;
        SocketActivator systemd(home);
        core::UniqueFd next = lockFile(home, "service.next"), lock = lockFile(home, "service.lock");
        QVERIFY(next.isValid() && lock.isValid());
        QLocalSocket client;
        client.connectToServer(systemd.path());
        QVERIFY(client.waitForConnected());
        QTRY_VERIFY_WITH_TIMEOUT(systemd.service(), patience);
        QTest::qWait(500);
        QCOMPARE(systemd.service()->state(), QProcess::Running);
        QCOMPARE(client.state(), QLocalSocket::ConnectedState);
        lock.reset();
        next.reset();
        QTRY_COMPARE_WITH_TIMEOUT(home.servicePid(), systemd.service()->processId(), patience);
        QVERIFY(!McpClient(home).run(u"true"_s).isEmpty());
        QCOMPARE(client.state(), QLocalSocket::ConnectedState);
        QCOMPARE(systemd.starts(), 1);
    }

    void clientsGoToAServiceThatHasTakenOver()
    {
        const PrivateHome home;
        SocketActivator systemd(home);
        const core::UniqueFd lock = lockFile(home, "service.lock");
        QVERIFY(lock.isValid());
        QLocalSocket client;
        client.connectToServer(systemd.path());
        QVERIFY(client.waitForConnected());
        QTRY_VERIFY_WITH_TIMEOUT(systemd.service(), patience);
        QTest::qWait(500);
        QVERIFY(QFile::remove(systemd.path()));
        QLocalServer other;
        QVERIFY(other.listen(systemd.path()));
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), QLocalSocket::UnconnectedState, patience);
        QTRY_COMPARE_WITH_TIMEOUT(systemd.service()->state(), QProcess::NotRunning, patience);
        QCOMPARE(systemd.service()->exitCode(), 75);
        QTest::qWait(500);
        QCOMPARE(systemd.starts(), 1);  // nobody is left in its socket
    }

    void aSocketNobodyReachesIsReplaced()
    {
        const PrivateHome home;
        SocketActivator systemd(home);
        QVERIFY(QFile::remove(systemd.path()));
        systemd.startService();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(systemd.path()), patience);
        QVERIFY(!McpClient(home).run(u"true"_s).isEmpty());
        QCOMPARE(home.servicePid(), systemd.service()->processId());
        QVERIFY(home.endService(SIGTERM));
        QVERIFY(!QFile::exists(systemd.path()));  // it was the service's own
    }

    void aSocketElsewhereIsNotUsed()
    {
        const PrivateHome home;
        SocketActivator systemd(home, home.path() + "/elsewhere/service.sock"_L1);
        systemd.startService();
        QTRY_COMPARE_WITH_TIMEOUT(home.servicePid(), systemd.service()->processId(), patience);
        QVERIFY(!McpClient(home).run(u"true"_s).isEmpty());
        QCOMPARE(systemd.starts(), 1);
    }

    void theServiceTakesItsPathBack_data()
    {
        QTest::addColumn<bool>("replaced");
        QTest::newRow("removed") << false;
        QTest::newRow("bound by systemd") << true;
    }

    void theServiceTakesItsPathBack()
    {
        QFETCH(bool, replaced);
        const PrivateHome home;
        const RunningProcess service = home.startService();
        QVERIFY(service);
        McpClient before(home);
        const QString id = before.run(u"sleep 600"_s);
        std::unique_ptr<SocketActivator> systemd;
        const QString path = home.path() + "/runtime/service.sock"_L1;
        if (replaced)
            systemd = std::make_unique<SocketActivator>(home);
        else
            QVERIFY(QFile::remove(path));
        // The agents that are connected notice nothing, and others reach the same service.
        QCOMPARE(statusOf(before, id), u"running"_s);
        McpClient after(home);
        QVERIFY(QTest::qWaitFor([&] { return statusOf(after, id) == "running"_L1; }, patience));
        QCOMPARE(home.servicePid(), service->processId());
        QVERIFY(home.endService(SIGTERM));
        QVERIFY(!QFile::exists(path));
    }
};

QTEST_GUILESS_MAIN(TestSocketActivation)
#include "tst_socketactivation.moc"
