#include <QTest>

#include "mcp/modernmeta.h"
#include "sessionclient.h"

using namespace Qt::StringLiterals;
using namespace mcp;

// The error table: each row is one condition and what it gets in each era.
class McpErrorsTest final : public QObject
{
    Q_OBJECT

private slots:
    void answersAsTheTableSays_data();
    void answersAsTheTableSays();
    void checksTheModernMeta_data();
    void checksTheModernMeta();
    void namesTheSupportedVersions();
    void requiresASession_data();
    void requiresASession();
    void requiresInitializeToBeComplete_data();
    void requiresInitializeToBeComplete();
    void neverAnswersNotifications_data();
    void neverAnswersNotifications();
};

void McpErrorsTest::answersAsTheTableSays_data()
{
    QTest::addColumn<QByteArray>("line");  // %meta% is replaced by the era's members of params
    QTest::addColumn<int>("modernCode");  // 0: a result, isError: a result with isError
    QTest::addColumn<int>("legacyCode");
    QTest::addColumn<bool>("hasId");
    constexpr int toolError = 1;
    const auto row = [](const char *name, const QByteArray &line, int modernCode, int legacyCode, bool hasId = true) {
        QTest::newRow(name) << line << modernCode << legacyCode << hasId;
    };
    const auto request = [](const QByteArray &method, const QByteArray &params = {}) {
        return R"({"jsonrpc":"2.0","id":1,"method":")" + method + R"(","params":{%meta%)" + params + "}}";
    };
    row("invalid JSON", "{\"jsonrpc\":", -32700, -32700, false);
    row("invalid UTF-8", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xFF\"}", -32700, -32700, false);
    row("too deep", "{\"a\":" + QByteArray(200, '[') + QByteArray(200, ']') + "}", -32700, -32700, false);
    row("jsonrpc missing", R"({"id":1,"method":"tools/list","params":{%meta%}})", -32600, -32600);
    row("method is no string", R"({"jsonrpc":"2.0","id":1,"method":1,"params":{%meta%}})", -32600, -32600);
    row("id null", R"({"jsonrpc":"2.0","id":null,"method":"tools/list","params":{%meta%}})", -32600, -32600, false);
    row("id fractional", R"({"jsonrpc":"2.0","id":1.5,"method":"tools/list","params":{%meta%}})", -32600, -32600,
        false);
    row("batch", '[' + request("tools/list") + ']', -32600, -32600, false);
    row("params is an array", R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":[]})", -32602, -32602);
    row("repeated method", R"({"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list","params":{%meta%}})",
        -32600, -32600);
    row("repeated tool name", request("tools/call", R"(,"name":"echo","name":"hold")"), -32600, -32600);
    row("unknown method", request("no/such"), -32601, -32601);
    row("empty method", request(""), -32601, -32601);
    for (const char *method :
         {"resources/list", "resources/read", "resources/templates/list", "prompts/list", "prompts/get",
          "completion/complete", "logging/setLevel", "resources/subscribe", "resources/unsubscribe", "tasks/list",
          "tasks/result", "tasks/get", "tasks/cancel", "tasks/update", "subscriptions/listen", "sampling/createMessage",
          "notifications/initialized"})
        row(method, request(method), -32601, -32601);
    row("removed: initialize", request("initialize"), -32601, -32602);
    row("removed: ping", request("ping"), -32601, 0);
    row("discover", request("server/discover"), 0, -32601);
    row("tools/list", request("tools/list"), 0, 0);
    row("unknown tool", request("tools/call", R"(,"name":"nope")"), -32602, -32602);
    row("tool name missing", request("tools/call"), -32602, -32602);
    row("tool name is a number", request("tools/call", R"(,"name":1)"), -32602, -32602);
    row("arguments is an array", request("tools/call", R"(,"name":"echo","arguments":[])"), -32602, -32602);
    row("arguments is null", request("tools/call", R"(,"name":"echo","arguments":null)"), -32602, -32602);
    row("arguments missing", request("tools/call", R"(,"name":"echo")"), toolError, toolError);
    row("bad tool input", request("tools/call", R"(,"name":"echo","arguments":{"text":5})"), toolError, toolError);
    row("good tool input", request("tools/call", R"(,"name":"echo","arguments":{"text":"5"})"), 0, 0);
    row("alias", request("tools/call", R"(,"name":"old_echo","arguments":{"text":"5"})"), 0, 0);
    row("cursor", request("tools/list", R"(,"cursor":"x")"), -32602, -32602);
    row("handler throws", request("tools/call", R"(,"name":"throw")"), -32603, -32603);
    row("handler abandons the call", request("tools/call", R"(,"name":"abandon")"), -32603, -32603);
    row("result too large", request("tools/call", R"(,"name":"big")"), -32603, -32603);
}

