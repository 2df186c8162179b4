#include <QTest>

#include "mcp/modernmeta.h"
#include "mcp/subscriptions.h"
#include "sessionclient.h"

using namespace Qt::StringLiterals;
using namespace mcp;

namespace {

const QString a = u"test:///a"_s, b = u"test:///b"_s;

QJsonObject filter(const QJsonObject &notifications)
{
    return {{u"notifications"_s, notifications}};
}

QJsonObject resources(const QJsonArray &uris)
{
    return filter({{u"resourceSubscriptions"_s, uris}});
}

QJsonObject updated(const QString &uri)
{
    return {{u"jsonrpc"_s, u"2.0"_s},
            {u"method"_s, u"notifications/resources/updated"_s},
            {u"params"_s, QJsonObject{{u"uri"_s, uri}}}};
}

QJsonValue subscriptionOf(const QJsonObject &message)
{
    return message["params"_L1]["_meta"_L1][metakey::subscriptionId];
}

}  // namespace

class McpSubscriptionsTest final : public QObject
{
    Q_OBJECT

private slots:
    void tellsLegacySubscribers();
    void unsubscribes();
    void tellsTheListToInitializedClientsOnly();
    void forgetsWithASecondInitialize();
    void watchesNothingAfterTheEnd();
    void acknowledgesFirst();
    void tellsEachListenWhatItAskedFor();
    void tellsTwoListensTwice();
    void endsWithTheRequest();
    void endsWithAResponse();
    void limitsListens();
    void limitsUris();
    void answersErrorsAsTheTableSays_data();
    void answersErrorsAsTheTableSays();
    void tellsTasks();

private:
    static QList<QJsonObject> taken(SessionClient &client)
    {
        QList<QJsonObject> messages;
        for (const QByteArray &line : std::exchange(client.lines, {}))
            messages += SessionClient::parse(line);
        return messages;
    }
};

void McpSubscriptionsTest::tellsLegacySubscribers()
{
    SessionClient client(SessionClient::Serves::Everything);
    client.initialize(u"2025-11-25"_s);
    QCOMPARE(client.resources.watches, 0);
    for (int twice = 0; twice < 2; ++twice)
        QCOMPARE(client.request(1, u"resources/subscribe"_s, {{u"uri"_s, a}})["result"_L1], QJsonObject());
    QCOMPARE(client.resources.watches, 1);
    client.lines.clear();
    emit client.resources.changed(b);
    QVERIFY(client.lines.isEmpty());
    for (int i = 0; i < 100; ++i)
        emit client.resources.changed(a);
    QCOMPARE(taken(client), QList<QJsonObject>{updated(a)});
    QTRY_COMPARE(client.lines.size(), 1);
    QCOMPARE(taken(client), QList<QJsonObject>{updated(a)});
    QTest::qWait(800);
    QVERIFY(client.lines.isEmpty());
}

void McpSubscriptionsTest::unsubscribes()
{
    SessionClient client(SessionClient::Serves::Everything);
    client.initialize(u"2024-11-05"_s);
    client.request(1, u"resources/subscribe"_s, {{u"uri"_s, a}});
    emit client.resources.changed(a);
    emit client.resources.changed(a);  // would be told later
    QCOMPARE(client.request(2, u"resources/unsubscribe"_s, {{u"uri"_s, a}})["result"_L1], QJsonObject());
    QCOMPARE(client.resources.watches, 0);
    client.lines.clear();
    emit client.resources.changed(a);
    QTest::qWait(800);
    QVERIFY(client.lines.isEmpty());
}

