// What an agent's text becomes on the keyboard of a terminal.

#include <QTest>

#include "mcp/tools/screentext.h"
#include "mcp/tools/terminalkeys.h"

using namespace Qt::StringLiterals;

class TestTerminalKeys : public QObject
{
    Q_OBJECT

private slots:
    void enterForNewlines() { QCOMPARE(mcp::typed("a\nb\r\nc\rd", false), "a\rb\rc\rd"_ba); }

    void cursorKeys()
    {
        const QByteArray keys = "\x1b[A\x1b[1;5C\x1b[H\x1b[3~\x1b[";
        QCOMPARE(mcp::typed(keys, false), keys);
        QCOMPARE(mcp::typed(keys, true), "\x1bOA\x1b[1;5C\x1bOH\x1b[3~\x1b["_ba);
        QVERIFY(mcp::hasCursorKeys(keys));
        QVERIFY(!mcp::hasCursorKeys("\x1b[3~ [A"));
    }

    void endsWithKey()
    {
        for (const char *text :
             {"\x03", "ihello\x1b", "ls\t", "ls\n", "ab\x7f", "\x1b[A", "x\x1bOB", "\x1b[3~", "\x1b[1;5C"})
            QVERIFY2(mcp::endsWithKey(text), QByteArray(text).toPercentEncoding());
        for (const char *text : {"", "text", ":wq", "\x1b:wq", "\x1b[31mred", "a[A", "\x1b[", "\x1bO"})
            QVERIFY2(!mcp::endsWithKey(text), QByteArray(text).toPercentEncoding());
    }

    void endOfAText()
    {
        const QString text = u"one\ntwo\nthree\n"_s;
        QCOMPARE(mcp::lastLines(text, 100), text);
        QCOMPARE(mcp::lastLines(text, 10), u"[… 4 characters left out here …]\ntwo\nthree\n"_s);
        QCOMPARE(mcp::lastLines(text, 100, 2), u"two\nthree\n"_s);
        QCOMPARE(mcp::lastLines(text, 100, 3), text);
        QCOMPARE(mcp::lastLines(text, 100, 9), text);
        QCOMPARE(mcp::lastLines(text, 7, 2), u"three\n"_s);
        QCOMPARE(mcp::lastLines(u"\n\nx"_s, 100, 2), u"\nx"_s);
        QCOMPARE(mcp::lastLines({}, 100, 2), QString());
        QCOMPARE(mcp::firstAndLastLines(text, 4, 100), text);
        QCOMPARE(mcp::firstAndLastLines(text, 4, 6), u"one\n[… 4 characters left out here …]\nthree\n"_s);
    }
};

QTEST_APPLESS_MAIN(TestTerminalKeys)
#include "tst_terminalkeys.moc"
