#include <ctime>

#include <QTest>

#include "sessionclient.h"

using namespace Qt::StringLiterals;
using namespace mcp;

namespace {

const QByteArray echoCall = R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo",)"
                            R"("arguments":{"text":"gr\u00fc\u00df dich, Welt"}}})";

double cpuSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

// What a broken or hostile client can send: it is answered or ignored, costs little, and a ping still works.
class McpRobustnessTest final : public QObject
{
    Q_OBJECT

private slots:
    void survivesMalformedLines_data();
    void survivesMalformedLines();
    void survivesAllOfThemOnOneConnection();
    void answersOnlySomeOfAFlood();
    void costsLittle_data();
    void costsLittle();
    void skipsALineOf100Megabytes();
    void servesOnlyWholeLines();
    void servesARequestCutAnywhere();
    void survivesEveryTruncationAndEveryFlippedByte_data();
    void survivesEveryTruncationAndEveryFlippedByte();
};

void McpRobustnessTest::survivesMalformedLines_data()
{
    QTest::addColumn<QByteArray>("line");
    const QList<QByteArray> corpus = {
        "{",
        "}",
        "[",
        "]",
        "{]",
        "[}",
        "}}}}}}}}",
        "]]]]]]]]",
        "{{{{{{{{",
        "[[[[",
        "{\"",
        "{\"a",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "{:}",
        "{\"a\" 1}",
        "{a:1}",
        "{'a':1}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "nul",
        "null",
        "true",
        "5",
        "-",
        "1e400",
        "NaN",
        "Infinity",
        "-Infinity",
        "\"text\"",
        "\"",
        "\"\\",
        "\"\\u",
        "\"\\ud8",
        "{\"a\":NaN}",
        "{\"a\":1e400}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":0x10}",
        "{\"a\":\"\\x41\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12G4\"}",
        "{\"a\":undefined}",
        "{} {}",
        "{}{}",
        "{},",
        "{}x",
        "{}//comment",
        "/*comment*/{}",
        "{/**/}",
        "#{}",
        "\xEF\xBB\xBF{}",
        "\xFE\xFF",
        "\xFF\xFE{\0}\0",
        "\xC0\x80",
        "{\"\xED\xA0\x80\":1}",
        "{\"a\":\"\xF5\x80\x80\x80\"}",
        "{\"a\":\"\x01\"}",
        "GET / HTTP/1.1",
        "Content-Length: 5",
        "<?xml version=\"1.0\"?>",
        "Debugger listening on ws://127.0.0.1:9229",
        "\x1b[31mred\x1b[0m",
        QByteArray(1, '\0'),
        QByteArray("{\"a\":\"\0\"}", 9),
        QByteArray("{\0}", 3),
        QByteArray(1000, '\0'),
        QByteArray(1000, '\xFF'),
        "{\"jsonrpc\":\"2.0\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":[],\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":null}",
        "{\"jsonrpc\":[],\"id\":1,\"method\":\"ping\"}",
        "{\"id\":1}",
        "{\"method\":\"ping\"}",
        "[[]]",
        "[{}]",
        "[null]",
    };
    for (qsizetype i = 0; i < corpus.size(); ++i)
        QTest::addRow("%lld %s", static_cast<long long>(i), corpus[i].left(30).toPercentEncoding().constData())
            << corpus[i];
}

void McpRobustnessTest::survivesMalformedLines()
{
    QFETCH(const QByteArray, line);
    SessionClient client;
    const QList<QByteArray> answers = client.sendLine(line);
    QCOMPARE(answers.size(), 1);
    const int code = errorCode(SessionClient::parse(answers.first()));
    QVERIFY2(code == -32700 || code == -32600, answers.first());
    QVERIFY(client.isAlive());
}

void McpRobustnessTest::survivesAllOfThemOnOneConnection()
{
    SessionClient client;
    client.initialize(u"2025-03-26"_s);
    for (const char *line : {"{", "\"", "\\", "{\"a\":\"", "[[[[", "\"\\"}) {
        client.sendLine(line);
        QVERIFY(client.isAlive());
    }
    QCOMPARE(errorCode(client.call(1, u"echo"_s, {{u"text"_s, u"x"_s}})), 0);
}

void McpRobustnessTest::answersOnlySomeOfAFlood()
{
    SessionClient client;
    const int answered = int(client.sendLine(QByteArray("}\n").repeated(1000)).size());
    QVERIFY(answered >= Outbox::complaintsPerSecond);
    QVERIFY(answered <= 3 * Outbox::complaintsPerSecond);  // were the second to change while they are read
    QVERIFY(client.isAlive());
    QTest::qWait(1100);
    QCOMPARE(client.sendLine("}").size(), 1);
}

