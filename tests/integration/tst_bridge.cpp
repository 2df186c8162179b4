// `jobdeck mcp` as an agent sees it: its ends, its streams, and a service that goes away under it.

#include <csignal>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include "mcpclient.h"
#include "rawpeer.h"

using namespace Qt::StringLiterals;

namespace {

QByteArray callLine(int id, const QByteArray &tool, const QByteArray &arguments = "{}")
{
    return requestLine(id, "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + '}');
}

QJsonObject modern(QJsonObject params)
{
    params.insert(u"_meta"_s,
                  QJsonObject{{u"io.modelcontextprotocol/protocolVersion"_s, u"2026-07-28"_s},
                              {u"io.modelcontextprotocol/clientCapabilities"_s, QJsonObject()},
                              {u"io.modelcontextprotocol/clientInfo"_s,
                               QJsonObject{{u"name"_s, u"modern"_s}, {u"version"_s, u"1"_s}}}});
    return params;
}

RunningProcess startBridge(const PrivateHome &home)
{
    RunningProcess bridge(new QProcess);
    bridge->setProcessEnvironment(home.environment());
    bridge->start(programPath(u"jobdeck"_s), {u"mcp"_s});
    return bridge;
}

QByteArray readLine(QProcess &bridge)
{
    return QTest::qWaitFor([&] { return bridge.canReadLine(); }, 30000) ? bridge.readLine() : QByteArray();
}

}  // namespace

class TestBridge : public QObject
{
    Q_OBJECT

private slots:
    void endOfInput()
    {
        const PrivateHome home;
        McpClient agent(home);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(agent.close(), 0);
        QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));

