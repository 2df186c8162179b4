#include <QJsonDocument>
#include <QTest>

#include "mcp/jsonrpc.h"
#include "mcp/jsonscan.h"
#include "mcp/wirejson.h"

using namespace Qt::StringLiterals;
using namespace mcp;

Q_DECLARE_METATYPE(mcp::Message::Kind)

class McpJsonRpcTest final : public QObject
{
    Q_OBJECT

private slots:
    void echoesIds_data();
    void echoesIds();
    void distinguishesIds();
    void refusesAnIdThatIsTooLong();
    void classifiesMessages_data();
    void classifiesMessages();
    void findsRepeatedKeys_data();
    void findsRepeatedKeys();
    void boundsTheDepth();
    void writesLinesThatEveryParserReads_data();
    void writesLinesThatEveryParserReads();
    void mendsManySurrogatesInLinearTime();
    void leavesAnUnknownIdOut();
};

void McpJsonRpcTest::echoesIds_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("echo");  // empty: cannot be an id
    const auto row = [](const char *id, const char *echo) { QTest::newRow(id) << QByteArray(id) << QByteArray(echo); };
    row("0", "0");
    row("1", "1");
    row("-1", "-1");
    row("-0", "0");
    row("1.0", "1");
    row("1e3", "1000");
    row("9007199254740991", "9007199254740991");
    row("9007199254740993", "9007199254740993");
    row("9223372036854775807", "9223372036854775807");
    row("-9223372036854775808", "-9223372036854775808");
    row("\"\"", "\"\"");
    row("\"1\"", "\"1\"");
    row("\"\\u0041\\n\\u2028\"", "\"A\\n\xE2\x80\xA8\"");
    row("\"\xF0\x9F\x98\x80\"", "\"\xF0\x9F\x98\x80\"");
    row("9223372036854775808", "");
    row("1.5", "");
    row("1e300", "");
    row("null", "");
    row("true", "");
    row("{}", "");
    row("[1]", "");
    row("\"\\ud800\"", "");
}

void McpJsonRpcTest::echoesIds()
{
    QFETCH(const QByteArray, id);
    QFETCH(const QByteArray, echo);
    const Message message = parseLine(R"({"jsonrpc":"2.0","method":"m","id":)" + id + '}').message;
    if (echo.isEmpty()) {
        QCOMPARE(message.kind, Message::Kind::Invalid);
        QCOMPARE(message.error.code, ErrorCode::InvalidRequest);
        QVERIFY(!message.id);
        return;
    }
    QCOMPARE(message.kind, Message::Kind::Request);
    QCOMPARE(wireJson(resultMessage(*message.id, {})), R"({"id":)" + echo + R"(,"jsonrpc":"2.0","result":{}})" + '\n');
}

void McpJsonRpcTest::distinguishesIds()
{
    const QList<QJsonValue> values = {
        0, 1, qint64(9007199254740993), qint64(9007199254740992), u""_s, u"0"_s, u"1"_s, u"i:1"_s, u"s:1"_s};
    QSet<QString> keys;
    for (const QJsonValue &value : values)
        keys.insert(RequestId::from(value)->key());
    QCOMPARE(keys.size(), values.size());
    QCOMPARE(RequestId::from(1)->key(), RequestId::from(1.0)->key());
}

void McpJsonRpcTest::refusesAnIdThatIsTooLong()
{
    QVERIFY(RequestId::from(QString(RequestId::maxLength, u'x')));
    QVERIFY(!RequestId::from(QString(RequestId::maxLength + 1, u'x')));
}

