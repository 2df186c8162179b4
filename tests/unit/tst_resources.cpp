#include <QTest>

#include "sessionclient.h"

using namespace Qt::StringLiterals;
using namespace mcp;

class McpResourcesTest final : public QObject
{
    Q_OBJECT

private slots:
    void advertisesWhatItServes();
    void lists();
    void reads();
    void answersErrorsAsTheTableSays_data();
    void answersErrorsAsTheTableSays();
    void showsContentAsTheRevisionDoes_data();
    void showsContentAsTheRevisionDoes();
    void refusesACallWithAProtocolError();
};

void McpResourcesTest::advertisesWhatItServes()
{
    SessionClient client(SessionClient::Serves::Everything);
    const QJsonObject resources{{u"subscribe"_s, true}, {u"listChanged"_s, true}};
    QJsonObject expected{{u"tools"_s, QJsonObject()},
                         {u"prompts"_s, QJsonObject()},
                         {u"completions"_s, QJsonObject()},
                         {u"resources"_s, resources}};
    QCOMPARE(client.initialize(u"2025-11-25"_s)["result"_L1]["capabilities"_L1], expected);
    expected.insert(u"extensions"_s, QJsonObject{{tasksExtension, QJsonObject()}});
    QCOMPARE(client.modern(1, u"server/discover"_s)["result"_L1]["capabilities"_L1], expected);
}

void McpResourcesTest::lists()
{
    SessionClient client(SessionClient::Serves::Everything);
    const QJsonObject list = client.modern(1, u"resources/list"_s)["result"_L1].toObject();
    QCOMPARE(list["ttlMs"_L1].toInteger(-1), 0);
    QCOMPARE(list["cacheScope"_L1], u"private"_s);
    QCOMPARE(list["resources"_L1].toArray().size(), 2);
    const QJsonObject resource{
        {u"uri"_s, u"test:///a"_s}, {u"name"_s, u"a"_s}, {u"title"_s, u"Title"_s}, {u"mimeType"_s, u"text/plain"_s}};
    QCOMPARE(list["resources"_L1][0], resource);

    const QJsonObject templates = client.modern(2, u"resources/templates/list"_s)["result"_L1].toObject();
    QCOMPARE(templates["ttlMs"_L1].toInteger(), 3600000);
    QCOMPARE(templates["cacheScope"_L1], u"public"_s);
    QCOMPARE(templates["resourceTemplates"_L1][0]["uriTemplate"_L1], u"test:///{name}"_s);

    client.initialize(u"2025-03-26"_s);
    const QJsonObject old = client.request(3, u"resources/list"_s)["result"_L1].toObject();
    QCOMPARE(old.keys(), QStringList{u"resources"_s});
    QVERIFY(old["resources"_L1][0]["title"_L1].isUndefined());
}

void McpResourcesTest::reads()
{
    SessionClient client(SessionClient::Serves::Everything);
    const QJsonObject text =
        client.modern(1, u"resources/read"_s, {{u"uri"_s, u"test:///a"_s}})["result"_L1].toObject();
    QCOMPARE(
        text["contents"_L1],
        (QJsonArray{QJsonObject{{u"uri"_s, u"test:///a"_s}, {u"mimeType"_s, u"text/plain"_s}, {u"text"_s, u"A"_s}}}));
    QCOMPARE(text["ttlMs"_L1].toInteger(-1), 0);
    QCOMPARE(text["cacheScope"_L1], u"private"_s);
    const QJsonObject bytes =
        client.modern(2, u"resources/read"_s, {{u"uri"_s, u"test:///bytes"_s}})["result"_L1].toObject();
    QCOMPARE(bytes["contents"_L1][0]["blob"_L1], u"AP8="_s);
    QVERIFY(bytes["contents"_L1][0]["text"_L1].isUndefined());
    QCOMPARE(bytes["ttlMs"_L1].toInteger(), 3600000);
}

