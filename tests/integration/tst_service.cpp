// The service's own life: one per user, its socket, its signals.

#include <sys/stat.h>

#include <csignal>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include "mcpclient.h"
#include "rawpeer.h"

using namespace Qt::StringLiterals;

namespace {

mode_t modeOf(const QString &file)
{
    struct stat info {
    };
    return ::lstat(QFile::encodeName(file).constData(), &info) == 0 ? info.st_mode & 07777 : 0;
}

// The living processes named `jobdeckd` of this home.
int servicesOf(const PrivateHome &home)
{
    int count = 0;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        QFile comm("/proc/"_L1 + name + "/comm"_L1), environment("/proc/"_L1 + name + "/environ"_L1);
        if (name.toLongLong() > 0 && comm.open(QIODevice::ReadOnly) && comm.readAll().trimmed() == "jobdeckd"
            && environment.open(QIODevice::ReadOnly)
            && environment.readAll().contains("JOBDECK_HOME=" + home.path().toUtf8() + '\0'))
            ++count;
    }
    return count;
}

QString socketOf(const PrivateHome &home)
{
    return home.path() + "/runtime/service.sock"_L1;
}

}  // namespace

class TestService : public QObject
{
    Q_OBJECT

private slots:
    void twentyBridgesStartOneService()
    {
        const PrivateHome home;
        std::vector<std::unique_ptr<QProcess>> bridges;
        for (int i = 0; i < 20; ++i) {
            bridges.push_back(std::make_unique<QProcess>());
            bridges.back()->setProcessEnvironment(home.environment());
            bridges.back()->start(programPath(u"jobdeck"_s), {u"mcp"_s});
            bridges.back()->write(initializeLine(1));
        }
        for (const auto &bridge : bridges) {
            QTRY_VERIFY_WITH_TIMEOUT(bridge->canReadLine(), 20000);
            QVERIFY(QJsonDocument::fromJson(bridge->readLine()).object().contains(u"result"));
        }
        QTRY_COMPARE_WITH_TIMEOUT(servicesOf(home), 1, 10000);
        QFile log(home.path() + "/state/service.log"_L1);
        QVERIFY(log.open(QIODevice::ReadOnly));
        QCOMPARE(log.readAll().count(" Serving "), 1);
        for (const auto &bridge : bridges) {
            bridge->closeWriteChannel();
            QVERIFY(bridge->waitForFinished(10000));
            QCOMPARE(bridge->exitCode(), 0);
        }
    }

    void secondServiceLeavesAtOnce()
    {
        const PrivateHome home;
        const auto service = home.startService();
        QVERIFY(service);
        const Finished second = runProgram(programPath(u"jobdeckd"_s), {}, home.environment());
        QCOMPARE(second.code, 75);
        QVERIFY2(second.err.contains("Another Jobdeck service runs already"), second.err.constData());
        QVERIFY(RawPeer(socketOf(home)).isOpen());
    }

    void socketIsPrivateAndStaleOnesAreReplaced()
    {
        const PrivateHome home;
        QVERIFY(home.startService());  // and kills it: the socket stays behind
        QCOMPARE(home.servicePid(), 0);
        QVERIFY(QFile::exists(socketOf(home)));
        QVERIFY(!RawPeer(socketOf(home)).isOpen());
        McpClient agent(home);
        QVERIFY(!agent.run(u"true"_s).isEmpty());
        QCOMPARE(modeOf(socketOf(home)), mode_t(0600));
        for (const QString &folder : {u"runtime"_s, u"runtime/keepers"_s, u"state"_s, u"state/jobs"_s})
            QCOMPARE(modeOf(home.path() + u'/' + folder), mode_t(0700));
    }

    void unfitRuntimeFolder()
    {
        const PrivateHome home;
        const QString runtime = home.path() + "/runtime"_L1;
        QDir().mkpath(runtime);
        QVERIFY(::chmod(QFile::encodeName(runtime).constData(), 0755) == 0);
        const QByteArray sentence = "The runtime folder " + runtime.toUtf8() + " is not private";
        const Finished service = runProgram(programPath(u"jobdeckd"_s), {}, home.environment());
        QCOMPARE(service.code, 74);
        QVERIFY2(service.err.contains(sentence), service.err.constData());
        const Finished bridge = runProgram(programPath(u"jobdeck"_s), {u"mcp"_s}, home.environment());
        QCOMPARE(bridge.code, 69);
        QVERIFY2(bridge.err.contains(sentence), bridge.err.constData());
        QCOMPARE(bridge.out, QByteArray());
    }

