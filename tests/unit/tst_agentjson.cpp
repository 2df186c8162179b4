// Changes of one member in JSON files that belong to the agents.

#include <QTest>

#include "core/connect/jsonedit.h"

using namespace Qt::StringLiterals;
using core::JsonDialect;

namespace {

const QStringList path{u"mcpServers"_s, u"jobdeck"_s};
constexpr auto value = R"({"command": "/usr/bin/jobdeck", "args": ["mcp"]})";

}  // namespace

class TestAgentJson : public QObject
{
    Q_OBJECT

private slots:
    void sets_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const QByteArray entry =
            "\"jobdeck\": {\n      \"command\": \"/usr/bin/jobdeck\",\n      \"args\": [\"mcp\"]\n    }";
        const QByteArray group = "\"mcpServers\": {\n    " + entry + "\n  }";
        const QByteArray line = "\"jobdeck\": {\"command\": \"/usr/bin/jobdeck\", \"args\": [\"mcp\"]}";
        const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) {
            QTest::newRow(name) << before << after;
        };
        row("empty file", "", "{\n  " + group + "\n}\n");
        row("blank file", "\n", "\n{\n  " + group + "\n}\n");
        row("only a comment", "// mine", "// mine\n{\n  " + group + "\n}\n");
        row("empty object", "{}", "{\n  " + group + "\n}");
        row("empty object in lines", "{\n}\n", "{\n  " + group + "\n}\n");
        row("empty object with a comment", "{\n  // none yet\n}\n", "{\n  // none yet\n  " + group + "\n}\n");
        row("other members", "{\n  \"a\": 1\n}\n", "{\n  \"a\": 1,\n  " + group + "\n}\n");
        row("other servers", "{\n  \"mcpServers\": {\n    \"x\": {}\n  },\n  \"z\": null\n}\n",
            "{\n  \"mcpServers\": {\n    \"x\": {},\n    " + entry + "\n  },\n  \"z\": null\n}\n");
        row("no servers yet", "{\n  \"mcpServers\": {},\n  \"z\": [1, 2]\n}\n",
            "{\n  " + group + ",\n  \"z\": [1, 2]\n}\n");
        row("in one line", R"({"mcpServers":{"x":{}},"z":1})", "{\"mcpServers\":{\"x\":{}, " + line + "},\"z\":1}");
        row("in one line, no servers", R"({"z":1})", "{\"z\":1, \"mcpServers\": {" + line + "}}");
        row("trailing commas", "{\n  \"mcpServers\": {\n    \"x\": {},\n  },\n}\n",
            "{\n  \"mcpServers\": {\n    \"x\": {},\n    " + entry + ",\n  },\n}\n");
        row("comment behind the last", "{\n  \"mcpServers\": {\n    \"x\": {} // keep, \"this\"\n  }\n}\n",
            "{\n  \"mcpServers\": {\n    \"x\": {}, // keep, \"this\"\n    " + entry + "\n  }\n}\n");
        row("comments behind a comma", "{\n  \"mcpServers\": {\n    \"x\": {}, /* a */ // b\n    // c\n  }\n}\n",
            "{\n  \"mcpServers\": {\n    \"x\": {}, /* a */ // b\n    " + entry + ",\n    // c\n  }\n}\n");
        row("comment before the comma", "{\n  \"a\": 1 /* one */ ,\n  \"b\": 2 /* two */\n}",
            "{\n  \"a\": 1 /* one */ ,\n  \"b\": 2, /* two */\n  " + group + "\n}");
        row("outdated",
            "{\n  \"mcpServers\": {\n    \"jobdeck\": {\"command\": \"/old\"}, // mine\n    \"x\": {}\n  }\n}\n",
            "{\n  \"mcpServers\": {\n    " + entry + ", // mine\n    \"x\": {}\n  }\n}\n");
        row("outdated in one line", R"({"mcpServers":{"jobdeck":null,"x":{}}})",
            R"({"mcpServers":{"jobdeck":{"command": "/usr/bin/jobdeck", "args": ["mcp"]},"x":{}}})");
        row("byte order mark", "\xEF\xBB\xBF{}", "\xEF\xBB\xBF{\n  " + group + "\n}");
        row("words that only look like it",
            "{\n  \"s\": \"\\\"mcpServers\\\": {} // } /*\",\n  \"t\": \"\xC3\xA9\"\n}\n",
            "{\n  \"s\": \"\\\"mcpServers\\\": {} // } /*\",\n  \"t\": \"\xC3\xA9\",\n  " + group + "\n}\n");
        QByteArray tabs = "{\n  \"a\": 1,\n  " + group + "\n}\n";
        row("tabs", "{\n\t\"a\": 1\n}\n", QByteArray(tabs).replace("  ", "\t"));
        row("four blanks", "{\n    \"a\": 1\n}\n", QByteArray(tabs).replace("  ", "    "));
        row("CRLF", "{\r\n  \"a\": 1 // b\r\n}\r\n", QByteArray(tabs).replace("1,", "1, // b").replace("\n", "\r\n"));
    }

    void sets()
    {
        QFETCH(QByteArray, before);
        const auto after = core::withJsonMember(before, JsonDialect::Commented, path, value);
        QVERIFY2(after, qPrintable(after.error()));
        QTEST(*after, "after");
        const auto again = core::withJsonMember(*after, JsonDialect::Commented, path, value);
        QVERIFY2(again, qPrintable(again.error()));
        QCOMPARE(*again, *after);
        const auto removed = core::withoutJsonMember(*after, JsonDialect::Commented, path);
        QVERIFY2(removed, qPrintable(removed.error()));
        QVERIFY(!removed->contains("jobdeck"));
    }

    void removes_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) {
            QTest::newRow(name) << before << after;
        };
        row("only one", R"({"mcpServers": {"jobdeck": {}}})", R"({"mcpServers": {}})");
        row("only one in lines", "{\n  \"mcpServers\": {\n    \"jobdeck\": {}\n  }\n}\n",
            "{\n  \"mcpServers\": {}\n}\n");
        row("first", "{\n  \"mcpServers\": {\n    \"jobdeck\": {},\n    \"x\": 1\n  }\n}\n",
            "{\n  \"mcpServers\": {\n    \"x\": 1\n  }\n}\n");
        row("middle", R"({"mcpServers": {"a": 1, "jobdeck": {}, "b": 2}})", R"({"mcpServers": {"a": 1, "b": 2}})");
        row("first in one line", R"({"mcpServers": {"jobdeck": {}, "b": 2}})", R"({"mcpServers": {"b": 2}})");
        row("last in one line", R"({"mcpServers": {"a": 1, "jobdeck": {}}})", R"({"mcpServers": {"a": 1}})");
        row("last", "{\"mcpServers\": {\n\t\"a\": 1,\n\t\"jobdeck\": {\n\t}\n}}\n",
            "{\"mcpServers\": {\n\t\"a\": 1\n}}\n");
        row("trailing comma", "{\"mcpServers\": {\n  \"a\": 1,\n  \"jobdeck\": {},\n}}",
            "{\"mcpServers\": {\n  \"a\": 1,\n}}");
        row("comments stay",
            "{\"mcpServers\": {\n  // one\n  \"a\": 1, // two\n  \"jobdeck\": {}, // three\n  \"b\": 2\n}}",
            "{\"mcpServers\": {\n  // one\n  \"a\": 1, // two // three\n  \"b\": 2\n}}");
        row("comment before the comma", "{\"mcpServers\": {\n  \"jobdeck\": {} /* x */,\n  \"b\": 2\n}}",
            "{\"mcpServers\": { /* x */\n  \"b\": 2\n}}");
        row("CRLF", "{\"mcpServers\": {\r\n  \"a\": 1,\r\n  \"jobdeck\": {}\r\n}}\r\n",
            "{\"mcpServers\": {\r\n  \"a\": 1\r\n}}\r\n");
        row("not there", "{ \"mcpServers\" : {} } ", "{ \"mcpServers\" : {} } ");
        row("no servers", "{ }", "{ }");
        row("empty file", "", "");
    }

    void removes()
    {
        QFETCH(QByteArray, before);
        const auto after = core::withoutJsonMember(before, JsonDialect::Commented, path);
        QVERIFY2(after, qPrintable(after.error()));
        QTEST(*after, "after");
    }

    // Whatever it does to the text of a file: it is what was meant, or it is refused.
    void commentsNeverSwallowMembers()
    {
        const QByteArray before = "{\"mcpServers\": {\"a\": 1, // one\n  \"jobdeck\": {}}}";
        const auto after = core::withoutJsonMember(before, JsonDialect::Commented, path);
        QVERIFY(!after);
        QVERIFY2(after.error().contains(u"without changing more"), qPrintable(after.error()));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("dialect");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const QByteArray &text, JsonDialect dialect, const char *sentence) {
            QTest::newRow(name) << text << int(dialect) << QString::fromLatin1(sentence);
        };
        constexpr auto strict = JsonDialect::Strict, commented = JsonDialect::Commented;
        row("array", "[]", commented, "not a JSON object");
        row("string", "\"x\"", commented, "not a JSON object");
        row("unfinished", "{\n\"a\": 1,\n", commented, "Line 3");
        row("unfinished string", "{\n\"a\": \"x\n}", commented, "Line 2: a string does not end");
        row("string with a backslash at the end", "{\"a\": \"x\\", commented, "a string does not end");
        row("bad escape", "{\"a\": \"\\ud8\"}", commented, "not valid");
        row("two values", "{}\n{}", commented, "Line 2: something follows");
        row("no colon", "{\"a\" 1}", commented, "colon");
        row("no comma", "{\"a\": 1 \"b\": 2}", commented, "comma");
        row("bare name", "{a: 1}", commented, "name in quotes");
        row("bad word", "{\"a\": yes}", commented, "value is not valid");
        row("no value", "{\"a\": }", commented, "value is not valid");
        row("unfinished comment", "{} /* x", commented, "comment does not end");
        row("comment in JSON", "{} // x", strict, "comment is not allowed");
        row("trailing comma in JSON", "{\"a\": 1,}", strict, "name in quotes");
        row("not UTF-8", "{\"a\": \"\xFF\"}", commented, "UTF-8");
        row("servers twice", R"({"mcpServers": {}, "mcpServers": {}})", commented, "\"mcpServers\" stands there twice");
        row("entry twice", R"({"mcpServers": {"jobdeck": 1, "jobdeck": 2}})", commented,
            "\"jobdeck\" stands there twice");
        row("servers no object", R"({"mcpServers": []})", commented, "\"mcpServers\" is not an object");
        row("nested too deeply", QByteArray(100000, '['), commented, "nested too deeply");
    }

    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, dialect);
        QFETCH(QString, sentence);
        for (const auto &result : {core::withJsonMember(text, JsonDialect(dialect), path, value),
                                   core::withoutJsonMember(text, JsonDialect(dialect), path)}) {
            QVERIFY(!result);
            QVERIFY2(result.error().contains(sentence), qPrintable(result.error()));
        }
    }

    // Cut anywhere, a file is refused or changed as meant; nothing crashes.
    void everyBeginningOfAFile()
    {
        const QByteArray whole = "\xEF\xBB\xBF// a\n{ \"x\": [1, -2.5e3, true, null, \"\\u00e9\"], /* b */\n  "
                                 "\"mcpServers\": {\"y\": {},},\n}\n";
        for (qsizetype size = 0; size <= whole.size(); ++size) {
            const auto after = core::withJsonMember(whole.left(size), JsonDialect::Commented, path, value);
            if (after)
                QVERIFY(core::parseJson(*after, JsonDialect::Commented));
        }
    }

    void duplicatesElsewhereAreNoConcern()
    {
        QVERIFY(core::withJsonMember(R"({"a": 1, "a": 2})", JsonDialect::Commented, path, value));
    }
};

QTEST_GUILESS_MAIN(TestAgentJson)
#include "tst_agentjson.moc"
