#include <QSignalSpy>
#include <QTest>

#include "mcp/modernmeta.h"
#include "mcp/request.h"
#include "sessionclient.h"

using namespace Qt::StringLiterals;
using namespace mcp;

class McpLifecycleTest final : public QObject
{
    Q_OBJECT

private slots:
    void agreesOnAVersion_data();
    void agreesOnAVersion();
    void describesToolsAsTheRevisionDoes_data();
    void describesToolsAsTheRevisionDoes();
    void restartsWithASecondInitialize();
    void discoversFirst();
    void addsWhatTheModernEraRequires();
    void servesBothErasOnOneConnection();
    void followsTheClientInfo();
    void announcesInitialized();
    void listsToolsSorted();
    void hasNoSecondPage();
    void passesPrivateNotificationsOn();
    void addsMethodsFromOutside();
    void servesBatches();
    void answersABatchWhenTheLastIsThere();
    void leavesCancelledRequestsOutOfABatch();
    void refusesBatchesElsewhere_data();
    void refusesBatchesElsewhere();
    void refusesWhatABatchMustNotHold();
};

void McpLifecycleTest::agreesOnAVersion_data()
{
    QTest::addColumn<QString>("requested");
    QTest::addColumn<QString>("agreed");
    QTest::addColumn<bool>("titled");
    QTest::newRow("2024-11-05") << u"2024-11-05"_s << u"2024-11-05"_s << false;
    QTest::newRow("2025-03-26") << u"2025-03-26"_s << u"2025-03-26"_s << false;
    QTest::newRow("2025-06-18") << u"2025-06-18"_s << u"2025-06-18"_s << true;
    QTest::newRow("2025-11-25") << u"2025-11-25"_s << u"2025-11-25"_s << true;
    QTest::newRow("a modern one") << u"2026-07-28"_s << u"2025-11-25"_s << true;
    QTest::newRow("from the future") << u"2099-01-01"_s << u"2025-11-25"_s << true;
    QTest::newRow("garbage") << u"latest"_s << u"2025-11-25"_s << true;
    QTest::newRow("empty") << u""_s << u"2025-11-25"_s << true;
}

void McpLifecycleTest::agreesOnAVersion()
{
    QFETCH(const QString, requested);
    QFETCH(const QString, agreed);
    QFETCH(const bool, titled);
    SessionClient client;
    const QJsonObject result = client.initialize(requested)["result"_L1].toObject();
    QCOMPARE(result.keys(), (QStringList{u"capabilities"_s, u"instructions"_s, u"protocolVersion"_s, u"serverInfo"_s}));
    QCOMPARE(result["protocolVersion"_L1], agreed);
    QCOMPARE(result["capabilities"_L1], (QJsonObject{{u"tools"_s, QJsonObject()}}));
    const QJsonObject server = result["serverInfo"_L1].toObject();
    QCOMPARE(server["name"_L1], u"jobdeck"_s);
    QCOMPARE(server["version"_L1], QStringLiteral(JOBDECK_VERSION));
    QCOMPARE(server.contains("title"_L1), titled);
    QVERIFY(client.notify(u"notifications/initialized"_s).isEmpty());
    QVERIFY(client.isAlive());
}

void McpLifecycleTest::describesToolsAsTheRevisionDoes_data()
{
    QTest::addColumn<QStringList>("listed");
    QTest::addColumn<QStringList>("called");
    const QStringList old = {u"description"_s, u"inputSchema"_s, u"name"_s};
    const QStringList plain = {u"content"_s, u"isError"_s}, structured = plain + QStringList{u"structuredContent"_s};
    const QStringList newest = {u"annotations"_s, u"description"_s,  u"inputSchema"_s,
                                u"name"_s,        u"outputSchema"_s, u"title"_s};
    QTest::newRow("2024-11-05") << old << plain;
    QTest::newRow("2025-03-26") << QStringList{u"annotations"_s} + old << plain;
    QTest::newRow("2025-06-18") << newest << structured;
    QTest::newRow("2025-11-25") << newest << structured;
}