    void tooLongHome()
    {
        const PrivateHome home;
        const QString base = home.path() + u'/' + u"x"_s.repeated(100);
        QProcessEnvironment environment = home.environment();
        environment.insert(u"JOBDECK_HOME"_s, base);
        const QByteArray length = QByteArray::number((base + "/runtime/keepers/00000000"_L1).toUtf8().size());
        for (const QString &program : {u"jobdeckd"_s, u"jobdeck"_s}) {
            const Finished finished = runProgram(
                programPath(program), program == "jobdeck"_L1 ? QStringList{u"mcp"_s} : QStringList(), environment);
            QCOMPARE(finished.code, program == "jobdeck"_L1 ? 69 : 74);
            QVERIFY2(finished.err.contains("would have a path of " + length + " bytes, and the kernel allows 107"),
                     finished.err.constData());
        }
        environment.insert(u"JOBDECK_HOME"_s, u"relative"_s);
        QVERIFY(runProgram(programPath(u"jobdeckd"_s), {}, environment)
                    .err.contains("JOBDECK_HOME is 'relative'; it must be an absolute path"));
    }

    void sigtermLeavesTheJobs()
    {
        const PrivateHome home;
        const auto service = home.startService();
        QVERIFY(service);
        McpClient agent(home);
        const QJsonObject job = agent.call(u"execute"_s, {{u"command"_s, u"sleep 300"_s}});
        ::kill(pid_t(service->processId()), SIGHUP);  // a terminal that closes
        QCOMPARE(agent.call(u"list"_s)[u"total"].toInt(), 1);
        QCOMPARE(home.servicePid(), service->processId());
        QElapsedTimer timer;
        timer.start();
        service->terminate();
        QVERIFY(service->waitForFinished(10000));
        QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(service->exitStatus(), QProcess::NormalExit);
        QCOMPARE(service->exitCode(), 0);
        QVERIFY(isAlive(job[u"pid"].toInteger()));
        QCOMPARE(agent.call(u"kill"_s, {{u"job_id"_s, job[u"job_id"]}})[u"status"].toString(), u"killed"_s);
    }

    void sigtermStopsTheJobsWhenItIsTold()
    {
        const PrivateHome home;
        home.writeSettings("stop_jobs_on_exit=true\n");
        const auto service = home.startService();
        QVERIFY(service);
        QString id;
        qint64 pid = 0;
        {
            McpClient agent(home);
            const QJsonObject job = agent.call(u"execute"_s, {{u"command"_s, u"sleep 300"_s}});
            id = job[u"job_id"].toString();
            pid = job[u"pid"].toInteger();
        }
        service->terminate();
        QVERIFY(service->waitForFinished(10000));
        QCOMPARE(service->exitCode(), 0);
        QTRY_VERIFY(!isAlive(pid));
        McpClient agent(home);
        const QJsonObject status = agent.waitForEnd(id);
        QCOMPARE(status[u"status"].toString(), u"killed"_s);
        QVERIFY(status[u"reason"].toString().startsWith(u"killed because the service ended"_s));
    }

    void secondSigtermIsImmediate()
    {
        const PrivateHome home;
        home.writeSettings("stop_jobs_on_exit=true\n");
        const auto service = home.startService();
        QVERIFY(service);
        QString id;
        {
            McpClient agent(home);
            id = agent.run(u"trap '' TERM; echo ready; while :; do sleep 0.1; done"_s);
            QTRY_COMPARE(agent.call(u"output"_s, {{u"job_id"_s, id}})[u"stdout"].toString(), u"ready\n"_s);
        }
        QElapsedTimer timer;
        timer.start();
        service->terminate();
        QVERIFY(!service->waitForFinished(500));  // the job has its grace period
        service->terminate();
        QVERIFY(service->waitForFinished(4000));
        QCOMPARE(service->exitCode(), 0);
        QVERIFY(timer.elapsed() < 4000);
        McpClient agent(home);
        QCOMPARE(agent.waitForEnd(id)[u"status"].toString(), u"killed"_s);
    }
};

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
