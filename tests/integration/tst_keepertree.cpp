// How a job starts and ends: exit codes, failed starts, its process tree, its input, and the services that come and go.

#include <sys/resource.h>

#include <csignal>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include "core/treeusage.h"
#include "keeperharness.h"

using namespace Qt::StringLiterals;
using keeper::FrameType;

namespace {

void stop(KeeperConnection &service, int signal, int graceMs)
{
    service.send(FrameType::Stop,
                 keeper::Stop{std::uint32_t(signal), std::uint32_t(graceMs), keeper::StopCause::Agent, 0});
}

// Processes whose environment names the test's job, the keeper not counted (it names none).
QList<qint64> processesOfJob()
{
    QList<qint64> pids;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        QFile file(u"/proc/%1/environ"_s.arg(name));
        if (name.toLongLong() > 0 && file.open(QIODevice::ReadOnly)
            && file.readAll().contains("JOBDECK_JOB_ID=" + testJobId().toLatin1()) && processLives(name.toLongLong()))
            pids += name.toLongLong();
    }
    return pids;
}

// AddressSanitizer keeps freed memory for a while.
#ifdef __SANITIZE_ADDRESS__
constexpr qint64 mostGrowth = 256 << 20;
#else
constexpr qint64 mostGrowth = 4 << 20;
#endif

keeper::InputReply sendInput(KeeperConnection &service, quint64 serial, const QByteArray &bytes)
{
    service.send(FrameType::Input, keeper::InputHeader{serial}, bytes);
    return service.waitForPayload<keeper::InputReply>(FrameType::InputReply);
}

// Of a tree that listens on no port.
QList<keeper::ProcessClock> clocksOf(KeeperConnection &service)
{
    service.send(FrameType::Inspect, keeper::Inspect{1});
    const QByteArray rest = service.waitFor(FrameType::Tree).payload.mid(sizeof(keeper::Tree));
    std::uint32_t count = 0;
    std::memcpy(&count, rest.constData(), std::min<size_t>(sizeof count, size_t(rest.size())));
    QList<keeper::ProcessClock> clocks(count);
    if (rest.size() == qsizetype(sizeof count + count * sizeof(keeper::ProcessClock)))
        std::memcpy(clocks.data(), rest.constData() + sizeof count, count * sizeof(keeper::ProcessClock));
    return clocks;
}

}  // namespace

class TestKeeperTree : public QObject
{
    Q_OBJECT

private slots:
    void cleanup()
    {
        QVERIFY2(eventually([] { return processesOfJob().isEmpty(); }, 5000), "processes were left over");
    }