void McpLifecycleTest::describesToolsAsTheRevisionDoes()
{
    SessionClient client;
    client.initialize(QString::fromLatin1(QTest::currentDataTag()));
    const QJsonObject list = client.request(1, u"tools/list"_s)["result"_L1].toObject();
    QCOMPARE(list.keys(), QStringList{u"tools"_s});
    QJsonObject echo;
    for (const QJsonValue &tool : list["tools"_L1].toArray()) {
        if (tool["name"_L1] == "echo"_L1)
            echo = tool.toObject();
    }
    QTEST(echo.keys(), "listed");
    const QJsonObject result = client.call(2, u"echo"_s, {{u"text"_s, u"hi"_s}})["result"_L1].toObject();
    QTEST(result.keys(), "called");
    QCOMPARE(result["isError"_L1], false);
    QCOMPARE(result["content"_L1], (QJsonArray{QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, u"hi"_s}}}));
}

void McpLifecycleTest::restartsWithASecondInitialize()
{
    SessionClient client;
    client.initialize(u"2025-03-26"_s);
    client.initialize(u"2025-06-18"_s);
    QVERIFY(client.session.legacyVersion() == ProtocolVersion::V2025_06_18);
}

void McpLifecycleTest::discoversFirst()
{
    SessionClient client;
    const QJsonObject result = client.modern(0, u"server/discover"_s)["result"_L1].toObject();
    QCOMPARE(result["supportedVersions"_L1], QJsonArray{u"2026-07-28"_s});
    QCOMPARE(result["capabilities"_L1], (QJsonObject{{u"tools"_s, QJsonObject()}}));
    QCOMPARE(result["instructions"_L1], u"Use the tools."_s);
    QCOMPARE(result["ttlMs"_L1].toInteger(), 3600000);
    QCOMPARE(result["cacheScope"_L1], u"public"_s);
    QVERIFY(!client.session.legacyVersion());
}

void McpLifecycleTest::addsWhatTheModernEraRequires()
{
    SessionClient client;
    const QJsonObject list = client.modern(1, u"tools/list"_s)["result"_L1].toObject();
    QCOMPARE(list["ttlMs"_L1].toInteger(), 3600000);
    QCOMPARE(list["cacheScope"_L1], u"public"_s);
    const QJsonObject call =
        client
            .modern(2, u"tools/call"_s,
                    {{u"name"_s, u"echo"_s}, {u"arguments"_s, QJsonObject{{u"text"_s, u"x"_s}}}})["result"_L1]
            .toObject();
    QVERIFY(!call.contains("ttlMs"_L1));
    for (const QJsonObject &result : {list, call}) {
        QCOMPARE(result["resultType"_L1], u"complete"_s);
        QCOMPARE(result["_meta"_L1][metakey::serverInfo],
                 (QJsonObject{{u"name"_s, u"jobdeck"_s},
                              {u"title"_s, u"Jobdeck"_s},
                              {u"version"_s, QStringLiteral(JOBDECK_VERSION)}}));
    }
}

void McpLifecycleTest::servesBothErasOnOneConnection()
{
    SessionClient client;
    QVERIFY(client.modern(1, u"tools/list"_s)["result"_L1]["resultType"_L1].isString());
    QCOMPARE(errorCode(client.request(2, u"tools/list"_s)), -32602);
    client.initialize(u"2024-11-05"_s);
    QVERIFY(client.request(3, u"tools/list"_s)["result"_L1]["resultType"_L1].isUndefined());
    QVERIFY(client.modern(4, u"tools/list"_s)["result"_L1]["resultType"_L1].isString());
    QCOMPARE(errorCode(client.modern(5, u"ping"_s)), -32601);
    QVERIFY(client.isAlive());
    QCOMPARE(errorCode(client.request(6, u"server/discover"_s)), -32601);
    QCOMPARE(errorCode(client.modern(7, u"tools/call"_s, {{u"name"_s, u"hold"_s}})), 0);
    QCOMPARE(errorCode(client.call(7, u"echo"_s)), -32600);
}

