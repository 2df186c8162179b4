// What a keeper must stand that jobs, people and disks do to it.

#include <sys/prctl.h>
#include <sys/wait.h>

#include <csignal>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include "keeperharness.h"

using namespace Qt::StringLiterals;
using keeper::FrameType;

namespace {

// Each process forks the next one and ends at once.
const QString runner = u"exec perl -e '$SIG{TERM} = \"IGNORE\"; while (1) { my $pid = fork; exit if $pid; setpgrp }'"_s;

keeper::Stopped stopAndWait(KeeperHarness &job, int graceMs)
{
    job.service().send(FrameType::Stop, keeper::Stop{SIGTERM, std::uint32_t(graceMs), keeper::StopCause::Agent, 0});
    return job.service().waitForPayload<keeper::Stopped>(FrameType::Stopped);
}

void say(const KeeperHarness &job, const QString &name)
{
    QFile file(QFileInfo(job.socketPath()).path() + u'/' + name);
    QVERIFY(file.open(QIODevice::WriteOnly));
}

}  // namespace

class TestKeeperFaults : public QObject
{
    Q_OBJECT

private slots:
    // A tree that is never the same twice must not look as if it were gone.
    void runnerIsCaughtEveryTime()
    {
        for (int i = 0; i < 20; ++i) {
            KeeperHarness job(runner);
            QVERIFY(!job.service().result().isEmpty());
            QCOMPARE(stopAndWait(job, 50).survivors, 0u);
            QVERIFY2(job.waitUntilGone(3000), "the stop was reported before all had ended");
        }
    }

    void processWithoutItsFirstThreadIsStopped()
    {
        KeeperHarness job(QStringLiteral("exec " JOBPROGRAM));
        QVERIFY(eventually([&] { return job.output() == "ready\n"; }));
        const keeper::Stopped stopped = stopAndWait(job, 200);
        const qint64 pid = job.lockField("main_pid");
        const bool gone = job.waitUntilGone(3000);
        if (!gone)
            ::kill(pid_t(pid), SIGKILL);
        QCOMPARE(stopped.killed, 1u);
        QVERIFY(gone);
    }

    // In a container nobody may be there to reap what a keeper leaves.
    void failedStartLeavesNoZombie()
    {
        QCOMPARE(::prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
        {
            KeeperHarness::Options options;
            options.shell = u"/no/such/shell"_s;
            KeeperHarness job(u"true"_s, options);
            QVERIFY(!job.service().finalResult().isEmpty());
            QVERIFY(job.waitUntilGone());
        }
        ::prctl(PR_SET_CHILD_SUBREAPER, 0);
        int left = 0;
        const auto reapedAll = [&left] {
            while (::waitpid(-1, nullptr, WNOHANG) > 0)
                ++left;
            return ::waitpid(-1, nullptr, WNOHANG) < 0;
        };
        QVERIFY(eventually(reapedAll, 5000));
        QCOMPARE(left, 1);  // the keeper itself
    }

    // A service that a job started hands that job's id down.
    void jobHasOneId()
    {
        KeeperHarness::Options options;
        options.environment.insert(u"JOBDECK_JOB_ID"_s, u"outer"_s);
        KeeperHarness job(u"tr '\\0' '\\n' </proc/$$/environ | grep ^JOBDECK_JOB_ID="_s, options);
        QVERIFY(job.waitUntilGone());
        QCOMPARE(job.output(), "JOBDECK_JOB_ID=" + testJobId().toLatin1() + '\n');
    }

    void closedControlDescriptorIsRefused()
    {
        QTemporaryDir folder;
        QProcess program;
        program.start(QStringLiteral(JOBDECK_BIN "/jobdeck-keeper"),
                      {u"--job-dir"_s, folder.path(), u"--socket"_s, folder.filePath(u"socket"_s), u"--cwd"_s, u"/"_s,
                       u"--shell"_s, u"/bin/sh"_s, u"--command"_s, u"true"_s, u"--segment-bytes"_s, u"4096"_s,
                       u"--head-segments"_s, u"1"_s, u"--max-segments"_s, u"8"_s, u"--control-fd"_s, u"77"_s});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 64);
        QVERIFY(program.readAllStandardError().contains("--control-fd"));
    }

    // The records that a full disk held back are written when there is room, also when the job prints nothing more.
    void silentJobIsIndexedWhenTheDiskIsFreed()
    {
        QTemporaryDir mount;
        QProcess mounting;
        mounting.start(u"mount"_s, {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=1m"_s, u"none"_s, mount.path()});
        if (!mounting.waitForFinished() || mounting.exitCode() != 0)
            QSKIP("A small file system can only be mounted by root.");
        const auto unmount = qScopeGuard([&] { QProcess::execute(u"umount"_s, {u"-l"_s, mount.path()}); });
        QFile filler(mount.filePath(u"filler"_s));
        QVERIFY(filler.open(QIODevice::WriteOnly));
        filler.write(QByteArray(600 << 10, 'f'));
        filler.close();

        KeeperHarness::Options options;
        options.folder = mount.path();
        // The streams take turns, so that the gap's records can't be joined and the index needs room of its own.
        KeeperHarness job(u"head -c 800000 /dev/zero; for ((i=0; i<300; i++)); do printf o; sleep 0.002; printf e >&2; "
                          u"sleep 0.002; done;"
                          " touch printed; until [ -e go ]; do sleep 0.05; done"_s,
                          options);
        const QString folder = QFileInfo(job.socketPath()).path();
        QVERIFY(eventually([&] { return QFile::exists(folder + "/printed"_L1); }));
        QTest::qWait(300);
        QVERIFY2(job.log().extent().end < 800600, "the disk was not full enough to show anything");
        QVERIFY(filler.remove());
        const bool caughtUp = eventually([&] { return job.log().extent().end == 800600; }, 5000);
        say(job, u"go"_s);
        QVERIFY(job.waitUntilGone());
        QVERIFY(caughtUp);
    }

    // Bytes whose file was removed are a gap, never NULs.
    void removedDataFileIsAGap()
    {
        KeeperHarness job(u"echo one; until [ -e go ]; do sleep 0.05; done; echo two; exit 6"_s);
        QVERIFY(eventually([&] { return job.output() == "one\n"; }));
        QVERIFY(QFile::remove(job.jobFolder() + "/output/000000.dat"_L1));
        QTest::qWait(700);  // it looks every 500 ms
        say(job, u"go"_s);
        QVERIFY(job.waitUntilGone());
        QCOMPARE(job.output(), QByteArray("two\n"));
        QCOMPARE(job.log().extent().end, 8u);
    }
};

QTEST_GUILESS_MAIN(TestKeeperFaults)
#include "tst_keeperfaults.moc"
