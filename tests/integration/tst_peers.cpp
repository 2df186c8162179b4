// What connects to the service and misbehaves: garbage, floods, too many, peers that don't read or vanish. It lives on.

#include <unistd.h>

#include <csignal>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include "mcpclient.h"
#include "rawpeer.h"

using namespace Qt::StringLiterals;

namespace {

// kB. What was freed stays in AddressSanitizer's quarantine for a while (256 MB).
#ifdef __SANITIZE_ADDRESS__
constexpr qint64 mostGrowth = 400 * 1024;
#else
constexpr qint64 mostGrowth = 80 * 1024;
#endif

QString socketOf(const PrivateHome &home)
{
    return home.path() + "/runtime/service.sock"_L1;
}

qint64 descriptorsOf(qint64 pid)
{
    return QDir(u"/proc/%1/fd"_s.arg(pid)).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
}

// A field in kB of /proc/PID/status.
qint64 memoryOf(qint64 pid, const QByteArray &field)
{
    QFile status(u"/proc/%1/status"_s.arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf(field + ':');
    return at < 0
        ? -1
        : text.mid(at + field.size() + 1, text.indexOf("kB", at) - at - field.size() - 1).trimmed().toLongLong();
}

// User and system time of a process, in seconds.
double cpuOf(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray text = stat.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return double(fields.value(11).toLongLong() + fields.value(12).toLongLong()) / double(::sysconf(_SC_CLK_TCK));
}

}  // namespace

class TestPeers : public QObject
{
    Q_OBJECT

private slots:
    void garbage()
    {
        const auto seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const PrivateHome home;
        const auto service = home.startService();
        QVERIFY(service);
        std::vector<RawPeer> peers;
        for (int i = 0; i < 30; ++i) {
            QByteArray bytes(random.bounded(5000), Qt::Uninitialized);
            for (char &byte : bytes)
                byte = char(random.bounded(256));
            peers.emplace_back(socketOf(home));
            QVERIFY(peers.back().write(i % 2 ? bytes : bytes.replace(0, 1, "{") + '\n'));
        }
        const QByteArray lines[] = {
            "\n\n\r\n",
            "{}\n",
            "[]\n",
            "null\n",
            "{\"jsonrpc\":\"2.0\"",
            initializeLine(1).chopped(20),
            helloLine().replace("/tmp", "tmp"),
            "{\"jsonrpc\":\"2.0\",\"method\":\"jobdeck/hello\"}\n",
            QByteArray(100000, '[') + '\n',
            helloLine() + executeLine(1, "true"),
        };
        for (const QByteArray &line : lines) {
            peers.emplace_back(socketOf(home));
            QVERIFY(peers.back().write(line));
        }
        RawPeer silent(socketOf(home));
        McpClient agent(home);
        QCOMPARE(agent.call(u"execute"_s, {{u"command"_s, u"exit 8"_s}, {u"wait"_s, 30}})[u"exit_code"].toInt(), 8);
        QCOMPARE(agent.call(u"list"_s)[u"total"].toInt(), 1);  // nobody else has started anything
        QCOMPARE(home.servicePid(), service->processId());
    }

    // What comes behind a hello that was refused is not carried out.
    void refusedHello()
    {
        const PrivateHome home;
        const auto service = home.startService();
        QVERIFY(service);
        RawPeer peer(socketOf(home));
        QVERIFY(peer.write(helloLine("MCP_BG_MAX_JOBS=0") + initializeLine(1) + executeLine(2, "sleep 30")));
        const QByteArray refusal = peer.readLine();
        QVERIFY2(refusal.contains("jobdeck/refused") && refusal.contains("MCP_BG_MAX_JOBS is '0'"),
                 refusal.constData());
        QVERIFY(peer.waitForClose());
        QCOMPARE(McpClient(home).call(u"list"_s)[u"total"].toInt(-1), 0);
    }

    void connectionsAreCapped()
    {
        const PrivateHome home;
        const auto service = home.startService();
        QVERIFY(service);
        std::vector<RawPeer> peers;
        for (int i = 0; i < 256; ++i) {
            peers.emplace_back(socketOf(home));
            QVERIFY(peers.back().isOpen());
        }
        RawPeer oneMore(socketOf(home));
        const QByteArray refusal = oneMore.readLine();
        QVERIFY2(refusal.contains("jobdeck/refused") && refusal.contains("serves 256 connections already"),
                 refusal.constData());
        QVERIFY(oneMore.waitForClose());
        QProcess bridge;
        bridge.setProcessEnvironment(home.environment());
        bridge.start(programPath(u"jobdeck"_s), {u"mcp"_s});
        QVERIFY(bridge.waitForFinished(20000));
        QCOMPARE(bridge.exitCode(), 75);
        const QByteArray said = bridge.readAllStandardError();
        QVERIFY2(said.contains("serves 256 connections already"), said.constData());
        QVERIFY(peers.front().write(helloLine() + initializeLine(1)));
        QVERIFY(peers.front().readLine().contains("\"result\""));
        peers.clear();
        // The service has to notice first that they are gone.
        QVERIFY(QTest::qWaitFor(
            [&] {
                RawPeer next(socketOf(home));
                return next.write(helloLine() + initializeLine(1)) && next.readLine().contains("\"result\"");
            },
            10000));
        McpClient agent(home);
        QVERIFY(!agent.run(u"true"_s).isEmpty());
    }