void McpResourcesTest::answersErrorsAsTheTableSays_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QJsonObject>("params");
    QTest::addColumn<int>("modernCode");
    QTest::addColumn<int>("legacyCode");
    const auto row = [](const char *name, const QString &method, const QJsonObject &params, int modern, int legacy) {
        QTest::newRow(name) << method << params << modern << legacy;
    };
    const QJsonObject unknown{{u"uri"_s, u"test:///none"_s}};
    row("unknown resource", u"resources/read"_s, unknown, -32602, -32002);
    row("uri missing", u"resources/read"_s, {}, -32602, -32602);
    row("uri is a number", u"resources/read"_s, {{u"uri"_s, 1}}, -32602, -32602);
    row("bad cursor", u"resources/list"_s, {{u"cursor"_s, u"x"_s}}, -32602, -32602);
    row("bad cursor of templates", u"resources/templates/list"_s, {{u"cursor"_s, 1}}, -32602, -32602);
    row("subscribe", u"resources/subscribe"_s, {{u"uri"_s, u"test:///a"_s}}, -32601, 0);
    row("subscribe to the unknown", u"resources/subscribe"_s, unknown, -32601, -32002);
    row("subscribe to nothing", u"resources/subscribe"_s, {}, -32601, -32602);
    row("unsubscribe from the unknown", u"resources/unsubscribe"_s, unknown, -32601, 0);
    row("unsubscribe from nothing", u"resources/unsubscribe"_s, {}, -32601, -32602);
}

void McpResourcesTest::answersErrorsAsTheTableSays()
{
    QFETCH(const QString, method);
    QFETCH(const QJsonObject, params);
    QFETCH(const int, modernCode);
    QFETCH(const int, legacyCode);
    SessionClient client(SessionClient::Serves::Everything);
    const auto check = [&params](const QJsonObject &response, int code) {
        QCOMPARE(errorCode(response), code);
        const QJsonValue data = response["error"_L1]["data"_L1];
        if (code == -32002)
            QCOMPARE(data, (QJsonObject{{u"uri"_s, params["uri"_L1]}}));
        if (code == -32602 && params["uri"_L1].isString())
            QCOMPARE(data["uri"_L1], params["uri"_L1]);
    };
    check(client.modern(1, method, params), modernCode);
    for (const char *version : {"2024-11-05", "2025-06-18", "2025-11-25"}) {
        client.initialize(QString::fromLatin1(version));
        check(client.request(2, method, params), legacyCode);
    }
    QVERIFY(client.isAlive());
}

void McpResourcesTest::showsContentAsTheRevisionDoes_data()
{
    QTest::addColumn<QStringList>("types");
    const QString text = u"text"_s, image = u"image"_s, audio = u"audio"_s, resource = u"resource"_s;
    QTest::newRow("2024-11-05") << QStringList{text, image, text, resource, text};
    QTest::newRow("2025-03-26") << QStringList{text, image, audio, resource, text};
    QTest::newRow("2025-06-18") << QStringList{text, image, audio, resource, u"resource_link"_s};
}

void McpResourcesTest::showsContentAsTheRevisionDoes()
{
    SessionClient client;
    client.initialize(QString::fromLatin1(QTest::currentDataTag()));
    const QJsonArray content = client.call(1, u"show"_s)["result"_L1]["content"_L1].toArray();
    QStringList types;
    for (const QJsonValue &block : content)
        types += block["type"_L1].toString();
    QTEST(types, "types");
    QCOMPARE(content[1]["data"_L1], u"aQ=="_s);
    QCOMPARE(content[3]["resource"_L1]["text"_L1], u"E"_s);
    const QString link = content[4]["uri"_L1].toString() + content[4]["text"_L1].toString();
    QVERIFY(link.contains("test:///l"_L1));
}

void McpResourcesTest::refusesACallWithAProtocolError()
{
    SessionClient client;
    const QJsonObject response = client.modern(1, u"tools/call"_s, {{u"name"_s, u"refuse"_s}});
    QCOMPARE(errorCode(response), -32021);
    QVERIFY(response["error"_L1]["data"_L1]["requiredCapabilities"_L1].isObject());
}

QTEST_GUILESS_MAIN(McpResourcesTest)
#include "tst_resources.moc"