void McpRobustnessTest::costsLittle_data()
{
    QTest::addColumn<QByteArray>("line");
    QByteArray keys = "{\"jsonrpc\":\"2.0\",\"method\":\"x\"";
    QByteArray sameKeys = keys;
    for (int i = 0; i < 1'000'000; ++i) {
        keys += ",\"" + QByteArray::number(i) + "\":0";
        sameKeys += ",\"a\":0";
    }
    QTest::newRow("depth 100,000") << QByteArray(100'000, '[') + QByteArray(100'000, ']');
    QTest::newRow("depth 100,000 of objects") << QByteArray("{\"a\":").repeated(100'000);
    QTest::newRow("8,000,000 brackets") << QByteArray(8'000'000, '[');
    QTest::newRow("1,000,000 keys") << keys + '}';
    QTest::newRow("1,000,000 times the same key") << sameKeys + '}';
    QTest::newRow("1,000,000 ids") << '{' + QByteArray("\"id\":0,").repeated(1'000'000) + "\"id\":0}";
    QTest::newRow("batch of 4,000,000") << '[' + QByteArray("1,").repeated(4'000'000) + "1]";
    QTest::newRow("14 MB of backslashes") << "{\"a\":\"" + QByteArray(14'000'000, '\\') + "\"}";
    QTest::newRow("2,000,000 surrogates") << "{\"a\":\"" + QByteArray("\\ud800").repeated(2'000'000) + "\"}";
}

void McpRobustnessTest::costsLittle()
{
    QFETCH(const QByteArray, line);
    SessionClient client;
    client.initialize(u"2025-03-26"_s);
    const double before = cpuSeconds();
    client.sendLine(line);
    const double spent = cpuSeconds() - before;
    qInfo("%.3f s", spent);
    QVERIFY2(spent < 5, qPrintable(u"%1 s; 1 s is the aim on an idle machine"_s.arg(spent)));
    QVERIFY(client.isAlive());
}

void McpRobustnessTest::skipsALineOf100Megabytes()
{
    SessionClient client;
    client.lines.clear();
    const QByteArray piece(1'000'000, 'x');
    for (int i = 0; i < 100; ++i)
        client.session.receive(piece);
    QCOMPARE(client.lines.size(), 1);
    const QJsonObject response = SessionClient::parse(client.lines.first());
    QCOMPARE(errorCode(response), -32600);
    QVERIFY(!response.contains("id"_L1));
    client.session.receive("\n");
    QCOMPARE(client.lines.size(), 1);
    QVERIFY(client.isAlive());
}

// The connection ends after each byte of a request: it is served or not, never half.
void McpRobustnessTest::servesOnlyWholeLines()
{
    for (qsizetype end = 0; end <= echoCall.size(); ++end) {
        SessionClient client;
        client.initialize(u"2025-06-18"_s);
        client.lines.clear();
        client.session.receive(echoCall.first(end));
        client.session.end();
        QCOMPARE(client.calls, 0);
        QVERIFY(client.lines.isEmpty());
    }
}

void McpRobustnessTest::servesARequestCutAnywhere()
{
    const QByteArray stream = echoCall + "\r\n";
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
        client.lines.clear();
        client.session.receive(stream.first(cut));
        client.session.receive(stream.sliced(cut));
        QCOMPARE(client.lines.size(), 1);
        QCOMPARE(SessionClient::parse(client.lines.first())["result"_L1]["structuredContent"_L1]["text"_L1],
                 u"grüß dich, Welt"_s);
    }
}

void McpRobustnessTest::survivesEveryTruncationAndEveryFlippedByte_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("tools/call") << echoCall;
    const auto row = [](const char *method, const QByteArray &params) {
        QTest::newRow(method) << R"({"jsonrpc":"2.0","id":1,"method":")" + QByteArray(method) + R"(","params":{)"
                + params + "}}";
    };
    const QByteArray meta = R"(,"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",)"
        + QByteArray(R"("io.modelcontextprotocol/clientCapabilities":{"extensions":{)")
        + R"("io.modelcontextprotocol/tasks":{}}}})";
    row("resources/subscribe", R"("uri":"a")");
    row("resources/read", R"("uri":"a")" + meta);
    row("prompts/get", R"("name":"greet","arguments":{"who":"you"})" + meta);
    row("completion/complete",
        R"("ref":{"type":"ref/prompt","name":"greet"},"argument":{"name":"who","value":"x"})" + meta);
    row("subscriptions/listen",
        R"("notifications":{"resourcesListChanged":true,"resourceSubscriptions":["a"],"taskIds":["t"]})" + meta);
    row("tasks/update", R"("taskId":"t","inputResponses":{})" + meta);
}

void McpRobustnessTest::survivesEveryTruncationAndEveryFlippedByte()
{
    QFETCH(const QByteArray, request);
    SessionClient client(SessionClient::Serves::Everything);
    client.resources.texts.insert(u"a"_s, u"A"_s);
    client.tasks.put({u"t"_s});
    client.initialize(u"2025-06-18"_s);
    for (qsizetype at = 0; at < request.size(); ++at) {
        client.sendLine(request.first(at));
        for (const int mask : {0x01, 0x20, 0x80, 0xFF}) {
            QByteArray line = request;
            line[at] = char(line[at] ^ mask);
            for (const QByteArray &answer : client.sendLine(line))
                QVERIFY(!SessionClient::parse(answer).isEmpty());
        }
    }
    QVERIFY(client.isAlive());
}

QTEST_GUILESS_MAIN(McpRobustnessTest)
#include "tst_robustness.moc"
