#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include "sessionclient.h"

#include "mcp/toolinvocation.h"

using namespace Qt::StringLiterals;
using namespace mcp;

class McpToolCallsTest final : public QObject
{
    Q_OBJECT

private slots:
    void answersLater();
    void answersOnce();
    void refusesAnIdInFlight();
    void takesAnIdAgainAfterItsAnswer();
    void boundsWhatIsInFlight();
    void cancelsWithoutAnAnswer();
    void cancelsTheIdThatWasMeant();
    void ignoresCancellationOfTheUnknown();
    void cancelsEverythingAtTheEnd();
    void servesNothingAfterTheEnd();
    void endsWhileItAnswers();
    void endsInTheMiddleOfABatch();
    void answersForADeletedCall();
    void reportsProgress_data();
    void reportsProgress();
    void dropsProgressThatDoesNotIncrease();
    void takesOnlyStringsAndIntegersAsTokens_data();
    void takesOnlyStringsAndIntegersAsTokens();
    void sendsNoSurrogates();
    void shortensWhatItEchoes();
};

void McpToolCallsTest::answersLater()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    QVERIFY(client.call(u"slow"_s, u"hold"_s).isEmpty());
    QVERIFY(client.isAlive());
    client.lines.clear();
    QTimer::singleShot(0, client.held, [&] { client.held->finish({{{u"a"_s, 1}}, u"one"_s, false}); });
    QTRY_COMPARE(client.lines.size(), 1);
    const QJsonObject response = SessionClient::parse(client.lines.first());
    QCOMPARE(response["id"_L1], u"slow"_s);
    QCOMPARE(response["result"_L1]["structuredContent"_L1], (QJsonObject{{u"a"_s, 1}}));
    QTRY_VERIFY(!client.held);
}

void McpToolCallsTest::answersOnce()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    client.call(1, u"hold"_s);
    client.held->finish({{}, u"first"_s, false});
    client.held->finish({{}, u"second"_s, false});
    client.held->fail(u"third"_s);
    client.held->progress(1, {}, {});
    QTRY_VERIFY(!client.held);
    QCOMPARE(client.lines.size(), 1);
    QVERIFY(client.lines.first().contains("first"));
}

void McpToolCallsTest::refusesAnIdInFlight()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    client.call(1, u"hold"_s);
    const QJsonObject refused = client.call(1, u"hold"_s);
    QCOMPARE(errorCode(refused), -32600);
    QCOMPARE(refused["id"_L1], 1);
    QCOMPARE(client.calls, 1);
    QVERIFY(client.call(u"1"_s, u"hold"_s).isEmpty());  // another id
    QCOMPARE(client.calls, 2);
}

void McpToolCallsTest::takesAnIdAgainAfterItsAnswer()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    client.call(1, u"hold"_s);
    client.held->finish({});
    QCOMPARE(errorCode(client.call(1, u"echo"_s, {{u"text"_s, u"x"_s}})), 0);
}

void McpToolCallsTest::boundsWhatIsInFlight()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    for (qsizetype i = 0; i < Session::maxInFlight; ++i)
        QVERIFY(client.call(i, u"hold"_s).isEmpty());
    QCOMPARE(errorCode(client.call(u"more"_s, u"hold"_s)), -32603);
    client.held->finish({});
    QVERIFY(client.isAlive());
}

void McpToolCallsTest::cancelsWithoutAnAnswer()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    client.call(1, u"hold"_s);
    int fired = 0;
    QTimer late;
    connect(&late, &QTimer::timeout, client.held, [&] { ++fired; });
    QVERIFY(client.notify(u"notifications/cancelled"_s, {{u"requestId"_s, 1}, {u"reason"_s, u"bored"_s}}).isEmpty());
    client.held->progress(1, {}, u"too late"_s);
    client.held->finish({{}, u"too late"_s, false});
    QTRY_VERIFY(!client.held);
    late.start(0);
    QTest::qWait(20);
    QCOMPARE(fired, 0);
    QVERIFY(client.lines.isEmpty());
    QVERIFY(client.isAlive());
}

void McpToolCallsTest::cancelsTheIdThatWasMeant()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    client.call(1, u"hold"_s);
    const QPointer<ToolCall> number = client.held;
    client.call(u"1"_s, u"hold"_s);
    const QPointer<ToolCall> text = client.held;
    client.notify(u"notifications/cancelled"_s, {{u"requestId"_s, u"1"_s}});
    QTRY_VERIFY(!text);
    QVERIFY(number);
    number->finish({});
    QCOMPARE(client.lines.size(), 1);
}

