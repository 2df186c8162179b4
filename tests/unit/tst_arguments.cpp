#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "mcp/arguments.h"
#include "mcp/schema.h"
#include "mcp/toolregistry.h"

using namespace Qt::StringLiterals;
using namespace mcp;

class McpArgumentsTest final : public QObject
{
    Q_OBJECT

private slots:
    void readsIntegers_data();
    void readsIntegers();
    void readsWhatModelsWrite();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void keepsTheFirstFault();
    void buildsSchemas();
    void findsToolsByNameAndAlias();
};

void McpArgumentsTest::readsIntegers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qint64>("value");  // -1: refused
    const auto row = [](const char *json, qint64 value) { QTest::newRow(json) << QByteArray(json) << value; };
    row("1", 1);
    row("5.0", 5);
    row("1e2", 100);
    row("\"7\"", 7);
    row("null", 42);
    row("1000", 1000);
    row("0", -1);
    row("1001", -1);
    row("-5", -1);
    row("5.5", -1);
    row("1e300", -1);
    row("9223372036854775808", -1);
    row("4294967297", -1);
    row("\"5.0\"", -1);
    row("\"\"", -1);
    row("\"five\"", -1);
    row("true", -1);
    row("[1]", -1);
}

void McpArgumentsTest::readsIntegers()
{
    QFETCH(const QByteArray, json);
    QFETCH(const qint64, value);
    const QJsonObject object = QJsonDocument::fromJson("{\"n\":" + json + '}').object();
    Arguments arguments(object);
    const qint64 read = arguments.integer(u"n"_s, 1, 1000, 42);
    QCOMPARE(arguments.error().isEmpty(), value != -1);
    QCOMPARE(read, value == -1 ? 42 : value);
}

void McpArgumentsTest::readsWhatModelsWrite()
{
    const QJsonObject object{{u"s"_s, u"text"_s},
                             {u"d"_s, 2.5},
                             {u"ds"_s, u"2.5"_s},
                             {u"t"_s, true},
                             {u"f"_s, u"false"_s},
                             {u"e"_s, u"two"_s},
                             {u"m"_s, QJsonObject{{u"A"_s, u"1"_s}}},
                             {u"l"_s, QJsonArray{u"a"_s, u"b"_s}},
                             {u"null"_s, QJsonValue()}};
    Arguments arguments(object);
    QCOMPARE(arguments.string(u"s"_s), u"text"_s);
    QCOMPARE(arguments.optionalString(u"s"_s).value_or(u""_s), u"text"_s);
    QVERIFY(!arguments.optionalString(u"none"_s));
    QVERIFY(!arguments.optionalString(u"null"_s));
    QVERIFY(!arguments.has(u"null"_s));
    QCOMPARE(arguments.number(u"d"_s, 0, 50, 1), 2.5);
    QCOMPARE(arguments.number(u"ds"_s, 0, 50, 1), 2.5);
    QCOMPARE(arguments.number(u"none"_s, 0, 50, 1), 1);
    QVERIFY(!arguments.integer(u"none"_s, 0, 1));
    QCOMPARE(arguments.boolean(u"t"_s, false), true);
    QCOMPARE(arguments.boolean(u"f"_s, true), false);
    QCOMPARE(arguments.boolean(u"null"_s, true), true);
    QCOMPARE(arguments.oneOf(u"e"_s, {u"one"_s, u"two"_s}, u"one"_s), u"two"_s);
    QCOMPARE(arguments.oneOf(u"none"_s, {u"one"_s, u"two"_s}, u"one"_s), u"one"_s);
    QCOMPARE(arguments.stringMap(u"m"_s), (QMap<QString, QString>{{u"A"_s, u"1"_s}}));
    QCOMPARE(arguments.stringMap(u"none"_s), (QMap<QString, QString>()));
    QCOMPARE(arguments.strings(u"l"_s), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(arguments.error(), QString());
}

void McpArgumentsTest::namesWhatIsWrong_data()
{
    using Read = void (*)(Arguments &);
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Read>("read");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *json, Read read, const QString &sentence) {
        QTest::addRow("%s: %s", qPrintable(sentence.left(60)), json) << QByteArray(json) << read << sentence;
    };
    row(
        "0", [](Arguments &a) { a.integer(u"x"_s, 1, 1000, 50); },
        u"The argument \"x\" is 0; it must be a whole number from 1 to 1000."_s);
    row(
        "\"abc\"", [](Arguments &a) { a.integer(u"x"_s, 1, 1000, 50); },
        u"The argument \"x\" is \"abc\"; it must be a whole number from 1 to 1000."_s);
    row(
        "51", [](Arguments &a) { a.number(u"x"_s, 0, 50, 0); },
        u"The argument \"x\" is 51; it must be a number from 0 to 50."_s);
    row(
        "\"nan\"", [](Arguments &a) { a.number(u"x"_s, 0, 50, 0); },
        u"The argument \"x\" is \"nan\"; it must be a number from 0 to 50."_s);
    row(
        "null", [](Arguments &a) { a.string(u"x"_s); }, u"The argument \"x\" is missing; it must be a string."_s);
    row(
        "7", [](Arguments &a) { a.string(u"x"_s); }, u"The argument \"x\" is 7; it must be a string."_s);
    row(
        "{}", [](Arguments &a) { a.optionalString(u"x"_s); },
        u"The argument \"x\" is an object; it must be a string."_s);
    row(
        "1", [](Arguments &a) { a.boolean(u"x"_s, true); }, u"The argument \"x\" is 1; it must be true or false."_s);
    row(
        "\"c\"",
        [](Arguments &a) {
            a.oneOf(u"x"_s, {u"a"_s, u"b"_s}, u"a"_s);
        },
        u"The argument \"x\" is \"c\"; it must be one of \"a\", \"b\"."_s);
    row(
        "[]", [](Arguments &a) { a.stringMap(u"x"_s); },
        u"The argument \"x\" is an array; it must be an object with strings for values."_s);
    row(
        "{\"k\":1}", [](Arguments &a) { a.stringMap(u"x"_s); },
        u"The argument \"x\" is an object; it must be an object with strings for values, but \"k\" in it is 1."_s);
    row(
        "[\"a\",true]", [](Arguments &a) { a.strings(u"x"_s); },
        u"The argument \"x\" is an array; it must be an array of strings, but element 1 is true."_s);
    row(
        "false", [](Arguments &a) { a.strings(u"x"_s); },
        u"The argument \"x\" is false; it must be an array of strings."_s);
    row(
        "\"012345678901234567890123456789012345678901234567890123456789\"",
        [](Arguments &a) { a.boolean(u"x"_s, true); },
        u"The argument \"x\" is \"0123456789012345678901234567890123456789…\"; it must be true or false."_s);
}

