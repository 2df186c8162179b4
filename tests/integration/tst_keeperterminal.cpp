// Jobs on a terminal.

#include <csignal>

#include <QStandardPaths>
#include <QTest>

#include "tests/integration/keeperharness.h"

using namespace Qt::StringLiterals;
using keeper::FrameType;

namespace {

KeeperHarness::Options terminal()
{
    KeeperHarness::Options options;
    options.terminal = true;
    return options;
}

void sendInput(KeeperConnection &service, const QByteArray &bytes)
{
    service.send(FrameType::Input, keeper::InputHeader{1}, bytes);
}

}  // namespace

class TestKeeperTerminal : public QObject
{
    Q_OBJECT

private slots:
    void isATerminal()
    {
        KeeperHarness job(u"test -t 0 -a -t 1 -a -t 2 && stty size && echo ok > /dev/tty"_s, terminal());
        QCOMPARE(job.service().result()[u"exit_code"].toInt(-1), 0);
        QVERIFY(job.waitUntilGone());
        QCOMPARE(job.output(), "40 120\r\nok\r\n"_ba);
        QCOMPARE(job.output(core::StreamFilter::Stderr), QByteArray());
    }

    void hasTheSizeThatWasOrdered()
    {
        KeeperHarness::Options options = terminal();
        options.size = {73, 21};
        KeeperHarness job(u"stty -echo; stty size; read line"_s, options);
        QCOMPARE(job.service().waitForPayload<keeper::TerminalSize>(FrameType::Resized), options.size);
        QVERIFY(eventually([&] { return job.output() == "21 73\r\n"; }));
        sendInput(job.service(), "\r");
        const QJsonObject result = job.service().result();
        QCOMPARE(job.output(), "21 73\r\n"_ba);
        QCOMPARE(result[u"columns"].toInt(), 73);
        QCOMPARE(result[u"rows"].toInt(), 21);
    }

    void programsAreToldOfANewSize()
    {
        KeeperHarness job(u"trap 'stty size; exit 5' WINCH; echo ready; while :; do sleep 0.05; done"_s, terminal());
        QVERIFY(eventually([&] { return job.output().contains("ready"); }));
        job.service().waitFor(FrameType::Resized);
        job.service().send(FrameType::Resize, keeper::TerminalSize{0, 10});
        job.service().send(FrameType::Resize, keeper::TerminalSize{10, 1001});
        job.service().send(FrameType::Resize, keeper::TerminalSize{200, 50});
        QCOMPARE(job.service().waitForPayload<keeper::TerminalSize>(FrameType::Resized),
                 (keeper::TerminalSize{200, 50}));
        const QJsonObject result = job.service().result();
        QCOMPARE(result[u"exit_code"].toInt(-1), 5);
        QCOMPARE(result[u"columns"].toInt(), 200);
        QVERIFY(job.output().contains("50 200\r\n"));
    }

    void aPipeHasNoSize()
    {
        KeeperHarness job(u"read line"_s);
        job.service().send(FrameType::Resize, keeper::TerminalSize{200, 50});
        sendInput(job.service(), "\n");
        const QJsonObject result = job.service().result();
        QCOMPARE(result[u"exit_code"].toInt(-1), 0);
        QVERIFY(!result.contains(u"columns"));
    }

    void aSizeThatIsNotAllowedIsRefused()
    {
        KeeperHarness::Options options = terminal();
        options.size = {1001, 21};
        const KeeperHarness job(u"stty size"_s, options);
        QCOMPARE(job.startExitCode(), 64);
        QVERIFY2(job.startErrors().contains("1 to 1000"), job.startErrors());
    }

    // A terminal keeps only some kB: all of it must be taken in time, and the rest at the end.
    void everythingIsKept()
    {
        KeeperHarness job(u"seq 200000; echo -n end"_s, terminal());
        QCOMPARE(job.service().result()[u"exit_code"].toInt(-1), 0);
        QVERIFY(job.waitUntilGone());
        QByteArray expected;
        for (int i = 1; i <= 200000; ++i)
            expected += QByteArray::number(i) + "\r\n";
        QVERIFY(job.output() == expected + "end");
    }

    void endOfInputIsAKey()
    {
        KeeperHarness job(u"stty -echo; echo ready; cat; echo done; cat"_s, terminal());
        QVERIFY(eventually([&] { return job.output().contains("ready"); }));
        sendInput(job.service(), "hello\r");
        QVERIFY(eventually([&] { return job.output().contains("hello"); }));
        job.service().send(FrameType::CloseInput, keeper::InputHeader{2});
        QVERIFY(eventually([&] { return job.output().contains("done"); }));
        sendInput(job.service(), "again\r");
        QVERIFY(eventually([&] { return job.output().contains("again"); }));
        job.service().send(FrameType::CloseInput, keeper::InputHeader{3});
        QCOMPARE(job.service().result()[u"exit_code"].toInt(-1), 0);
    }

    void interruptIsAKey()
    {
        KeeperHarness job(u"trap 'echo caught; exit 7' INT; echo ready; while :; do sleep 0.05; done"_s, terminal());
        QVERIFY(eventually([&] { return job.output().contains("ready"); }));
        sendInput(job.service(), "\x03");
        QCOMPARE(job.service().result()[u"exit_code"].toInt(-1), 7);
        QVERIFY(job.output().contains("caught"));
    }

    void theWholeTreeIsStopped()
    {
        KeeperHarness job(
            u"set -m; sleep 1000 & setsid sleep 1000 & (trap '' HUP TERM; sleep 1000) & echo ready; wait"_s,
            terminal());
        QVERIFY(eventually([&] { return job.output().contains("ready"); }));
        job.service().send(FrameType::Stop, keeper::Stop{SIGTERM, 500, keeper::StopCause::Person, 0});
        const auto stopped = job.service().waitForPayload<keeper::Stopped>(FrameType::Stopped);
        QCOMPARE(stopped.survivors, 0u);
        QVERIFY(stopped.signalled >= 3);
        QVERIFY(job.waitUntilGone());
    }

    // The main process closes its terminal, and goes on.
    void outputMayEndBeforeTheJob()
    {
        KeeperHarness job(u"echo before; exec > /dev/null 2>&1 < /dev/null; sleep 0.5; echo after > /dev/tty; exit 3"_s,
                          terminal());
        QCOMPARE(job.service().result()[u"exit_code"].toInt(-1), 3);
        QCOMPARE(job.output(), "before\r\nafter\r\n"_ba);
    }

    void anEditorWorks()
    {
        if (QStandardPaths::findExecutable(u"vim"_s).isEmpty())
            QSKIP("vim is not installed.");
        KeeperHarness::Options options = terminal();
        options.environment.insert(u"TERM"_s, u"xterm-256color"_s);
        KeeperHarness job(u"vim -u NONE -i NONE note.txt"_s, options);
        QVERIFY(eventually([&] { return job.output().contains("note.txt"); }));
        sendInput(job.service(), "ihello from vim\x1b");
        sendInput(job.service(), ":wq\r");
        QCOMPARE(job.service().result()[u"exit_code"].toInt(-1), 0);
        QFile note(job.jobFolder() + "/../note.txt"_L1);
        QVERIFY2(note.open(QIODevice::ReadOnly), qPrintable(note.fileName()));
        QCOMPARE(note.readAll(), "hello from vim\n"_ba);
    }
};

QTEST_GUILESS_MAIN(TestKeeperTerminal)
#include "tst_keeperterminal.moc"