        // A call that waits long does not hold the bridge; its job goes on.
        McpClient waiting(home);
        waiting.send(u"tools/call"_s,
                     {{u"name"_s, u"execute"_s},
                      {u"arguments"_s, QJsonObject{{u"command"_s, u"sleep 300"_s}, {u"wait"_s, 50}}}});
        McpClient other(home);
        QTRY_COMPARE(other.call(u"list"_s, {{u"status"_s, u"running"_s}})[u"total"].toInt(), 1);
        timer.restart();
        QCOMPARE(waiting.close(), 0);
        QVERIFY(timer.elapsed() < 10000);
        QCOMPARE(other.call(u"list"_s, {{u"status"_s, u"running"_s}})[u"total"].toInt(), 1);
    }

    void requestsFromAPipe()
    {
        const PrivateHome home;
        QProcessEnvironment environment = home.environment();
        environment.insert(u"QT_LOGGING_RULES"_s, u"*.debug=true"_s);
        const QByteArray requests = initializeLine(1)
            + R"({"jsonrpc":"2.0","method":"notifications/initialized"})"
              "\n"
            + requestLine(2, "tools/list") + callLine(3, "execute", R"({"command":"echo from a job"})")
            + callLine(4, "list") + "no json\n" + requestLine(5, "ping");
        for (int round = 0; round < 2; ++round) {  // first without a service, then with one
            const Finished bridge = runProgram(programPath(u"jobdeck"_s), {u"mcp"_s}, environment, requests);
            QCOMPARE(bridge.code, 0);
            QList<int> answered;
            for (const QByteArray &line : bridge.out.split('\n')) {
                if (line.isEmpty())
                    continue;
                const QJsonObject message = QJsonDocument::fromJson(line).object();
                QVERIFY2(message[u"jsonrpc"].toString() == "2.0"_L1, line.constData());
                if (!message.contains(u"method"))  // the list of resources changes with the job
                    answered += message[u"id"].toInt(-1);
            }
            std::sort(answered.begin(), answered.end());
            QCOMPARE(answered, (QList<int>{-1, 1, 2, 3, 4, 5}));
            QVERIFY(bridge.out.endsWith('\n'));
        }
    }

    // All answers are there when stdin ends, and the agent reads them late.
    void slowAgentGetsEverything()
    {
        const PrivateHome home;
        McpClient(home).call(u"list"_s);
        QByteArray requests = initializeLine(0);
        for (int i = 1; i <= 100; ++i)
            requests += requestLine(i, "tools/list");
        QProcess shell;
        shell.setProcessEnvironment(home.environment());
        shell.start(u"sh"_s,
                    {u"-c"_s, u"(cat; sleep 0.3) | '%1' mcp | (sleep 0.8; cat)"_s.arg(programPath(u"jobdeck"_s))});
        shell.write(requests);
        shell.closeWriteChannel();
        QVERIFY(shell.waitForFinished(30000));
        QCOMPARE(shell.readAllStandardOutput().count('\n'), 101);
    }

    void signalsAndAReaderThatLeaves()
    {
        const PrivateHome home;
        for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
            McpClient agent(home);
            ::kill(pid_t(agent.process().processId()), signal);
            QVERIFY(agent.process().waitForFinished(5000));
            QCOMPARE(agent.process().exitStatus(), QProcess::NormalExit);
            QCOMPARE(agent.process().exitCode(), 0);
        }
        const RunningProcess pipeline(new QProcess);
        pipeline->setProcessEnvironment(home.environment());
        pipeline->start(u"sh"_s,
                        {u"-c"_s, u"('%1' mcp; echo ended with $? >&2) | head -n 1"_s.arg(programPath(u"jobdeck"_s))});
        pipeline->write(initializeLine(1));
        QVERIFY(!readLine(*pipeline).isEmpty());
        QByteArray end;
        for (int i = 2; i < 100 && end.isEmpty(); ++i) {  // head ends after its line, sooner or later
            pipeline->write(requestLine(i, "ping"));
            QTest::qWait(50);
            end += pipeline->readAllStandardError();
        }
        QCOMPARE(end, QByteArray("ended with 0\n"));
    }

    void serviceKilledDuringCalls()
    {
        const PrivateHome home;
        McpClient agent(home), other(home);
        const qint64 execute =
            agent.send(u"tools/call"_s,
                       {{u"name"_s, u"execute"_s},
                        {u"arguments"_s, QJsonObject{{u"command"_s, u"echo once; sleep 300"_s}, {u"wait"_s, 50}}}});
        QTRY_COMPARE(other.call(u"list"_s)[u"total"].toInt(), 1);
        ::kill(pid_t(home.servicePid()), SIGSTOP);
        const qint64 list = agent.send(u"tools/call"_s, {{u"name"_s, u"list"_s}, {u"arguments"_s, QJsonObject()}});
        const qint64 kill = agent.send(
            u"tools/call"_s, {{u"name"_s, u"kill"_s}, {u"arguments"_s, QJsonObject{{u"job_id"_s, u"n0such0b"_s}}}});
        QTest::qWait(200);
        QVERIFY(home.endService(SIGKILL));

        for (const qint64 id : {execute, kill}) {
            const QJsonObject error = agent.answer(id)[u"error"].toObject();
            QCOMPARE(error[u"code"].toInt(), -32603);
            QVERIFY2(error[u"message"].toString().startsWith(
                         u"The Jobdeck service was replaced while this request was under way"_s),
                     qPrintable(error[u"message"].toString()));
        }
        const QJsonArray jobs = agent.answer(list)[u"structuredContent"][u"jobs"].toArray();
        QCOMPARE(jobs.size(), 1);
        QCOMPARE(jobs.first()[u"status"].toString(), u"running"_s);
        const QString id = jobs.first()[u"job_id"].toString();
        QCOMPARE(agent.call(u"output"_s, {{u"job_id"_s, id}})[u"stdout"].toString(), u"once\n"_s);
        QCOMPARE(agent.call(u"kill"_s, {{u"job_id"_s, id}})[u"status"].toString(), u"killed"_s);
        QCOMPARE(agent.close(), 0);
    }

    void modernAgentSurvivesTheService()
    {
        const PrivateHome home;
        const RunningProcess bridge = startBridge(home);
        int id = 0;
        const auto call = [&](const QString &tool, const QJsonObject &arguments) {
            const QJsonObject params = modern({{u"name"_s, tool}, {u"arguments"_s, arguments}});
            bridge->write(requestLine(++id, "tools/call", QJsonDocument(params).toJson(QJsonDocument::Compact)));
            const QJsonObject answer = QJsonDocument::fromJson(readLine(*bridge)).object();
            return answer[u"id"].toInt() == id ? answer[u"result"][u"structuredContent"].toObject() : QJsonObject();
        };
        const QString job = call(u"execute"_s, {{u"command"_s, u"read x; exit $x"_s}})[u"job_id"].toString();
        QVERIFY(!job.isEmpty());
        for (int kills = 0; kills < 3; ++kills) {
            QVERIFY(home.endService(SIGKILL));
            QCOMPARE(call(u"status"_s, {{u"job_id"_s, job}})[u"status"].toString(), u"running"_s);
        }
        QCOMPARE(call(u"interact"_s, {{u"job_id"_s, job}, {u"input"_s, u"6"_s}, {u"wait"_s, 30}})[u"status"].toString(),
                 u"failed"_s);
        QCOMPARE(call(u"status"_s, {{u"job_id"_s, job}})[u"exit_code"].toInt(), 6);
    }

    void tooLongLine()
    {
        const PrivateHome home;
        const RunningProcess bridge = startBridge(home);
        bridge->write(initializeLine(1));
        QVERIFY(readLine(*bridge).contains("\"result\""));
        bridge->write(requestLine(2, "ping", "{\"x\":\"" + QByteArray(17 << 20, 'x') + "\"}"));
        bridge->write(requestLine(3, "ping"));
        const QJsonObject refused = QJsonDocument::fromJson(readLine(*bridge)).object();
        QCOMPARE(refused[u"error"][u"code"].toInt(), -32600);
        QVERIFY(refused[u"error"][u"message"].toString().startsWith(u"The line is over 16777216 bytes long"_s));
        QCOMPARE(QJsonDocument::fromJson(readLine(*bridge)).object()[u"id"].toInt(), 3);
    }

    void noService()
    {
        const PrivateHome home;
        const QTemporaryDir alone;
        const QString program = alone.path() + "/jobdeck"_L1;
        QVERIFY(QFile::copy(programPath(u"jobdeck"_s), program));
        QElapsedTimer timer;
        timer.start();
        const Finished bridge =
            runProgram(program, {u"mcp"_s}, home.environment(), {}, 1000);  // stdin ends: nobody waits
        QCOMPARE(bridge.code, 0);

        QProcess patient;
        patient.setProcessEnvironment(home.environment());
        patient.start(program, {u"mcp"_s});
        patient.write(initializeLine(1));
        QVERIFY(patient.waitForFinished(20000));
        QCOMPARE(patient.exitCode(), 69);
        QVERIFY(timer.elapsed() > 9000);
        QCOMPARE(patient.readAllStandardOutput(), QByteArray());
        const QByteArray said = patient.readAllStandardError();
        QVERIFY2(said.startsWith("jobdeck mcp: No Jobdeck service answers on " + home.path().toUtf8()),
                 said.constData());
        QCOMPARE(said.count('\n'), 1);
    }
};

QTEST_GUILESS_MAIN(TestBridge)
#include "tst_bridge.moc"