void McpLifecycleTest::followsTheClientInfo()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    QCOMPARE(client.session.client().name, u"tester"_s);
    QCOMPARE(client.session.client().version, u"7"_s);
    client.call(1, u"hold"_s);
    const QJsonObject info{{u"name"_s, u"other"_s}, {u"title"_s, u"The other"_s}, {u"version"_s, u"8"_s}};
    client.modern(2, u"tools/list"_s, {}, {{metakey::clientInfo, info}});
    QCOMPARE(client.session.client().name, u"other"_s);
    QCOMPARE(client.session.client().title, u"The other"_s);
    QCOMPARE(client.held->client().name, u"tester"_s);  // a call belongs to who made it
    client.modern(3, u"tools/list"_s);
    QCOMPARE(client.session.client().name, u"other"_s);
}

void McpLifecycleTest::announcesInitialized()
{
    SessionClient client;
    QSignalSpy initialized(&client.session, &Session::initialized);
    client.initialize(u"2025-06-18"_s);
    QCOMPARE(initialized.count(), 0);
    QVERIFY(client.notify(u"notifications/initialized"_s).isEmpty());
    QCOMPARE(initialized.count(), 1);
}

void McpLifecycleTest::listsToolsSorted()
{
    SessionClient client;
    QStringList names;
    for (const QJsonValue &tool : client.modern(1, u"tools/list"_s)["result"_L1]["tools"_L1].toArray())
        names.append(tool["name"_L1].toString());
    QCOMPARE(
        names,
        (QStringList{u"abandon"_s, u"big"_s, u"echo"_s, u"hold"_s, u"refuse"_s, u"show"_s, u"task"_s, u"throw"_s}));
}

void McpLifecycleTest::hasNoSecondPage()
{
    SessionClient client;
    QCOMPARE(errorCode(client.modern(1, u"tools/list"_s, {{u"cursor"_s, u"x"_s}})), -32602);
    QCOMPARE(errorCode(client.modern(2, u"tools/list"_s, {{u"cursor"_s, 5}})), -32602);
}

void McpLifecycleTest::passesPrivateNotificationsOn()
{
    SessionClient client;
    QJsonObject hello;
    client.session.onNotification(u"jobdeck/hello"_s, [&](const QJsonObject &params) { hello = params; });
    client.session.onNotification(u"jobdeck/bad"_s, [](const QJsonObject &) { throw 5; });
    QVERIFY(client.notify(u"jobdeck/hello"_s, {{u"cwd"_s, u"/tmp"_s}}).isEmpty());
    QCOMPARE(hello, (QJsonObject{{u"cwd"_s, u"/tmp"_s}}));
    QTest::ignoreMessage(QtCriticalMsg, "\"jobdeck/bad\" threw something that is no std::exception");
    QVERIFY(client.notify(u"jobdeck/bad"_s).isEmpty());
    QVERIFY(client.isAlive());
}

void McpLifecycleTest::addsMethodsFromOutside()
{
    SessionClient client;
    client.session.methods().add(u"prompts/list"_s, Methods::Modern, [](Request &request) { request.finish({}); });
    client.session.methods().addCapability(u"prompts"_s, {}, Methods::Modern);
    QCOMPARE(errorCode(client.modern(1, u"prompts/list"_s)), 0);
    QVERIFY(client.modern(2, u"server/discover"_s)["result"_L1]["capabilities"_L1]["prompts"_L1].isObject());
    QVERIFY(client.initialize(u"2025-11-25"_s)["result"_L1]["capabilities"_L1]["prompts"_L1].isUndefined());
    QCOMPARE(errorCode(client.request(3, u"prompts/list"_s)), -32601);
}