void McpSubscriptionsTest::tellsTheListToInitializedClientsOnly()
{
    SessionClient client(SessionClient::Serves::Everything);
    client.notify(u"notifications/initialized"_s);  // before it has a session
    client.initialize(u"2025-06-18"_s);
    QCOMPARE(client.resources.watches, 0);
    client.notify(u"notifications/initialized"_s);
    client.notify(u"notifications/initialized"_s);
    QCOMPARE(client.resources.watches, 1);
    for (int i = 0; i < 100; ++i)
        emit client.resources.listChanged();
    QVERIFY(client.lines.isEmpty());
    QTRY_COMPARE(client.lines.size(), 1);
    QCOMPARE(SessionClient::parse(client.lines[0])["method"_L1], u"notifications/resources/list_changed"_s);
    QTest::qWait(800);
    QCOMPARE(client.lines.size(), 1);
}

void McpSubscriptionsTest::forgetsWithASecondInitialize()
{
    SessionClient client(SessionClient::Serves::Everything);
    client.initialize(u"2025-06-18"_s);
    client.notify(u"notifications/initialized"_s);
    client.request(1, u"resources/subscribe"_s, {{u"uri"_s, a}});
    QCOMPARE(client.resources.watches, 2);
    client.initialize(u"2025-06-18"_s);
    QCOMPARE(client.resources.watches, 0);
}

void McpSubscriptionsTest::watchesNothingAfterTheEnd()
{
    SessionClient client(SessionClient::Serves::Everything);
    client.initialize(u"2025-06-18"_s);
    client.notify(u"notifications/initialized"_s);
    client.request(1, u"resources/subscribe"_s, {{u"uri"_s, a}});
    client.modern(2, u"subscriptions/listen"_s, resources({a, b}));
    QCOMPARE(client.resources.watches, 4);
    client.session.end();
    QTRY_COMPARE(client.resources.watches, 0);
}

// Only what can be honoured: known resources, and kinds that can change.
void McpSubscriptionsTest::acknowledgesFirst()
{
    SessionClient client(SessionClient::Serves::Everything);
    const QJsonObject told =
        client.modern(u"listen-1"_s, u"subscriptions/listen"_s,
                      filter({{u"toolsListChanged"_s, true},
                              {u"promptsListChanged"_s, true},
                              {u"resourcesListChanged"_s, true},
                              {u"resourceSubscriptions"_s, QJsonArray{a, u"test:///none"_s, u"../a"_s, a}}}));
    QCOMPARE(told["method"_L1], u"notifications/subscriptions/acknowledged"_s);
    QCOMPARE(subscriptionOf(told), u"listen-1"_s);
    QCOMPARE(told["params"_L1]["notifications"_L1],
             (QJsonObject{{u"resourcesListChanged"_s, true}, {u"resourceSubscriptions"_s, QJsonArray{a}}}));
    const QJsonObject nothing = client.modern(2, u"subscriptions/listen"_s, filter({{u"toolsListChanged"_s, false}}));
    QCOMPARE(nothing["params"_L1]["notifications"_L1], QJsonObject());
    QCOMPARE(subscriptionOf(nothing), 2);
    QCOMPARE(errorCode(client.modern(2, u"tools/list"_s)), -32600);  // its id is in use
}

void McpSubscriptionsTest::tellsEachListenWhatItAskedFor()
{
    SessionClient client(SessionClient::Serves::Everything);
    client.modern(1, u"subscriptions/listen"_s, resources({a}));
    client.modern(u"1"_s, u"subscriptions/listen"_s, filter({{u"resourcesListChanged"_s, true}}));
    client.lines.clear();
    emit client.resources.changed(b);
    emit client.resources.changed(a);
    emit client.resources.listChanged();
    QTRY_COMPARE(client.lines.size(), 2);
    const QList<QJsonObject> messages = taken(client);
    QCOMPARE(messages[0]["method"_L1], u"notifications/resources/updated"_s);
    QCOMPARE(messages[0]["params"_L1]["uri"_L1], a);
    QCOMPARE(subscriptionOf(messages[0]), 1);
    QCOMPARE(messages[1]["method"_L1], u"notifications/resources/list_changed"_s);
    QCOMPARE(subscriptionOf(messages[1]), u"1"_s);
}