    void exitIsKnown_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<int>("signal");
        QTest::newRow("0") << u"exit 0"_s << 0 << 0;
        QTest::newRow("255") << u"exit 255"_s << 255 << 0;
        QTest::newRow("not found") << u"no-such-program-anywhere"_s << 127 << 0;
        QTest::newRow("SEGV") << u"kill -SEGV $$"_s << -1 << SIGSEGV;
        QTest::newRow("KILL") << u"kill -KILL $$"_s << -1 << SIGKILL;
    }

    void exitIsKnown()
    {
        QFETCH(QString, command);
        QFETCH(int, exitCode);
        QFETCH(int, signal);
        KeeperHarness job(command);
        const QJsonObject result = job.service().finalResult();
        QCOMPARE(result[u"exit_code"].toInt(-1), exitCode);
        QCOMPARE(result[u"signal"].toInt(0), signal);
        QVERIFY(!result.contains(u"stopped"));
        QVERIFY(result[u"started"].toString() <= result[u"ended"].toString());
    }

    void failedStartIsNamedAtOnce_data()
    {
        QTest::addColumn<QString>("shell");
        QTest::addColumn<QString>("cwd");
        QTest::addColumn<QString>("stage");
        QTest::addColumn<int>("error");
        QTest::newRow("no shell") << u"/no/such/shell"_s << u"/"_s << u"exec"_s << ENOENT;
        QTest::newRow("shell is a folder") << u"/tmp"_s << u"/"_s << u"exec"_s << EACCES;
        QTest::newRow("shell not executable") << u"/etc/passwd"_s << u"/"_s << u"exec"_s << EACCES;
        QTest::newRow("bad interpreter") << u"SCRIPT"_s << u"/"_s << u"exec"_s << ENOENT;
        QTest::newRow("no folder") << u"/bin/bash"_s << u"/no/such/folder"_s << u"chdir"_s << ENOENT;
        QTest::newRow("folder is a file") << u"/bin/bash"_s << u"/etc/passwd"_s << u"chdir"_s << ENOTDIR;
    }

    void failedStartIsNamedAtOnce()
    {
        QFETCH(QString, shell);
        QFETCH(QString, cwd);
        QFETCH(QString, stage);
        QFETCH(int, error);
        QTemporaryDir folder;
        if (shell == "SCRIPT"_L1) {
            QFile script(shell = folder.filePath(u"script"_s));
            QVERIFY(script.open(QIODevice::WriteOnly));
            script.write("#!/no/such/interpreter\n");
            script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
        KeeperHarness::Options options;
        options.shell = shell;
        options.cwd = cwd;
        QElapsedTimer time;
        time.start();
        KeeperHarness job(u"true"_s, options);
        const QJsonObject result = job.service().finalResult();
        qInfo("%lld ms", time.elapsed());
        QVERIFY(time.elapsed() < 10000);
        QCOMPARE(result[u"failed_to_start"].toObject()[u"stage"].toString(), stage);
        QCOMPARE(result[u"failed_to_start"].toObject()[u"errno"].toInt(), error);
        QVERIFY(!result.contains(u"exit_code"));
        QVERIFY(job.waitUntilGone());
        QVERIFY(QFile::exists(job.jobFolder() + "/result.json"_L1));
    }

    void badOrdersAndALockedFolderAreRefused()
    {
        QProcess keeperProgram;
        keeperProgram.start(QStringLiteral(JOBDECK_BIN "/jobdeck-keeper"), {u"--job-dir"_s});
        QVERIFY(keeperProgram.waitForFinished());
        QCOMPARE(keeperProgram.exitCode(), 64);
        QTemporaryDir folder;
        KeeperHarness::Options options;
        options.folder = folder.path();
        KeeperHarness first(u"sleep 100"_s, options);
        QCOMPARE(first.startExitCode(), 0);
        {
            KeeperHarness second(u"sleep 100"_s, options);
            QCOMPARE(second.startExitCode(), 75);
            QVERIFY2(second.startErrors().contains("keeper.lock"), second.startErrors().constData());
            QVERIFY(processesOfJob().size() <= 2);
        }
        stop(first.service(), SIGKILL, 0);
    }

    void jobStartsClean()
    {
        KeeperHarness::Options options;
        options.descriptors = 777;
        options.environment.insert(u"MINE"_s, u"yes"_s);
        KeeperHarness job(
            u"grep -E 'Sig(Ign|Blk)' /proc/self/status; ls /proc/$$/fd; ulimit -Sn; echo ${#JOBDECK_JOB_ID} $MINE; "
            "ps -o pgid= -p $$ | tr -d ' '; echo $$"_s,
            options);
        job.service().finalResult();
        const QList<QByteArray> lines = job.output().trimmed().split('\n');
        const QByteArray text = job.output();
        QVERIFY2(text.contains("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n0\n1\n2\n777\n"
                               + QByteArray::number(testJobId().size()) + " yes\n"),
                 text.constData());
        QCOMPARE(lines[lines.size() - 2], lines[lines.size() - 1]);  // it leads a group of its own
    }

    void timeoutNeedsNobody_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<int>("killed");
        QTest::newRow("TERM is enough") << u"sleep 100"_s << 0;
        QTest::newRow("TERM is ignored") << u"trap '' TERM; sleep 100 & sleep 100; sleep 100"_s << 3;
    }

    void timeoutNeedsNobody()
    {
        QFETCH(QString, command);
        QFETCH(int, killed);
        KeeperHarness::Options options;
        options.timeoutMs = 400;
        options.graceMs = 400;
        KeeperHarness job(command, options);
        job.service().close();  // the service is gone
        QVERIFY(job.waitUntilGone());
        QFile file(job.jobFolder() + "/result.json"_L1);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject result = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(result[u"stopped"].toObject()[u"by"].toString(), u"timeout"_s);
        QCOMPARE(result[u"stopped"].toObject()[u"killed"].toInt(), killed);
        QVERIFY(result[u"duration_ms"].toInteger() >= 400 + (killed > 0 ? 400 : 0));
        QVERIFY(result[u"duration_ms"].toInteger() < 5000);
    }

    void wholeTreeIsStopped_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<int>("processes");
        QTest::newRow("children") << u"sleep 100 & sleep 100 & wait"_s << 3;
        QTest::newRow("own session") << u"setsid sleep 100 & sleep 100; true"_s << 3;
        QTest::newRow("double fork") << u"(setsid bash -c 'sleep 100 & sleep 100; true' &); sleep 100; true"_s << 5;
        QTest::newRow("daemon, closed descriptors") << u"(setsid sleep 100 <&- >&- 2>&- &); sleep 100; true"_s << 3;
        QTest::newRow("ignores TERM") << u"trap '' TERM; (setsid sleep 100 &); while true; do sleep 100; done"_s << 3;
        QTest::newRow("respawns") << u"trap '' TERM; while true; do setsid sleep 0.05 & sleep 0.01; done"_s << 3;
        QTest::newRow("stopped") << u"sleep 100 & kill -STOP $!; sleep 100 & kill -STOP $$"_s << 3;
    }

    void wholeTreeIsStopped()
    {
        QFETCH(QString, command);
        QFETCH(int, processes);
        KeeperHarness job(command);
        job.waitForStart();
        QVERIFY(eventually([&] { return processesOfJob().size() >= processes; }));
        QTest::qWait(100);  // a subshell on its way out may have been counted
        stop(job.service(), SIGTERM, 300);
        const auto stopped = job.service().waitForPayload<keeper::Stopped>(FrameType::Stopped);
        QCOMPARE(stopped.survivors, 0u);
        QVERIFY(stopped.signalled >= quint32(processes));
        QVERIFY2(processesOfJob().isEmpty(), "the stop was reported before all had ended");
        QVERIFY(job.waitUntilGone());
    }

    void whatTheJobLeftBehindIsStopped()
    {
        KeeperHarness job(u"setsid sleep 100 >/dev/null 2>&1 & exit 7"_s);
        QCOMPARE(job.service().result()[u"exit_code"].toInt(), 7);
        QVERIFY(job.isLocked());  // as long as a descendant lives
        QCOMPARE(processesOfJob().size(), 1);
        stop(job.service(), SIGTERM, 1000);
        QCOMPARE(job.service().waitForPayload<keeper::Stopped>(FrameType::Stopped).signalled, 1u);
        QVERIFY(job.waitUntilGone());
        QFile file(job.jobFolder() + "/result.json"_L1);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("stopped"));  // the job had ended by itself
    }

    void graceEndsWithTheLastProcess()
    {
        KeeperHarness job(u"sleep 100"_s);
        job.waitForStart();
        QElapsedTimer time;
        time.start();
        stop(job.service(), SIGTERM, 15000);
        QCOMPARE(job.service().waitForPayload<keeper::Stopped>(FrameType::Stopped).killed, 0u);
        QVERIFY(time.elapsed() < 12000);
    }

    void secondStopMakesItFaster()
    {
        KeeperHarness job(u"trap '' TERM; echo ready; while true; do sleep 100; done"_s);
        QVERIFY(eventually([&] { return job.output() == "ready\n"; }));
        stop(job.service(), SIGTERM, 60000);
        stop(job.service(), SIGKILL, 0);
        QVERIFY(job.service().waitForPayload<keeper::Stopped>(FrameType::Stopped).killed > 0);
    }

    void keeperThatIsTerminatedEndsItsJob()
    {
        KeeperHarness job(u"echo ready; sleep 100"_s);
        QVERIFY(eventually([&] { return job.output() == "ready\n"; }));
        ::kill(pid_t(job.lockField("keeper_pid")), SIGTERM);
        const QJsonObject result = job.service().finalResult();
        QCOMPARE(result[u"stopped"].toObject()[u"by"].toString(), u"service"_s);
        QVERIFY(job.waitUntilGone());
    }

    void killedKeeperLeavesItsJobsName()
    {
        KeeperHarness job(u"echo ready; exec sleep 100"_s);
        QVERIFY(eventually([&] { return job.output() == "ready\n"; }));
        const qint64 pid = job.lockField("main_pid");
        QVERIFY(processLives(pid));
        QFile stat(u"/proc/%1/stat"_s.arg(pid));
        QVERIFY(stat.open(QIODevice::ReadOnly));
        const QByteArray fields = stat.readAll();
        QCOMPARE(fields.mid(fields.lastIndexOf(')') + 2).split(' ').value(19).toLongLong(),
                 job.lockField("main_start"));
        ::kill(pid_t(job.lockField("keeper_pid")), SIGKILL);
        QVERIFY(job.waitUntilGone());
        QVERIFY(!QFile::exists(job.jobFolder() + "/result.json"_L1));
        ::kill(pid_t(pid), SIGKILL);
    }

    void inputArrives()
    {
        KeeperHarness job(u"cat"_s);
        QCOMPARE(sendInput(job.service(), 1, "one\n").status, keeper::InputStatus::Accepted);
        QCOMPARE(sendInput(job.service(), 2, QByteArray("tw\0o", 4)).status, keeper::InputStatus::Accepted);
        job.service().send(FrameType::CloseInput, keeper::InputHeader{3});
        QCOMPARE(job.service().waitForPayload<keeper::InputReply>(FrameType::InputReply).serial, 3u);
        QCOMPARE(job.service().finalResult()[u"exit_code"].toInt(), 0);
        QCOMPARE(job.output(), QByteArray("one\ntw\0o", 8));
    }

    void inputToAClosedEndIsRefused()
    {
        KeeperHarness job(u"exec <&-; echo closed; sleep 100"_s);
        QVERIFY(eventually([&] { return job.output() == "closed\n"; }));
        QVERIFY(eventually([&] { return sendInput(job.service(), 1, "x").status == keeper::InputStatus::Broken; }));
        KeeperHarness reader(u"cat; sleep 100"_s);
        reader.service().send(FrameType::CloseInput, keeper::InputHeader{1});
        reader.service().waitFor(FrameType::InputReply);
        QCOMPARE(sendInput(reader.service(), 2, "x").status, keeper::InputStatus::Closed);
    }

    void inputFloodIsBounded()
    {
        KeeperHarness job(u"sleep 100"_s);
        job.waitForStart();
        const qint64 before = residentMemory(job.lockField("keeper_pid"));
        const QByteArray piece(keeper::maxInput, 'x');
        quint64 accepted = 0;
        keeper::InputReply reply{};
        for (int i = 0; i < 200; ++i) {
            reply = sendInput(job.service(), quint64(i), piece);
            if (reply.status != keeper::InputStatus::Accepted)
                break;
            accepted += quint64(piece.size());
        }
        QCOMPARE(reply.status, keeper::InputStatus::Full);
        QVERIFY(accepted <= keeper::maxInputQueue + (1 << 20));
        QCOMPARE(sendInput(job.service(), 1000, piece).queued, reply.queued);  // nothing was taken in part
        for (int i = 0; i < 100; ++i)
            sendInput(job.service(), 2000, piece);
        QVERIFY(residentMemory(job.lockField("keeper_pid")) - before < mostGrowth);
    }

    void servicesComeAndGo()
    {
        KeeperHarness job(u"for i in $(seq 40); do echo $i; sleep 0.05; done; exit 9"_s);
        job.service().waitFor(FrameType::Growth);
        job.service().close();
        KeeperConnection second = job.connect(), third = job.connect();
        second.attach();
        const auto hello = second.waitForPayload<keeper::Hello>(FrameType::Hello);
        QCOMPARE(hello.version, keeper::protocolVersion);
        QCOMPARE(hello.phase, keeper::Phase::Running);
        QCOMPARE(qint64(hello.mainPid), job.lockField("main_pid"));
        QCOMPARE(qint64(hello.keeperPid), job.lockField("keeper_pid"));
        QVERIFY(hello.growth.end > 0);
        third.attach();
        QCOMPARE(second.finalResult()[u"exit_code"].toInt(), 9);
        QCOMPARE(third.finalResult()[u"exit_code"].toInt(), 9);
        QVERIFY(second.waitForEnd());
        QVERIFY(job.waitUntilGone());
        QCOMPARE(job.output().count('\n'), 40);
    }

    void lateServiceGetsTheResult()
    {
        KeeperHarness job(u"setsid sleep 2 >/dev/null 2>&1 & exit 8"_s);
        job.service().result();
        KeeperConnection late = job.connect();
        late.attach();
        QCOMPARE(late.waitForPayload<keeper::Hello>(FrameType::Hello).phase, keeper::Phase::Ended);
        QCOMPARE(late.result()[u"exit_code"].toInt(), 8);
    }

    void badServicesHurtNobody()
    {
        KeeperHarness job(u"i=0; while [ $i -lt 60 ]; do i=$((i+1)); echo $i; sleep 0.05; done"_s);
        KeeperConnection garbage = job.connect(), silent = job.connect(), half = job.connect();
        garbage.sendRaw(QByteArray(1000, '\xff'));
        QVERIFY(garbage.waitForEnd());
        half.sendRaw(QByteArray("\1\0\0", 3));
        silent.attach();  // and never reads
        half.close();
        QCOMPARE(job.service().finalResult()[u"exit_code"].toInt(), 0);
        QCOMPARE(job.output().count('\n'), 60);
        QVERIFY(job.waitUntilGone());
    }

    void treeIsMeasured()
    {
        KeeperHarness job(u"sleep 100 & sleep 100 & wait"_s);
        QVERIFY(eventually([&] { return processesOfJob().size() == 3; }));
        job.service().send(FrameType::Inspect, keeper::Inspect{77});
        const auto tree = job.service().waitForPayload<keeper::Tree>(FrameType::Tree);
        QCOMPARE(tree.serial, 77u);
        QCOMPARE(tree.processes, 3u);
        QVERIFY(tree.residentBytes > 1 << 20);
    }

    // The processor clocks tell whether anything can have changed since.
    void sleepingTreesAreKnownToSleep()
    {
        KeeperHarness job(u"sleep 100 & read line; while :; do :; done"_s);
        QVERIFY(eventually([&] { return processesOfJob().size() == 2; }));
        core::TreeUsage usage;
        QVERIFY(eventually([&] {
            usage.clocks = clocksOf(job.service());
            QTest::qSleep(100);
            return core::isAsleepSince(usage);
        }));
        QCOMPARE(usage.clocks.size(), 2);
        job.service().send(FrameType::Input, keeper::InputHeader{1}, "\n");
        QVERIFY(eventually([&] { return !core::isAsleepSince(usage); }));
        QVERIFY(!core::isAsleepSince({}));
    }

    void nothingIsLeftOfManyJobs()
    {
        for (int i = 0; i < 200; ++i) {
            KeeperHarness job(u"true"_s);
            QCOMPARE(job.service().finalResult()[u"exit_code"].toInt(), 0);
            QVERIFY(job.waitUntilGone());
            QVERIFY(!QFile::exists(job.socketPath()));
        }
    }
};

QTEST_GUILESS_MAIN(TestKeeperTree)
#include "tst_keepertree.moc"
