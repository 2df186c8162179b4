#include <QTest>

#include "sessionclient.h"

using namespace Qt::StringLiterals;
using namespace mcp;

class McpPromptsTest final : public QObject
{
    Q_OBJECT

private slots:
    void lists();
    void gets();
    void completes();
    void answersErrorsAsTheTableSays_data();
    void answersErrorsAsTheTableSays();
};

void McpPromptsTest::lists()
{
    SessionClient client(SessionClient::Serves::Everything);
    const QJsonObject list = client.modern(1, u"prompts/list"_s)["result"_L1].toObject();
    QCOMPARE(list["ttlMs"_L1].toInteger(), 3600000);
    QCOMPARE(list["cacheScope"_L1], u"public"_s);
    QCOMPARE(list["prompts"_L1].toArray().size(), 2);
    QCOMPARE(list["prompts"_L1][0]["name"_L1], u"empty"_s);
    const QJsonObject greet = list["prompts"_L1][1].toObject();
    QCOMPARE(greet["title"_L1], u"Greet"_s);
    QCOMPARE(greet["arguments"_L1][0],
             (QJsonObject{{u"name"_s, u"who"_s}, {u"description"_s, u"Whom"_s}, {u"required"_s, true}}));
    client.initialize(u"2025-03-26"_s);
    QVERIFY(client.request(2, u"prompts/list"_s)["result"_L1]["prompts"_L1][0]["title"_L1].isUndefined());
}

void McpPromptsTest::gets()
{
    SessionClient client(SessionClient::Serves::Everything);
    const QJsonObject arguments{{u"who"_s, u"you"_s}, {u"how"_s, u"well"_s}, {u"other"_s, 5}};
    const QJsonObject got =
        client.modern(1, u"prompts/get"_s, {{u"name"_s, u"greet"_s}, {u"arguments"_s, arguments}})["result"_L1]
            .toObject();
    QCOMPARE(got["resultType"_L1], u"complete"_s);
    QCOMPARE(got["description"_L1], u"Greets."_s);
    const QJsonObject text{{u"type"_s, u"text"_s}, {u"text"_s, u"Hello you, well."_s}};
    QCOMPARE(got["messages"_L1], (QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, text}}}));
}

void McpPromptsTest::completes()
{
    SessionClient client(SessionClient::Serves::Everything);
    client.initialize(u"2025-06-18"_s);
    const auto values = [&client](const QJsonObject &ref, const QString &name, const QString &value) {
        const QJsonObject argument{{u"name"_s, name}, {u"value"_s, value}};
        return client.request(1, u"completion/complete"_s,
                              {{u"ref"_s, ref}, {u"argument"_s, argument}})["result"_L1]["completion"_L1];
    };
    const QJsonObject prompt{{u"type"_s, u"ref/prompt"_s}, {u"name"_s, u"greet"_s}};
    QJsonValue completion = values(prompt, u"who"_s, u"x"_s);
    QCOMPARE(completion["values"_L1].toArray().size(), 100);
    QCOMPARE(completion["values"_L1][0], u"x0"_s);
    QCOMPARE(completion["total"_L1], 150);
    QCOMPARE(completion["hasMore"_L1], true);
    QCOMPARE(values(prompt, u"how"_s, u"x"_s)["values"_L1], QJsonArray());
    completion = values({{u"type"_s, u"ref/resource"_s}, {u"uri"_s, u"test:///{name}"_s}}, u"name"_s, u"b"_s);
    QCOMPARE(completion, (QJsonObject{{u"values"_s, QJsonArray{u"b"_s}}, {u"total"_s, 1}, {u"hasMore"_s, false}}));
}

void McpPromptsTest::answersErrorsAsTheTableSays_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("params");
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &params) {
        QTest::newRow(name) << method << params;
    };
    row("bad cursor", "prompts/list", R"("cursor":"x")");
    row("name missing", "prompts/get", R"("x":1)");
    row("unknown prompt", "prompts/get", R"("name":"none")");
    row("required argument missing", "prompts/get", R"("name":"greet")");
    row("required argument is null", "prompts/get", R"("name":"greet","arguments":{"who":null})");
    row("argument is a number", "prompts/get", R"("name":"greet","arguments":{"who":"a","how":1})");
    row("arguments is an array", "prompts/get", R"("name":"greet","arguments":[])");
    row("the prompt refuses", "prompts/get", R"("name":"greet","arguments":{"who":"nobody"})");
    const QByteArray complete = "completion/complete", argument = R"(,"argument":{"name":"who","value":""})";
    row("ref missing", complete, R"("x":1)" + argument);
    row("ref of another type", complete, R"("ref":{"type":"ref/tool","name":"greet"})" + argument);
    row("ref without a name", complete, R"("ref":{"type":"ref/prompt"})" + argument);
    row("unknown prompt to complete", complete, R"("ref":{"type":"ref/prompt","name":"none"})" + argument);
    row("unknown template", complete, R"("ref":{"type":"ref/resource","uri":"test:///a"})" + argument);
    row("unknown variable", complete, R"("ref":{"type":"ref/resource","uri":"test:///{name}"})" + argument);
    row("unknown argument", complete,
        R"("ref":{"type":"ref/prompt","name":"greet"},"argument":{"name":"x","value":""})");
    row("argument missing", complete, R"("ref":{"type":"ref/prompt","name":"greet"})");
    row("value missing", complete, R"("ref":{"type":"ref/prompt","name":"greet"},"argument":{"name":"who"})");
}

void McpPromptsTest::answersErrorsAsTheTableSays()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, params);
    const auto line = [&](const QByteArray &meta) {
        return R"({"jsonrpc":"2.0","id":1,"method":")" + method + R"(","params":{"_meta":)" + meta + ',' + params
            + "}}";
    };
    SessionClient client(SessionClient::Serves::Everything);
    const QJsonObject response =
        client.send(line(QJsonDocument(SessionClient::modernMeta()).toJson(QJsonDocument::Compact)));
    QCOMPARE(errorCode(response), -32602);
    QVERIFY(response["error"_L1]["message"_L1].toString().endsWith(u'.'));
    client.initialize(u"2025-11-25"_s);
    QCOMPARE(errorCode(client.send(line("{}"))), -32602);
    QVERIFY(client.isAlive());
}

QTEST_GUILESS_MAIN(McpPromptsTest)
#include "tst_prompts.moc"