void McpErrorsTest::answersAsTheTableSays()
{
    QFETCH(const QByteArray, line);
    QFETCH(const bool, hasId);
    const auto check = [&](SessionClient &client, const QByteArray &meta, int code) {
        const QList<QByteArray> lines = client.sendLine(QByteArray(line).replace("%meta%", meta));
        QCOMPARE(lines.size(), 1);
        const QJsonObject response = SessionClient::parse(lines.first());
        QCOMPARE(response["jsonrpc"_L1], u"2.0"_s);
        QCOMPARE(response.contains("id"_L1), hasId);
        QCOMPARE(errorCode(response), code == 1 ? 0 : code);
        QCOMPARE(response["result"_L1]["isError"_L1].toBool(), code == 1);
        QVERIFY(code != 1 || response["result"_L1]["structuredContent"_L1].isUndefined());
        QVERIFY(!lines.first().contains("secret"));
        QVERIFY(!response["error"_L1].isObject() || response["error"_L1]["message"_L1].toString().endsWith(u'.'));
        QVERIFY(client.isAlive());
    };
    QFETCH(const int, modernCode);
    SessionClient modern;
    check(
        modern,
        R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}})",
        modernCode);
    QFETCH(const int, legacyCode);
    for (const char *version : {"2024-11-05", "2025-06-18", "2025-11-25"}) {
        SessionClient legacy;
        legacy.initialize(QString::fromLatin1(version));
        check(legacy, R"("_meta":{})", legacyCode);
    }
}

void McpErrorsTest::checksTheModernMeta_data()
{
    QTest::addColumn<QJsonObject>("meta");
    QTest::addColumn<QString>("method");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, QLatin1StringView key, const QJsonValue &value, int code,
                        const QString &method = u"tools/list"_s) {
        QJsonObject meta = SessionClient::modernMeta();
        meta.insert(key, value);  // an undefined value removes the key
        QTest::newRow(name) << meta << method << code;
    };
    const QJsonValue none(QJsonValue::Undefined);
    row("complete", "more"_L1, 1, 0);
    row("version missing", metakey::protocolVersion, none, -32602);
    row("version is a number", metakey::protocolVersion, 5, -32602);
    row("version is null", metakey::protocolVersion, QJsonValue(), -32602);
    row("capabilities missing", metakey::clientCapabilities, none, -32602);
    row("capabilities is an array", metakey::clientCapabilities, QJsonArray(), -32602);
    row("client info", metakey::clientInfo, QJsonObject(), 0);
    row("client info is a string", metakey::clientInfo, u"me"_s, -32602);
    row("log level", metakey::logLevel, u"debug"_s, 0);
    row("unknown log level", metakey::logLevel, u"loud"_s, -32602);
    row("log level is a number", metakey::logLevel, 3, -32602);
    row("legacy version", metakey::protocolVersion, u"2025-11-25"_s, -32022);
    row("unknown version", metakey::protocolVersion, u"2099-01-01"_s, -32022);
    row("version before method", metakey::protocolVersion, u"2099-01-01"_s, -32022, u"no/such"_s);
    row("_meta before method", metakey::clientCapabilities, none, -32602, u"no/such"_s);
    row("discover asks for its version too", metakey::protocolVersion, u"1"_s, -32022, u"server/discover"_s);
}