void McpSubscriptionsTest::tellsTwoListensTwice()
{
    SessionClient client(SessionClient::Serves::Everything);
    client.modern(1, u"subscriptions/listen"_s, resources({a}));
    client.modern(2, u"subscriptions/listen"_s, resources({b, a}));
    client.lines.clear();
    emit client.resources.changed(a);
    const QList<QJsonObject> messages = taken(client);
    QCOMPARE(messages.size(), 2);
    QVERIFY(subscriptionOf(messages[0]) != subscriptionOf(messages[1]));
}

void McpSubscriptionsTest::endsWithTheRequest()
{
    SessionClient client(SessionClient::Serves::Everything);
    client.modern(1, u"subscriptions/listen"_s, resources({a}));
    emit client.resources.changed(a);
    emit client.resources.changed(a);
    QVERIFY(client.notify(u"notifications/cancelled"_s, {{u"requestId"_s, 1}}).isEmpty());
    emit client.resources.changed(a);
    QTRY_COMPARE(client.resources.watches, 0);
    QTest::qWait(800);
    QVERIFY(client.lines.isEmpty());
}

void McpSubscriptionsTest::endsWithAResponse()
{
    SessionClient client(SessionClient::Serves::Everything);
    client.modern(1, u"subscriptions/listen"_s, resources({a}));
    client.lines.clear();
    client.session.endListens();
    const QList<QJsonObject> messages = taken(client);
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages[0]["id"_L1], 1);
    QCOMPARE(messages[0]["result"_L1]["resultType"_L1], u"complete"_s);
    QCOMPARE(messages[0]["result"_L1]["_meta"_L1][metakey::subscriptionId], 1);
    emit client.resources.changed(a);
    QVERIFY(client.lines.isEmpty());
    QTRY_COMPARE(client.resources.watches, 0);
    QVERIFY(client.isAlive());
}

void McpSubscriptionsTest::limitsListens()
{
    SessionClient client(SessionClient::Serves::Everything);
    for (int i = 0; i < Subscriptions::maxListens; ++i)
        QVERIFY(subscriptionOf(client.modern(i, u"subscriptions/listen"_s, filter({}))) == i);
    QCOMPARE(errorCode(client.modern(u"more"_s, u"subscriptions/listen"_s, filter({}))), -32603);
    client.notify(u"notifications/cancelled"_s, {{u"requestId"_s, 0}});
    QCOMPARE(errorCode(client.modern(u"more"_s, u"subscriptions/listen"_s, filter({}))), 0);
}

void McpSubscriptionsTest::limitsUris()
{
    SessionClient client(SessionClient::Serves::Everything);
    QJsonArray uris;
    for (qsizetype i = 0; i < Subscriptions::maxUris - 1; ++i) {
        uris += u"test:///%1"_s.arg(i);
        client.resources.texts.insert(uris.last().toString(), {});
    }
    client.initialize(u"2025-11-25"_s);
    client.modern(1, u"subscriptions/listen"_s, resources(uris));
    QCOMPARE(errorCode(client.modern(2, u"subscriptions/listen"_s, resources({a, b}))), -32603);
    QCOMPARE(errorCode(client.request(3, u"resources/subscribe"_s, {{u"uri"_s, a}})), 0);
    QCOMPARE(errorCode(client.request(4, u"resources/subscribe"_s, {{u"uri"_s, b}})), -32603);
    QCOMPARE(errorCode(client.request(5, u"resources/subscribe"_s, {{u"uri"_s, a}})), 0);  // has it already
    client.request(6, u"resources/unsubscribe"_s, {{u"uri"_s, a}});
    QCOMPARE(errorCode(client.modern(7, u"subscriptions/listen"_s, resources({b}))), 0);
}