void McpToolCallsTest::ignoresCancellationOfTheUnknown()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    client.call(1, u"hold"_s);
    for (const QJsonValue &id : QList<QJsonValue>{2, u"1"_s, 1.5, true, QJsonObject(), QJsonValue()})
        QVERIFY(client.notify(u"notifications/cancelled"_s, {{u"requestId"_s, id}}).isEmpty());
    QVERIFY(client.notify(u"notifications/cancelled"_s).isEmpty());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(client.held);
}

void McpToolCallsTest::cancelsEverythingAtTheEnd()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    QList<QPointer<ToolCall>> held;
    for (int i = 0; i < 10; ++i) {
        client.call(i, u"hold"_s);
        held.append(client.held);
    }
    client.session.end();
    held.first()->finish({{}, u"too late"_s, false});
    for (const QPointer<ToolCall> &call : held)
        QTRY_VERIFY(!call);
    QVERIFY(client.lines.isEmpty());
}

void McpToolCallsTest::servesNothingAfterTheEnd()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    client.session.end();
    QVERIFY(client.call(1, u"echo"_s, {{u"text"_s, u"x"_s}}).isEmpty());
    QCOMPARE(client.calls, 0);
    client.session.notify(u"notifications/x"_s, {});
    QVERIFY(client.lines.isEmpty());
}

// As when writing the answer shows that the client is gone: what follows in the same read is not served.
void McpToolCallsTest::endsWhileItAnswers()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    connect(&client.session, &Session::send, &client.session, [&] { client.session.end(); });
    const QByteArray call =
        R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"text":"x"}}})"
        "\n";
    client.session.receive(call + call);
    QCOMPARE(client.calls, 1);
}

void McpToolCallsTest::endsInTheMiddleOfABatch()
{
    SessionClient client;
    client.initialize(u"2025-03-26"_s);
    client.session.onNotification(u"gone"_s, [&](const QJsonObject &) { client.session.end(); });
    const QByteArray hold = R"({"jsonrpc":"2.0","id":%1,"method":"tools/call","params":{"name":"hold"}})";
    const QByteArray gone = R"({"jsonrpc":"2.0","method":"gone"})";
    const QByteArray first = QByteArray(hold).replace("%1", "1"), second = QByteArray(hold).replace("%1", "2");
    QVERIFY(client.sendLine('[' + first + ',' + gone + ',' + second + ']').isEmpty());
    QCOMPARE(client.calls, 1);
    QTRY_VERIFY(!client.held);
}

void McpToolCallsTest::answersForADeletedCall()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    client.call(1, u"hold"_s);
    delete client.held;
    QCOMPARE(client.lines.size(), 1);
    QCOMPARE(errorCode(SessionClient::parse(client.lines.first())), -32603);
    QVERIFY(client.isAlive());
}

void McpToolCallsTest::reportsProgress_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("hasMessage");
    QTest::newRow("2024-11-05") << u"2024-11-05"_s << false;
    QTest::newRow("2025-03-26") << u"2025-03-26"_s << true;
    QTest::newRow("2025-11-25") << u"2025-11-25"_s << true;
}

void McpToolCallsTest::reportsProgress()
{
    QFETCH(const QString, version);
    QFETCH(const bool, hasMessage);
    SessionClient client;
    client.initialize(version);
    client.request(1, u"tools/call"_s,
                   {{u"name"_s, u"hold"_s}, {u"_meta"_s, QJsonObject{{u"progressToken"_s, u"t"_s}}}});
    QVERIFY(client.held->wantsProgress());
    client.held->progress(0.5, 2, u"half"_s);
    QCOMPARE(client.lines.size(), 1);
    QJsonObject params{{u"progressToken"_s, u"t"_s}, {u"progress"_s, 0.5}, {u"total"_s, 2}};
    if (hasMessage)
        params.insert(u"message"_s, u"half"_s);
    const QJsonObject notification{
        {u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, u"notifications/progress"_s}, {u"params"_s, params}};
    QCOMPARE(SessionClient::parse(client.lines.first()), notification);
}

