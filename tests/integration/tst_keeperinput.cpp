// What a keeper sees of a job from outside: whether it waits for input, and the ports that it listens on.

#include <algorithm>

#include <QStandardPaths>
#include <QTest>

#include "tests/integration/keeperharness.h"

using namespace Qt::StringLiterals;
using keeper::FrameType;
using keeper::InputNeed;

namespace {

// Asks; the keeper says first what has changed.
QList<quint16> portsOf(KeeperConnection &service)
{
    service.send(FrameType::Inspect, keeper::Inspect{1});
    const QByteArray payload = service.waitFor(FrameType::Tree).payload;
    keeper::Tree tree{};
    std::memcpy(&tree, payload.constData(), std::min<size_t>(sizeof tree, size_t(payload.size())));
    QList<quint16> ports(tree.ports);
    if (!ports.isEmpty() && payload.size() >= qsizetype(sizeof tree + tree.ports * sizeof(quint16)))
        std::memcpy(ports.data(), payload.constData() + sizeof tree, tree.ports * sizeof(quint16));
    return ports;
}

InputNeed nextNeed(KeeperConnection &service, int timeoutMs = 20000)
{
    const QByteArray payload = service.waitFor(FrameType::NeedsInput, timeoutMs).payload;
    keeper::NeedsInput news{InputNeed(99), 0};
    if (payload.size() >= qsizetype(sizeof news))
        std::memcpy(&news, payload.constData(), sizeof news);
    return news.need;
}

void sendInput(KeeperConnection &service, const QByteArray &bytes)
{
    service.send(FrameType::Input, keeper::InputHeader{1}, bytes);
}

constexpr InputNeed nothing{99};  // no report at all

}  // namespace

class TestKeeperInput : public QObject
{
    Q_OBJECT

private slots:
    void waitsForInput_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<bool>("terminal");
        QTest::addColumn<QString>("command");
        QTest::addColumn<InputNeed>("need");