void McpErrorsTest::checksTheModernMeta()
{
    QFETCH(const QJsonObject, meta);
    QFETCH(const QString, method);
    QFETCH(const int, code);
    SessionClient client;
    QCOMPARE(errorCode(client.request(1, method, {{u"_meta"_s, meta}})), code);
    QVERIFY(client.isAlive());
}

void McpErrorsTest::namesTheSupportedVersions()
{
    SessionClient client;
    const QJsonObject response = client.modern(1, u"tools/list"_s, {}, {{metakey::protocolVersion, u"2025-11-25"_s}});
    QCOMPARE(response["error"_L1]["data"_L1],
             (QJsonObject{{u"supported"_s, QJsonArray{u"2026-07-28"_s}}, {u"requested"_s, u"2025-11-25"_s}}));
    const QJsonObject early = client.request(2, u"tools/list"_s);
    QVERIFY(early["error"_L1]["message"_L1].toString().contains(u"2026-07-28"_s));
}

void McpErrorsTest::requiresASession_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<int>("code");
    QTest::newRow("ping") << u"ping"_s << 0;
    QTest::newRow("tools/list") << u"tools/list"_s << -32602;
    QTest::newRow("tools/call") << u"tools/call"_s << -32602;
    QTest::newRow("server/discover") << u"server/discover"_s << -32602;
    QTest::newRow("unknown") << u"no/such"_s << -32602;
}

void McpErrorsTest::requiresASession()
{
    QFETCH(const QString, method);
    SessionClient client;
    QTEST(errorCode(client.request(1, method)), "code");
    QCOMPARE(client.calls, 0);
}

void McpErrorsTest::requiresInitializeToBeComplete_data()
{
    QTest::addColumn<QByteArray>("params");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("version missing") << QByteArray(R"({"capabilities":{},"clientInfo":{}})");
    QTest::newRow("version is a number") << QByteArray(R"({"protocolVersion":1,"capabilities":{},"clientInfo":{}})");
    QTest::newRow("capabilities missing") << QByteArray(R"({"protocolVersion":"2025-11-25","clientInfo":{}})");
    QTest::newRow("client info missing") << QByteArray(R"({"protocolVersion":"2025-11-25","capabilities":{}})");
    QTest::newRow("client info is null") << QByteArray(
        R"({"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":null})");
}

void McpErrorsTest::requiresInitializeToBeComplete()
{
    QFETCH(const QByteArray, params);
    SessionClient client;
    QCOMPARE(errorCode(client.send(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":)" + params + '}')),
             -32602);
    QVERIFY(!client.session.legacyVersion());
}

void McpErrorsTest::neverAnswersNotifications_data()
{
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *line) { QTest::newRow(line) << QByteArray(line); };
    row(R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
    row(R"({"jsonrpc":"2.0","method":"no/such"})");
    row(R"({"jsonrpc":"2.0","method":"tools/list"})");
    row(R"({"jsonrpc":"2.0","method":"tools/call","params":{"name":"echo","arguments":{"text":"x"}}})");
    row(R"({"jsonrpc":"2.0","method":"initialize","params":{}})");
    row(R"({"jsonrpc":"2.0","method":"x","params":[1]})");
    row(R"({"jsonrpc":"2.0","method":"x","params":{},"params":{}})");
    row(R"({"jsonrpc":"2.0","method":"notifications/cancelled"})");
    row(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{}}})");
    row(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}})");
    row(R"({"jsonrpc":"2.0","method":"x","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"1"}}})");
    row(R"({"jsonrpc":"2.0","id":1,"result":{}})");
    row(R"({"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"x"}})");
    row(R"({"jsonrpc":"2.0","error":{"code":1,"message":"x"}})");
}

void McpErrorsTest::neverAnswersNotifications()
{
    QFETCH(const QByteArray, line);
    for (const bool established : {false, true}) {
        SessionClient client;
        if (established)
            client.initialize(u"2025-11-25"_s);
        QVERIFY(client.sendLine(line).isEmpty());
        QCOMPARE(client.calls, 0);
        QVERIFY(client.isAlive());
    }
}

QTEST_GUILESS_MAIN(McpErrorsTest)
#include "tst_errors.moc"