void McpToolCallsTest::dropsProgressThatDoesNotIncrease()
{
    SessionClient client;
    client.modern(1, u"tools/call"_s, {{u"name"_s, u"hold"_s}}, {{u"progressToken"_s, 0}});
    const auto pause = [] { QTest::qWait(ToolInvocation::progressIntervalMs + 50); };
    client.held->progress(1, {}, {});
    client.held->progress(2, {}, u"too soon"_s);
    pause();
    client.held->progress(1, {}, u"the same"_s);
    client.held->progress(0, {}, u"backwards"_s);
    client.held->progress(qQNaN(), {}, u"no number"_s);
    client.held->progress(qInf(), {}, u"no number"_s);
    client.held->progress(3, qInf(), {});
    client.held->finish({});
    client.held->progress(4, {}, u"too late"_s);
    QCOMPARE(client.lines.size(), 3);
    const QJsonObject first{{u"progressToken"_s, 0}, {u"progress"_s, 1}};
    const QJsonObject second{{u"progressToken"_s, 0}, {u"progress"_s, 3}};
    QCOMPARE(SessionClient::parse(client.lines[0])["params"_L1], first);
    QCOMPARE(SessionClient::parse(client.lines[1])["params"_L1], second);
    QCOMPARE(SessionClient::parse(client.lines[2])["id"_L1], 1);
}

void McpToolCallsTest::takesOnlyStringsAndIntegersAsTokens_data()
{
    QTest::addColumn<QJsonValue>("token");
    QTest::addColumn<bool>("wanted");
    QTest::newRow("none") << QJsonValue(QJsonValue::Undefined) << false;
    QTest::newRow("zero") << QJsonValue(0) << true;
    QTest::newRow("empty") << QJsonValue(u""_s) << true;
    QTest::newRow("fraction") << QJsonValue(1.5) << false;
    QTest::newRow("null") << QJsonValue() << false;
    QTest::newRow("object") << QJsonValue(QJsonObject()) << false;
}

void McpToolCallsTest::takesOnlyStringsAndIntegersAsTokens()
{
    QFETCH(const QJsonValue, token);
    SessionClient client;
    client.modern(1, u"tools/call"_s, {{u"name"_s, u"hold"_s}}, {{u"progressToken"_s, token}});
    QTEST(client.held->wantsProgress(), "wanted");
    client.held->progress(1, {}, {});
    QCOMPARE(client.lines.size(), client.held->wantsProgress() ? 1 : 0);
}

void McpToolCallsTest::sendsNoSurrogates()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    const QByteArray call =
        R"({"jsonrpc":"2.0","id":1,"method":"%1","params":{"name":"%2","arguments":{"text":"%3"}}})";
    const auto send = [&](const char *method, const char *name, const char *text) {
        QByteArray line = call;
        line.replace("%1", method).replace("%2", name).replace("%3", text);
        return client.sendLine(line).value(0);
    };
    const QList<QByteArray> answers = {send("tools/call", "echo", "a\\ud800b"), send("tools/call", "\\udc00", ""),
                                       send("\\ud800", "", ""), send("tools/call", "echo", "\\ud83d\\ude00")};
    for (const QByteArray &answer : answers) {
        QVERIFY(!answer.isEmpty());
        QVERIFY(!answer.contains("\\ud"));
        QVERIFY(QString::fromUtf8(answer).isValidUtf16());
    }
    QVERIFY(answers[0].contains("a\xEF\xBF\xBD"
                                "b"));
    QVERIFY(answers[1].contains("\xEF\xBF\xBD"));
    QVERIFY(answers[2].contains("\xEF\xBF\xBD"));
    QVERIFY(answers[3].contains("\xF0\x9F\x98\x80"));
}

void McpToolCallsTest::shortensWhatItEchoes()
{
    SessionClient client;
    client.initialize(u"2025-06-18"_s);
    const QString big(1'000'000, u'x');
    client.call(1, big);
    QVERIFY(client.lines.first().size() < 1000);
    client.request(2, big);
    QVERIFY(client.lines.first().size() < 1000);
    client.modern(3, u"tools/list"_s, {}, {{u"io.modelcontextprotocol/protocolVersion"_s, big}});
    QVERIFY(client.lines.first().size() < 1000);
    client.call(4, u"echo"_s, {{u"text"_s, QJsonArray{big}}});
    QVERIFY(client.lines.first().size() < 1000);
}

QTEST_GUILESS_MAIN(McpToolCallsTest)
#include "tst_toolcalls.moc"