void McpLifecycleTest::servesBatches()
{
    SessionClient client;
    client.initialize(u"2025-03-26"_s);
    const QList<QByteArray> lines = client.sendLine(
        R"([{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/initialized"},)"
        R"({"jsonrpc":"2.0","id":"2","method":"nope"},7,{"jsonrpc":"2.0","id":9,"result":{}}])");
    QCOMPARE(lines.size(), 1);
    const QJsonArray responses = QJsonDocument::fromJson(lines.first()).array();
    QCOMPARE(responses.size(), 3);
    QCOMPARE(responses[0].toObject()["id"_L1], 1);
    QCOMPARE(errorCode(responses[1].toObject()), -32601);
    QCOMPARE(errorCode(responses[2].toObject()), -32600);
    QVERIFY(!responses[2].toObject().contains("id"_L1));
    QVERIFY(client.sendLine(R"([{"jsonrpc":"2.0","method":"notifications/initialized"}])").isEmpty());
    QCOMPARE(errorCode(client.send("[]")), -32600);
    QVERIFY(client.isAlive());
}

void McpLifecycleTest::answersABatchWhenTheLastIsThere()
{
    SessionClient client;
    client.initialize(u"2025-03-26"_s);
    const QByteArray batch = R"([{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"hold"}},)"
                             R"({"jsonrpc":"2.0","id":2,"method":"ping"}])";
    QVERIFY(client.sendLine(batch).isEmpty());
    client.held->finish({{}, u"done"_s, false});
    QCOMPARE(client.lines.size(), 1);
    QCOMPARE(QJsonDocument::fromJson(client.lines.first()).array().size(), 2);
}

void McpLifecycleTest::leavesCancelledRequestsOutOfABatch()
{
    SessionClient client;
    client.initialize(u"2025-03-26"_s);
    const QByteArray hold = R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"hold"}})";
    QVERIFY(client.sendLine('[' + hold + ']').isEmpty());
    QVERIFY(client.notify(u"notifications/cancelled"_s, {{u"requestId"_s, 1}}).isEmpty());
    QVERIFY(client.sendLine('[' + hold + R"(,{"jsonrpc":"2.0","id":2,"method":"ping"}])").isEmpty());
    client.lines.clear();
    client.session.receive(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}})"
                           "\n");
    QCOMPARE(client.lines.size(), 1);
    QCOMPARE(QJsonDocument::fromJson(client.lines.first()).array().size(), 1);
}

void McpLifecycleTest::refusesBatchesElsewhere_data()
{
    QTest::addColumn<QString>("version");
    QTest::newRow("no session") << QString();
    QTest::newRow("2024-11-05") << u"2024-11-05"_s;
    QTest::newRow("2025-06-18") << u"2025-06-18"_s;
    QTest::newRow("2025-11-25") << u"2025-11-25"_s;
}

void McpLifecycleTest::refusesBatchesElsewhere()
{
    QFETCH(const QString, version);
    SessionClient client;
    if (!version.isEmpty())
        client.initialize(version);
    const QJsonObject response = client.send(R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])");
    QCOMPARE(errorCode(response), -32600);
    QVERIFY(!response.contains("id"_L1));
    QVERIFY(client.isAlive());
}

void McpLifecycleTest::refusesWhatABatchMustNotHold()
{
    SessionClient client;
    client.initialize(u"2025-03-26"_s);
    const auto onlyCode = [&](const QByteArray &batch) {
        const QList<QByteArray> lines = client.sendLine(batch);
        return lines.size() == 1 ? errorCode(QJsonDocument::fromJson(lines.first()).array().at(0).toObject()) : 0;
    };
    QCOMPARE(onlyCode(R"([{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}])"), -32600);
    QCOMPARE(onlyCode(R"([{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":)"
                      R"({"io.modelcontextprotocol/protocolVersion":"2026-07-28",)"
                      R"("io.modelcontextprotocol/clientCapabilities":{}}}}])"),
             -32600);
    QCOMPARE(errorCode(client.send('[' + QByteArray("1,").repeated(100) + "1]")), -32600);
    QCOMPARE(errorCode(client.send(R"([{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}])")), -32600);
    QVERIFY(client.isAlive());
}

QTEST_GUILESS_MAIN(McpLifecycleTest)
#include "tst_lifecycle.moc"