        const auto row = [](const char *name, const char *program, const char *command, InputNeed need) {
            QTest::newRow(name) << QString::fromLatin1(program) << false << QString::fromLatin1(command) << need;
        };
        const auto onTerminal = [](const char *name, const char *program, const char *command, InputNeed need) {
            QTest::newRow(name) << QString::fromLatin1(program) << true << QString::fromLatin1(command) << need;
        };
        row("cat", "cat", "cat", InputNeed::Text);
        row("bash read", "bash", "read -p 'Proceed? ' answer", InputNeed::Text);
        row("a grandchild", "bash", "bash -c 'sleep 0.3; (read x; echo $x); true'; true", InputNeed::Text);
        row("python input", "python3", "python3 -c 'input(\"Name: \")'", InputNeed::Text);
        row("python select", "python3", "python3 -c 'import select, sys; select.select([sys.stdin], [], [])'",
            InputNeed::Text);
        row("python poll", "python3", "python3 -c 'import select, sys; p = select.poll(); p.register(0, 1); p.poll()'",
            InputNeed::Text);
        row("a thread", "python3",
            "python3 -c 'import threading, sys, time\nthreading.Thread(target=sys.stdin.readline).start()\n"
            "time.sleep(60)'",
            InputNeed::Text);
        row("node readline", "node", "node -e 'process.stdin.on(\"data\", () => {})'", InputNeed::Text);
        row("late and silent", "bash", "sleep 1; read x", InputNeed::Text);
        row("sleep", "sleep", "sleep 60", nothing);
        row("another pipe", "bash", "sleep 60 | cat", nothing);
        row("a file", "bash", "sleep 60 < /dev/null & tail -f /dev/null < /dev/null", nothing);
        row("stdin closed", "bash", "exec < /dev/null; sleep 60", nothing);
        row("a busy loop", "bash", "while :; do :; done", nothing);
        row("poll on a timer", "python3", "python3 -c 'import select; select.select([], [], [], 60)'", nothing);
        row("a server with keys", "python3",
            "python3 -c 'import select, socket, sys\ns = socket.create_server((\"127.0.0.1\", 0))\n"
            "select.select([s, sys.stdin], [], [])'",
            nothing);
        onTerminal("terminal", "cat", "cat", InputNeed::Text);
        onTerminal("terminal, opened again", "bash", "read x < /dev/tty", InputNeed::Text);
        onTerminal("bash read -s", "bash", "read -s -p 'Password: ' x", InputNeed::Secret);
        onTerminal("python getpass", "python3", "python3 -c 'import getpass; getpass.getpass()'", InputNeed::Secret);
        onTerminal("python repl", "python3", "python3 -q", InputNeed::Text);
        onTerminal("vim", "vim", "vim -u NONE", InputNeed::Text);
        onTerminal("terminal, sleep", "sleep", "sleep 60", nothing);
        onTerminal("terminal, asleep without echo", "bash", "stty -echo; sleep 60", nothing);
        onTerminal("another terminal", "script",
                   "exec < /dev/null; script -qc 'read x < /dev/tty' /dev/null < /dev/null", nothing);
        onTerminal("terminal, busy without echo", "bash", "stty -echo; while :; do :; done", nothing);
    }

    void waitsForInput()
    {
        QFETCH(QString, program);
        QFETCH(bool, terminal);
        QFETCH(QString, command);
        QFETCH(InputNeed, need);
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP(qPrintable(program + " is not installed."_L1));
        KeeperHarness::Options options;
        options.terminal = terminal;
        KeeperHarness job(command, options);
        job.waitForStart();
        QCOMPARE(nextNeed(job.service(), need == nothing ? 1300 : 20000), need);
        if (need == nothing)
            return;
        // Whoever comes later is told as well.
        KeeperConnection other = job.connect();
        other.attach();
        QCOMPARE(nextNeed(other), need);
    }

    void answeredIsOver()
    {
        KeeperHarness job(u"read x; sleep 1; read y; echo $x $y"_s);
        QCOMPARE(nextNeed(job.service()), InputNeed::Text);
        sendInput(job.service(), "one\n");
        QCOMPARE(nextNeed(job.service()), InputNeed::None);
        QCOMPARE(nextNeed(job.service()), InputNeed::Text);
        sendInput(job.service(), "two\n");
        QCOMPARE(job.service().result()[u"exit_code"].toInt(-1), 0);
        QCOMPARE(job.output(), "one two\n"_ba);
    }

    // Input that nobody has read yet is no reason to ask for more.
    void waitingInputIsEnough()
    {
        KeeperHarness job(u"kill -STOP $$; read x"_s);
        job.waitForStart();
        sendInput(job.service(), "early\n");
        QCOMPARE(nextNeed(job.service(), 2000), nothing);
    }

    // A job that begins to read long after its last sign of life is found when somebody asks.
    void askingLooks()
    {
        KeeperHarness job(u"sleep 10; read x"_s);
        QCOMPARE(nextNeed(job.service(), 11000), nothing);
        portsOf(job.service());  // drops the frame before
        KeeperConnection other = job.connect();
        other.attach();
        QCOMPARE(nextNeed(other), InputNeed::Text);
    }

    void portsOfTheTreeAreFound()
    {
        // By a child in a session of its own; a connected socket and one that was only bound are no listeners.
        KeeperHarness job(uR"(setsid python3 -c '
import socket, time
a = socket.create_server(("127.0.0.1", 0))
b = socket.create_server(("::1", 0), family=socket.AF_INET6)
c = socket.socket(); c.bind(("127.0.0.1", 0))
d = socket.create_connection(a.getsockname())
print(a.getsockname()[1], b.getsockname()[1], flush=True)
time.sleep(100)' & wait)"_s);
        QVERIFY(eventually([&] { return job.output().endsWith('\n'); }));
        QList<quint16> expected;
        for (const QByteArray &number : job.output().trimmed().split(' '))
            expected += number.toUShort();
        std::sort(expected.begin(), expected.end());
        QCOMPARE(portsOf(job.service()), expected);
        KeeperHarness quiet(u"sleep 100"_s);
        quiet.waitForStart();
        QCOMPARE(portsOf(quiet.service()), QList<quint16>());
    }
};

QTEST_GUILESS_MAIN(TestKeeperInput)
#include "tst_keeperinput.moc"