void McpSubscriptionsTest::answersErrorsAsTheTableSays_data()
{
    QTest::addColumn<QByteArray>("notifications");
    QTest::addColumn<int>("code");
    QTest::newRow("absent") << QByteArray() << -32602;
    QTest::newRow("null") << QByteArray("null") << -32602;
    QTest::newRow("an array") << QByteArray("[]") << -32602;
    QTest::newRow("a kind is a string") << QByteArray(R"({"toolsListChanged":"yes"})") << -32602;
    QTest::newRow("resources is a string") << QByteArray(R"({"resourceSubscriptions":"test:///a"})") << -32602;
    QTest::newRow("a resource is a number") << QByteArray(R"({"resourceSubscriptions":[1]})") << -32602;
    QTest::newRow("a task is a number") << QByteArray(R"({"taskIds":[1]})") << -32602;
    QTest::newRow("unknown members") << QByteArray(R"({"weatherChanged":5})") << 0;
    QTest::newRow("tasks without the extension") << QByteArray(R"({"taskIds":[]})") << -32021;
}

void McpSubscriptionsTest::answersErrorsAsTheTableSays()
{
    QFETCH(const QByteArray, notifications);
    QFETCH(const int, code);
    SessionClient client(SessionClient::Serves::Everything);
    const QByteArray meta = QJsonDocument(SessionClient::modernMeta()).toJson(QJsonDocument::Compact);
    const QByteArray member = notifications.isEmpty() ? QByteArray() : ",\"notifications\":" + notifications;
    const QJsonObject response = client.send(
        R"({"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"_meta":)" + meta + member + "}}");
    QCOMPARE(errorCode(response), code);
    if (code == -32021)
        QVERIFY(response["error"_L1]["data"_L1]["requiredCapabilities"_L1]["extensions"_L1][tasksExtension].isObject());
    client.initialize(u"2025-11-25"_s);
    QCOMPARE(errorCode(client.request(2, u"subscriptions/listen"_s, filter({}))), -32601);
}

// The known ones; one that has ended already is told at once.
void McpSubscriptionsTest::tellsTasks()
{
    SessionClient client(SessionClient::Serves::Everything);
    Task ended{u"ended"_s, Task::Status::Completed};
    client.tasks.put({u"working"_s});
    client.tasks.put({u"other"_s});
    client.tasks.put(ended);
    const QJsonArray ids{u"working"_s, u"none"_s, u"ended"_s};
    QJsonObject params = filter({{u"taskIds"_s, ids}});
    QJsonObject meta = SessionClient::modernMeta();
    meta.insert(metakey::clientCapabilities,
                QJsonObject{{u"extensions"_s, QJsonObject{{tasksExtension, QJsonObject()}}}});
    params.insert(u"_meta"_s, meta);
    client.sendLine(QJsonDocument(QJsonObject{{u"jsonrpc"_s, u"2.0"_s},
                                              {u"id"_s, 1},
                                              {u"method"_s, u"subscriptions/listen"_s},
                                              {u"params"_s, params}})
                        .toJson(QJsonDocument::Compact));
    QList<QJsonObject> messages = taken(client);
    QCOMPARE(messages.size(), 2);
    QCOMPARE(messages[0]["params"_L1]["notifications"_L1]["taskIds"_L1], (QJsonArray{u"working"_s, u"ended"_s}));
    QCOMPARE(messages[1]["method"_L1], u"notifications/tasks"_s);
    QCOMPARE(messages[1]["params"_L1]["taskId"_L1], u"ended"_s);

    client.tasks.cancel(u"other"_s);
    client.tasks.cancel(u"working"_s);
    messages = taken(client);
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages[0]["params"_L1]["taskId"_L1], u"working"_s);
    QCOMPARE(messages[0]["params"_L1]["status"_L1], u"cancelled"_s);
    QCOMPARE(subscriptionOf(messages[0]), 1);
}

QTEST_GUILESS_MAIN(McpSubscriptionsTest)
#include "tst_subscriptions.moc"
