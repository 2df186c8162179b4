// jobdeck-desktop as a whole: it takes a service over, is one, and may go at any time.

#include <csignal>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include "tests/integration/mcpclient.h"
#include "tests/integration/socketactivator.h"

using namespace Qt::StringLiterals;

namespace {

QString programOf(qint64 pid)
{
    return pid > 0 ? QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(pid)).section(u'/', -1) : QString();
}

RunningProcess startDesktop(const PrivateHome &home, const QStringList &arguments = {}, const QString &display = {})
{
    RunningProcess desktop(new QProcess);
    QProcessEnvironment environment = home.environment();
    if (!display.isEmpty())
        environment.insert(u"DISPLAY"_s, display);
    desktop->setProcessEnvironment(environment);
    desktop->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    desktop->start(programPath(u"jobdeck-desktop"_s), arguments);
    return desktop;
}

bool serves(const PrivateHome &home, const QString &program)
{
    return QTest::qWaitFor([&] { return programOf(home.servicePid()) == program; }, 20000);
}

// An X server of its own, which may be killed.
RunningProcess startScreen(QString &display)
{
    RunningProcess screen(new QProcess);
    screen->start(u"Xvfb"_s,
                  {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1200x800x24"_s, u"-nolisten"_s, u"tcp"_s});
    if (screen->waitForReadyRead(20000))
        display = u':' + QString::fromLatin1(screen->readLine().trimmed());
    return screen;
}

}  // namespace

class TestDesktop : public QObject
{
    Q_OBJECT

private slots:
    void takesOverUnnoticed()
    {
        PrivateHome home;
        RunningProcess desktop;  // goes after its agent, which would start another service
        McpClient agent(home);
        const QString id = agent.run(u"for i in $(seq 200); do echo line $i; sleep 0.02; done"_s);
        QVERIFY(!id.isEmpty());
        QCOMPARE(programOf(home.servicePid()), u"jobdeckd"_s);
        const qint64 job = agent.call(u"status"_s, {{u"job_id"_s, id}})[u"pid"].toInteger();
        desktop = startDesktop(home);
        QVERIFY(serves(home, u"jobdeck-desktop"_s));
        const QJsonObject status = agent.call(u"status"_s, {{u"job_id"_s, id}});
        QCOMPARE(status[u"status"].toString(), u"running"_s);
        QCOMPARE(status[u"pid"].toInteger(), job);
        QCOMPARE(agent.waitForEnd(id)[u"exit_code"].toInt(-1), 0);
        QString expected;
        for (int i = 1; i <= 200; ++i)
            expected += u"line %1\n"_s.arg(i);
        QCOMPARE(agent.call(u"output"_s, {{u"job_id"_s, id}})[u"stdout"].toString(), expected);
    }

    // systemd keeps the socket that it has made; nobody reaches it once the window has one at its path.
    void takesOverFromSystemd()
    {
        PrivateHome home;
        RunningProcess desktop;
        SocketActivator systemd(home);
        McpClient agent(home);
        const QString id = agent.run(u"sleep 600"_s);
        QVERIFY(!id.isEmpty());
        QCOMPARE(home.servicePid(), systemd.service()->processId());
        const auto status = [&] { return agent.call(u"status"_s, {{u"job_id"_s, id}})[u"status"].toString(); };
        desktop = startDesktop(home);
        QVERIFY(serves(home, u"jobdeck-desktop"_s));
        QVERIFY(QTest::qWaitFor([&] { return status() == "running"_L1; }, 20000));
        QCOMPARE(McpClient(home).call(u"status"_s, {{u"job_id"_s, id}})[u"status"].toString(), u"running"_s);
        QVERIFY(QTest::qWaitFor([&] { return systemd.service()->state() == QProcess::NotRunning; }, 20000));
        // The window goes: the agent's bridge starts the next service.
        QVERIFY(home.endService(SIGTERM));
        QVERIFY(QTest::qWaitFor([&] { return status() == "running"_L1; }, 20000));
        QCOMPARE(programOf(home.servicePid()), u"jobdeckd"_s);
        QCOMPARE(agent.call(u"kill"_s, {{u"job_id"_s, id}})[u"status"].toString(), u"killed"_s);
    }

    void isOpenedOnce()
    {
        PrivateHome home;
        const auto first = startDesktop(home);
        QVERIFY(serves(home, u"jobdeck-desktop"_s));
        const qint64 pid = home.servicePid();
        for (const QStringList &arguments : {QStringList{}, QStringList{u"--background"_s}}) {
            const auto second = startDesktop(home, arguments);
            QVERIFY(second->waitForFinished(20000));
            QCOMPARE(second->exitCode(), 0);
        }
        QCOMPARE(home.servicePid(), pid);
        QCOMPARE(first->state(), QProcess::Running);
    }

    void jobdeckAloneOpensIt()
    {
        PrivateHome home;
        RunningProcess jobdeck(new QProcess);
        jobdeck->setProcessEnvironment(home.environment());
        jobdeck->start(programPath(u"jobdeck"_s), QStringList());
        QVERIFY(serves(home, u"jobdeck-desktop"_s));
        QCOMPARE(home.servicePid(), jobdeck->processId());
    }

    void withoutScreenSaysSo()
    {
        PrivateHome home;
        QProcessEnvironment environment = home.environment();
        environment.remove(u"DISPLAY"_s);
        environment.remove(u"WAYLAND_DISPLAY"_s);
        const Finished run = runProgram(programPath(u"jobdeck-desktop"_s), {}, environment);
        QCOMPARE(run.code, 69);
        QVERIFY2(run.err.contains("jobdeckd"), run.err.constData());
    }

    void jobsAndAgentsOutliveIt_data()
    {
        QTest::addColumn<bool>("killDisplay");
        QTest::newRow("the window is killed") << false;
        QTest::newRow("the display dies") << true;
    }

    void jobsAndAgentsOutliveIt()
    {
        QFETCH(bool, killDisplay);
        PrivateHome home;
        QString display;
        const RunningProcess screen = startScreen(display);
        QVERIFY(!display.isEmpty());
        const auto desktop = startDesktop(home, {}, display);
        QVERIFY(serves(home, u"jobdeck-desktop"_s));
        McpClient agent(home);
        const QString id = agent.run(u"sleep 600"_s);
        const qint64 job = agent.call(u"status"_s, {{u"job_id"_s, id}})[u"pid"].toInteger();
        QVERIFY(job > 0);

        ::kill(pid_t(killDisplay ? screen->processId() : desktop->processId()), SIGKILL);
        QElapsedTimer time;
        time.start();
        QVERIFY(desktop->waitForFinished(20000));
        QVERIFY(QTest::qWaitFor(
            [&] {
                return agent.call(u"status"_s, {{u"job_id"_s, id}})[u"status"].toString() == "running"_L1;
            },
            20000));
        qInfo("An agent is answered again after %lld ms.", time.elapsed());
        QCOMPARE(agent.call(u"status"_s, {{u"job_id"_s, id}})[u"pid"].toInteger(), job);
        QCOMPARE(programOf(home.servicePid()), u"jobdeckd"_s);
        QCOMPARE(agent.call(u"kill"_s, {{u"job_id"_s, id}})[u"status"].toString(), u"killed"_s);
    }
};

QTEST_GUILESS_MAIN(TestDesktop)
#include "tst_desktop.moc"