    void noDescriptorsLeft()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("Without descriptors UndefinedBehaviorSanitizer takes every object for broken: it looks at memory "
              "through pipe(2).");
#endif
        const PrivateHome home;
        const auto service = home.startService({u"prlimit"_s, u"--nofile=40:40"_s});
        QVERIFY(service);
        std::vector<RawPeer> peers;
        for (int i = 0; i < 100; ++i)
            peers.emplace_back(socketOf(home));
        QTRY_VERIFY(descriptorsOf(home.servicePid()) >= 39);
        const double before = cpuOf(home.servicePid());
        QTest::qWait(1000);
        QVERIFY2(cpuOf(home.servicePid()) - before < 0.3, "the service spins");
        QVERIFY(peers.front().write(helloLine() + initializeLine(1) + executeLine(2, "true")));
        QVERIFY(peers.front().readLine().contains("\"result\""));
        const QByteArray refused = peers.front().readLine();
        QVERIFY2(refused.contains("\"isError\":true"), refused.constData());
        peers.clear();
        McpClient agent(home);
        QCOMPARE(agent.call(u"execute"_s, {{u"command"_s, u"exit 2"_s}, {u"wait"_s, 30}})[u"exit_code"].toInt(), 2);
        QCOMPARE(home.servicePid(), service->processId());
    }

    void slowReaderIsClosed()
    {
        const PrivateHome home;
        const auto service = home.startService();
        QVERIFY(service);
        const qint64 before = memoryOf(service->processId(), "VmRSS");
        RawPeer peer(socketOf(home));
        QVERIFY(peer.write(helloLine() + initializeLine(0)));
        bool open = true;
        for (int i = 1; i <= 20000 && open; ++i)  // 150 MB of answers
            open = peer.write(requestLine(i, "tools/list"));
        QVERIFY(peer.waitForClose());
        const qint64 peak = memoryOf(service->processId(), "VmHWM");
        QVERIFY2(peak - before < mostGrowth, qPrintable(u"%1 kB, then %2 kB"_s.arg(before).arg(peak)));
        McpClient agent(home);
        QVERIFY(!agent.run(u"true"_s).isEmpty());
    }

    void requestCutAtEveryByte()
    {
        const PrivateHome home;
        const auto service = home.startService();
        QVERIFY(service);
        const QString file = home.path() + "/done"_L1;
        const QByteArray call = executeLine(2, "echo done >> " + file.toUtf8());
        for (qsizetype size = 0; size < call.size(); ++size) {
            RawPeer peer(socketOf(home));
            QVERIFY(peer.write(helloLine() + initializeLine(1) + call.left(size)));
        }
        McpClient agent(home);
        QCOMPARE(agent.call(u"list"_s)[u"total"].toInt(-1), 0);
        RawPeer whole(socketOf(home));
        QVERIFY(whole.write(helloLine() + initializeLine(1) + call));
        QTRY_COMPARE(QFileInfo(file).size(), 5);
        QCOMPARE(agent.call(u"list"_s)[u"total"].toInt(), 1);
        QCOMPARE(home.servicePid(), service->processId());
    }

    void nothingLeaks()
    {
        const PrivateHome home;
        const auto service = home.startService();
        QVERIFY(service);
        McpClient agent(home);
        const auto runOne = [&] {
            return agent.call(u"execute"_s, {{u"command"_s, u"echo 1"_s}, {u"wait"_s, 30}})[u"exit_code"].toInt(-1);
        };
        QCOMPARE(runOne(), 0);
        QTest::qWait(300);
        const qint64 before = descriptorsOf(service->processId());
        for (int i = 0; i < 200; ++i) {
            RawPeer peer(socketOf(home));
            QVERIFY(peer.write(helloLine() + initializeLine(1)));
            if (i % 2)
                QVERIFY(!peer.readLine().isEmpty());
            QCOMPARE(runOne(), 0);
        }
        QTRY_COMPARE_WITH_TIMEOUT(descriptorsOf(service->processId()), before, 10000);
        QCOMPARE(agent.call(u"list"_s, {{u"status"_s, u"completed"_s}})[u"total"].toInt(), 201);
        QTRY_COMPARE(QDir(home.path() + "/runtime/keepers"_L1)
                         .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
                         .size(),
                     0);
    }
};

QTEST_GUILESS_MAIN(TestPeers)
#include "tst_peers.moc"