void McpJsonRpcTest::classifiesMessages_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<Message::Kind>("kind");
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("hasId");
    using Kind = Message::Kind;
    const auto row = [](const char *line, Kind kind, int code = 0, bool hasId = false) {
        QTest::newRow(line) << QByteArray(line) << kind << code << hasId;
    };
    row(R"({"jsonrpc":"2.0","id":1,"method":"m"})", Kind::Request, 0, true);
    row(R"({"jsonrpc":"2.0","id":1,"method":"m","params":{},"more":[1]})", Kind::Request, 0, true);
    row(R"( 	{"jsonrpc":"2.0","id":1,"method":"m"} )", Kind::Request, 0, true);
    row(R"({"jsonrpc":"2.0","method":"m"})", Kind::Notification);
    row(R"({"jsonrpc":"2.0","method":"m","params":[]})", Kind::Silent);
    row(R"({"jsonrpc":"2.0","method":"m","method":"n"})", Kind::Silent);
    row(R"({"jsonrpc":"2.0","id":1,"result":{}})", Kind::Silent);
    row(R"({"jsonrpc":"2.0","error":{}})", Kind::Silent);
    row(R"({"result":{}})", Kind::Silent);
    row(R"({"jsonrpc":"2.0","id":1,"method":"m","params":[]})", Kind::Invalid, -32602, true);
    row(R"({"jsonrpc":"2.0","id":1,"method":"m","params":null})", Kind::Invalid, -32602, true);
    row(R"({"jsonrpc":"2.0","id":1,"method":"m","method":"n"})", Kind::Invalid, -32600, true);
    row(R"({"jsonrpc":"2.0","id":1,"id":2,"method":"m"})", Kind::Invalid, -32600);
    row(R"({"jsonrpc":"2.0","id":1})", Kind::Invalid, -32600, true);
    row(R"({"jsonrpc":"2.0","id":1,"method":5})", Kind::Invalid, -32600, true);
    row(R"({"jsonrpc":"2.0","method":5})", Kind::Invalid, -32600);
    row(R"({"jsonrpc":"1.0","id":"a","method":"m"})", Kind::Invalid, -32600, true);
    row(R"({"jsonrpc":2.0,"id":"a","method":"m"})", Kind::Invalid, -32600, true);
    row(R"({"id":"a","method":"m"})", Kind::Invalid, -32600, true);
    row(R"({"method":"m"})", Kind::Invalid, -32600);
    row("{}", Kind::Invalid, -32600);
    row("5", Kind::Invalid, -32700);
    row("\"text\"", Kind::Invalid, -32700);
    row("{", Kind::Invalid, -32700);
    row("{\"a\":\xFF}", Kind::Invalid, -32700);
    row("{\"a\":\"\xC3\"}", Kind::Invalid, -32700);
    row("{\"a\":\"\t\"}", Kind::Invalid, -32700);
    row("\xEF\xBB\xBF{}", Kind::Invalid, -32700);
}

void McpJsonRpcTest::classifiesMessages()
{
    QFETCH(const QByteArray, line);
    const ParsedLine parsed = parseLine(line);
    QVERIFY(!parsed.isBatch);
    QTEST(parsed.message.kind, "kind");
    QTEST(parsed.message.id.has_value(), "hasId");
    QFETCH(const int, code);
    if (parsed.message.kind == Message::Kind::Invalid)
        QCOMPARE(static_cast<int>(parsed.message.error.code), code);
}