void McpArgumentsTest::namesWhatIsWrong()
{
    using Read = void (*)(Arguments &);
    QFETCH(const QByteArray, json);
    QFETCH(const Read, read);
    const QJsonObject object = QJsonDocument::fromJson("{\"x\":" + json + '}').object();
    Arguments arguments(object);
    read(arguments);
    QTEST(arguments.error(), "sentence");
}

void McpArgumentsTest::keepsTheFirstFault()
{
    const QJsonObject object{{u"a"_s, 1}, {u"b"_s, 2}};
    Arguments arguments(object);
    arguments.string(u"a"_s);
    arguments.string(u"b"_s);
    arguments.reject(u"b"_s, u"better"_s);
    QCOMPARE(arguments.error(), u"The argument \"a\" is 1; it must be a string."_s);
}

void McpArgumentsTest::buildsSchemas()
{
    QCOMPARE(QJsonDocument(Schema::object().toJson()).toJson(QJsonDocument::Compact),
             R"({"additionalProperties":false,"type":"object"})");
    const QJsonObject schema = Schema::object()
                                   .required(u"job_id"_s, Schema::string(u"The id."_s))
                                   .optional(u"lines"_s, Schema::integer(u"How many."_s).range(1, 1000).byDefault(50))
                                   .optional(u"env"_s, Schema::stringMap())
                                   .optional(u"ids"_s, Schema::array(Schema::string()))
                                   .optional(u"stream"_s, Schema::oneOf({u"a"_s, u"b"_s}));
    QCOMPARE(QJsonDocument(schema).toJson(QJsonDocument::Compact),
             R"({"properties":{"env":{"additionalProperties":{"type":"string"},"type":"object"},)"
             R"("ids":{"items":{"type":"string"},"type":"array"},)"
             R"("job_id":{"description":"The id.","type":"string"},)"
             R"("lines":{"default":50,"description":"How many.","maximum":1000,"minimum":1,"type":"integer"},)"
             R"("stream":{"enum":["a","b"],"type":"string"}},"required":["job_id"],"type":"object"})");
}

void McpArgumentsTest::findsToolsByNameAndAlias()
{
    ToolRegistry tools;
    for (const QString &name : {u"wait"_s, u"execute"_s, u"list"_s}) {
        Tool tool;
        tool.name = name;
        tool.aliases = {name + u"_job"_s};
        tool.handle = [](ToolCall &) {};
        tools.add(tool);
    }
    QCOMPARE(tools.find(u"wait"_s)->name, u"wait"_s);
    QCOMPARE(tools.find(u"wait_job"_s), tools.find(u"wait"_s));
    QVERIFY(!tools.find(u"Wait"_s));
    QVERIFY(!tools.find(QString()));
    QStringList names;
    for (const auto &[name, tool] : tools.tools())
        names.append(name);
    QCOMPARE(names, (QStringList{u"execute"_s, u"list"_s, u"wait"_s}));
}

QTEST_GUILESS_MAIN(McpArgumentsTest)
#include "tst_arguments.moc"
