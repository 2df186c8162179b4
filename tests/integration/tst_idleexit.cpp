// A service that a bridge has started ends when nobody needs it; others stay.

#include <csignal>

#include <QProcess>
#include <QTest>

#include "mcpclient.h"

using namespace Qt::StringLiterals;

class TestIdleExit : public QObject
{
    Q_OBJECT

private:
    static void startService(QProcess &service, const PrivateHome &home, const QStringList &arguments)
    {
        service.setProcessEnvironment(home.environment());
        service.start(QStringLiteral(JOBDECK_BIN "/jobdeckd"), arguments);
        QVERIFY(QTest::qWaitFor([&] { return home.servicePid() > 0; }, 10000));
    }

private slots:
    void endsWithoutClientAndJob()
    {
        const PrivateHome home;
        QProcess service;
        startService(service, home, {u"--idle-exit"_s, u"1"_s});
        QVERIFY(QTest::qWaitFor([&] { return service.state() == QProcess::NotRunning; }, 10000));
        QCOMPARE(service.exitCode(), 0);
    }

    void staysForAClientAndForAJob()
    {
        const PrivateHome home;
        QProcess service;
        startService(service, home, {u"--idle-exit"_s, u"3"_s});
        auto client = std::make_unique<McpClient>(home);
        QTest::qWait(5000);
        QCOMPARE(service.state(), QProcess::Running);
        QVERIFY(client->call(u"execute"_s, {{u"command"_s, u"sleep 9"_s}}).contains(u"job_id"));
        QCOMPARE(client->close(), 0);
        QTest::qWait(5000);
        QCOMPARE(service.state(), QProcess::Running);  // the job runs
        QVERIFY(QTest::qWaitFor([&] { return service.state() == QProcess::NotRunning; }, 30000));
        QCOMPARE(service.exitCode(), 0);
    }

    void staysWhenNotAsked()
    {
        const PrivateHome home;
        QProcess service;
        startService(service, home, {});
        QTest::qWait(2500);
        QCOMPARE(service.state(), QProcess::Running);
        service.terminate();
        QVERIFY(QTest::qWaitFor([&] { return service.state() == QProcess::NotRunning; }, 5000));
    }

    void badTimeIsNamed()
    {
        QProcess service;
        service.start(QStringLiteral(JOBDECK_BIN "/jobdeckd"), {u"--idle-exit"_s, u"soon"_s});
        QVERIFY(service.waitForFinished());
        QCOMPARE(service.exitCode(), 64);
        QVERIFY(service.readAllStandardError().contains("'soon'"));
    }
};

QTEST_GUILESS_MAIN(TestIdleExit)
#include "tst_idleexit.moc"