void McpJsonRpcTest::findsRepeatedKeys_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("repeated");
    const auto row = [](const char *line, const char *repeated) {
        QTest::newRow(line) << QByteArray(line) << QByteArray(repeated);
    };
    row(R"({"id":1,"id":2})", "id");
    row(R"({"id":1,"\u0069d":2})", "id");
    row(R"({"\u0069\u0064":1,"id":2})", "id");
    row(R"({"method":"a","x":{"method":"b"},"method":"c"})", "method");
    row(R"({"params":{},"params":{}})", "params");
    row(R"({"params":{"name":"a","name":"b"}})", "name");
    row(R"({"params":{"arguments":{},"name":"a","arguments":{}}})", "arguments");
    row(R"([{"id":1},{"method":"x","method":"x"}])", "method");
    row(R"([{"params":{"name":1,"name":2}}])", "name");
    row(R"({"id":"id","method":"method","params":{"name":"name","arguments":{}}})", "");
    row(R"({"x":1,"x":2})", "");
    row(R"({"x":{"name":1,"name":2}})", "");
    row(R"({"params":{"arguments":{"name":1,"name":2,"id":1,"id":2}}})", "");
    row(R"({"params":{"id":1,"id":2}})", "");
    row(R"({"params":[["name","name"]]})", "");
    row(R"([{"id":1},{"id":2}])", "");
    row(R"({"params":{"name":"a"},"x":{"name":"b","name":"c"}})", "");
    row(R"({"id":"\",\"id\":","method":"\\"})", "");
    row(R"({"id":1,"id\u0000":2})", "");
}

void McpJsonRpcTest::findsRepeatedKeys()
{
    QFETCH(const QByteArray, line);
    QTEST(scanJson(line).repeated, "repeated");
}

void McpJsonRpcTest::boundsTheDepth()
{
    const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QVERIFY(!scanJson(nested(JsonScan::maxDepth)).tooDeep);
    QVERIFY(scanJson(nested(JsonScan::maxDepth + 1)).tooDeep);
    QCOMPARE(parseLine("{\"a\":" + nested(100'000) + '}').message.error.code, ErrorCode::ParseError);
    QVERIFY(!scanJson("{\"a\":\"" + QByteArray(1000, '[') + "\"}").tooDeep);
}

void McpJsonRpcTest::writesLinesThatEveryParserReads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("read");
    const auto row = [](const char *name, const QString &text, const QString &read) {
        QTest::newRow(name) << text << read;
    };
    const QChar high(0xD83D), low(0xDE00), bad(0xFFFD);
    row("plain", u"a"_s, u"a"_s);
    row("pair", QString(high) + low, QString(high) + low);
    row("lone high", QString(high), bad);
    row("lone low", QString(low), bad);
    row("high at the end", u"a"_s + high, u"a"_s + bad);
    row("two high, one low", QString(high) + high + low, QString(bad) + high + low);
    row("low, then high", QString(low) + high, QString(bad) + bad);
    row("the escape as text", u"\\ud800"_s, u"\\ud800"_s);
    row("backslash before a lone one", u"\\"_s + high, u"\\"_s + bad);
    row("line feed and controls", u"a\nb\x1b\x01\r"_s, u"a\nb\x1b\x01\r"_s);
    row("line separator", QString(QChar(0x2028)), QString(QChar(0x2028)));
}

void McpJsonRpcTest::writesLinesThatEveryParserReads()
{
    QFETCH(const QString, text);
    QFETCH(const QString, read);
    const QByteArray line = wireJson(QJsonObject{{text, QJsonArray{text}}});
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    QVERIFY(!line.contains("\\\\ud") ? !line.contains("\\ud") : true);
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    QCOMPARE(object.keys(), QStringList{read});
    QCOMPARE(object[read].toArray().at(0).toString(), read);
}

void McpJsonRpcTest::mendsManySurrogatesInLinearTime()
{
    const QByteArray line = wireJson(QJsonObject{{u"a"_s, QString(2'000'000, QChar(0xD800))}});
    QCOMPARE(line.count("\xEF\xBF\xBD"), 2'000'000);
}

void McpJsonRpcTest::leavesAnUnknownIdOut()
{
    const QJsonObject message = errorMessage({}, {ErrorCode::ParseError, u"No."_s, {}});
    QCOMPARE(message.keys(), (QStringList{u"error"_s, u"jsonrpc"_s}));
    QCOMPARE(message["error"_L1].toObject().keys(), (QStringList{u"code"_s, u"message"_s}));
}

QTEST_GUILESS_MAIN(McpJsonRpcTest)
#include "tst_jsonrpc.moc"
