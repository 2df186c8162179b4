#include <QRandomGenerator>
#include <QTest>

#include "core/result.h"
#include "core/screenlines.h"
#include "core/terminaltext.h"

using namespace core;
using namespace Qt::StringLiterals;

namespace {

// Fed in two pieces and with a look at the finished text in between.
QString renderSplit(const QByteArray &bytes, qsizetype at)
{
    TerminalText text;
    text.feed(QByteArrayView(bytes).first(at));
    QString result = text.take();
    text.feed(QByteArrayView(bytes).sliced(at));
    return result + text.finish();
}

QString renderByteByByte(const QByteArray &bytes)
{
    TerminalText text;
    QString result;
    for (const char &byte : bytes) {
        text.feed(QByteArrayView(&byte, 1));
        result += text.take();
    }
    return result + text.finish();
}

QByteArray lines(const QByteArray &prefix, int from, int to)
{
    QByteArray result;
    for (int i = from; i < to; ++i)
        result += prefix + QByteArray::number(i) + '\n';
    return result;
}

}  // namespace

class TestTerminalText : public QObject
{
    Q_OBJECT

private slots:
    void cases_data();
    void cases();
    void fuzz();
    void oneTextAfterAnother();
    void finishedTextComesEarly();
    void longLine();
    void longLineCanBeOverwrittenAtItsEnd();
    void hugeParameters();
    void hugeString();
    void raw_data();
    void raw();
    void result();
};

void TestTerminalText::cases_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const auto add = [](const char *name, const QByteArray &bytes, const QString &text) {
        QTest::newRow(name) << bytes << text;
    };
    add("empty", "", u""_s);
    add("plain", "one\ntwo\n", u"one\ntwo\n"_s);
    add("no newline at the end", "one\ntwo", u"one\ntwo"_s);
    add("only newlines", "\n\n", u"\n\n"_s);
    add("tab", "a\tb", u"a\tb"_s);
    add("NUL, BEL, VT, FF, DEL",
        QByteArray("a\0b\a\v\f\x7f"
                   "c",
                   8),
        u"abc"_s);
    add("HTML stays text", "<b>&amp;</b>", u"<b>&amp;</b>"_s);
    add("UTF-8", "ä€😀\n", u"ä€😀\n"_s);

    add("CR LF", "one\r\ntwo\r\n", u"one\ntwo\n"_s);
    add("CR overwrites", "100%\r5%", u"5%0%"_s);
    add("progress", "10%\r20%\r100%\ndone\n", u"100%\ndone\n"_s);
    add("CR with erase", "downloading\r\x1b[Kok\n", u"ok\n"_s);
    add("CR overwrites other than ASCII", "ä€😀x\r12", u"12😀x"_s);
    add("BS moves", "abc\b\bX", u"aXc"_s);
    add("BS at the begin", "\b\ba", u"a"_s);
    add("spinner", "-\b\\\b|\b/\b \b", u" "_s);
    add("man's bold", "N\bNA\bA", u"NA"_s);

    add("SGR", "\x1b[1;31mred\x1b[0m \x1b[38;2;1;2;3mrgb\x1b[38:5:1m!\x1b[m", u"red rgb!"_s);
    add("private modes", "\x1b[?25la\x1b[?1049h\x1b[>c\x1b[?Kb", u"ab"_s);
    add("EL 1", "abcdef\x1b[3D\x1b[1K", u"    ef"_s);
    add("EL 2", "abcdef\x1b[2Kx", u"      x"_s);
    add("EL 0", "abcdef\x1b[3D\x1b[0Kx", u"abcx"_s);
    add("CHA", "abcdef\x1b[3GX\x1b[GY", u"YbXdef"_s);
    add("CUF pads", "a\x1b[3Cb", u"a   b"_s);
    add("CUF alone doesn't", "a\x1b[3C\n", u"a\n"_s);
    add("CUB", "abc\x1b[2DX\x1b[99DY", u"YXc"_s);
    add("DCH and ECH", "abcdef\x1b[G\x1b[2P\x1b[2X", u"  ef"_s);
    add("cursor up", "one\ntwo\n\x1b[1A\x1b[2KTWO\n", u"one\nTWO\n"_s);
    add("cursor up keeps the column", "one\ntwo\x1b[AX", u"oneX\ntwo"_s);
    add("CPL and CNL", "one\ntwo\n\x1b[2FONE\x1b[2Eend", u"ONE\ntwo\nend"_s);
    add("cursor down", "one\ntwo\n\x1b[2A\x1b[1BX\n", u"one\nXwo\n"_s);
    add("down beyond the end", "one\x1b[9B!", u"one!"_s);
    add("redrawn twice", "a 1\nb 1\n\x1b[2Aa 2\nb 2\n\x1b[2Aa 3\nb 3\n", u"a 3\nb 3\n"_s);
    add("erase below", "one\ntwo\nthree\x1b[2F\x1b[Jend", u"end"_s);
    add("save and restore",
        "ab\x1b"
        "7cd\x1b"
        "8X\x1b[s\nY\x1b[uZ",
        u"abXZ\nY"_s);
    add("reverse index", "one\ntwo\x1bMX", u"oneX\ntwo"_s);
    add("clear screen begins a line", "one\x1b[H\x1b[2Jtwo", u"one\ntwo"_s);
    add("clear screen on an empty line", "one\n\x1b[H\x1b[2J\x1b[3Jtwo", u"one\ntwo"_s);
    add("up further than is kept", lines("", 0, 70) + "\x1b[99Atop", [] {
        QString text;
        for (int i = 0; i < 70; ++i)
            text += (i == 7 ? u"top"_s : QString::number(i)) + u'\n';
        return text;
    }());

    add("OSC with BEL", "\x1b]0;title\atext", u"text"_s);
    add("OSC with ST", "\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\!", u"link!"_s);
    add("OSC with C1 ST", "\x1b]0;t\xc3\xa4\xc2\x9ctext", u"text"_s);
    add("OSC with invalid bytes", "\x1b]0;\xff\xc2\atext", u"text"_s);
    add("OSC ended by its line", "\x1b]0;title\ntext", u"\ntext"_s);
    add("OSC never ended", "text\x1b]0;title", u"text"_s);
    add("OSC ended by another sequence", "\x1b]0;title\x1b[31mred", u"red"_s);
    add("DCS, APC, PM, SOS, title", "\x1bPq#0\x1b\\a\x1b_x\x1b\\b\x1b^x\x1b\\c\x1bXx\x1b\\d\x1bkt\x1b\\e", u"abcde"_s);
    add("CAN ends",
        "\x1b]x\x18"
        "a\x1b[1\x18"
        "b",
        u"ab"_s);
    add("charsets", "\x1b(Ba\x1b)0b\x1b%Gc\x1b#8d", u"abcd"_s);
    add("single-character ESC",
        "\x1b=a\x1b>b\x1b"
        "cc\x1b\x1b[md",
        u"ab\ncd"_s);
    add("ESC before a control", "a\x1b\nb\x1b\rc", u"a\nc"_s);
    add("ESC before UTF-8", "\x1bä", u"ä"_s);
    add("CSI cut by a newline", "\x1b[12\nx", u"\nx"_s);
    add("CSI cut by UTF-8", "\x1b[12ä", u"ä"_s);
    add("CSI with intermediate", "\x1b[1 qa\x1b[!pb", u"ab"_s);
    add("C1 CSI",
        "\xc2\x9b"
        "31mred",
        u"red"_s);
    add("C1 OSC",
        "\xc2\x9d"
        "0;t\xc2\x9ctext",
        u"text"_s);
    add("C1 NEL and others",
        "a\xc2\x85"
        "b\xc2\x80\xc2\x99"
        "c",
        u"a\nbc"_s);
    add("at the end", "text\x1b", u"text"_s);

    add("bidi", "a\u202eb\u2066c\u2069", u"a⟨U+202E⟩b⟨U+2066⟩c⟨U+2069⟩"_s);
    add("bidi, all", "\u202a\u202b\u202c\u202d\u2067\u2068", u"⟨U+202A⟩⟨U+202B⟩⟨U+202C⟩⟨U+202D⟩⟨U+2067⟩⟨U+2068⟩"_s);

    add("lone continuation", "a\x80z\xbf", u"a\ufffdz\ufffd"_s);
    add("cut character", "\xe2\x82z\xf0\x9f\x98", u"\ufffdz\ufffd"_s);
    add("cut by another", "\xe2\x82\xe2\x82\xac\xf0\xc3\xa4", u"\ufffd€\ufffdä"_s);
    add("overlong", "\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf", u"\ufffd"_s.repeated(9));
    add("surrogates and too large", "\xed\xa0\x80\xf4\x90\x80\x80\xff", u"\ufffd"_s.repeated(8));
    add("cut by a control", "\xe2\x82\nx\xe2\x1b[mz", u"\ufffd\nx\ufffdz"_s);

    add("two equal lines", "a\na\nb\n", u"a\na\nb\n"_s);
    add("three equal lines", "a\na\na\nb\n", u"a\n[previous line repeated 2 times]\nb\n"_s);
    add("equal to the end", "a\na\na\n", u"a\n[previous line repeated 2 times]\n"_s);
    add("equal, no newline at the end", "a\na\na", u"a\n[previous line repeated 2 times]"_s);
    add("two equal, no newline at the end", "a\na", u"a\na"_s);
    add("many equal lines", QByteArray("same\n").repeated(1000), u"same\n[previous line repeated 999 times]\n"_s);
    add("equal after rendering", "a\n\x1b[1ma\x1b[0m\nxxx\ra\x1b[K\n", u"a\n[previous line repeated 2 times]\n"_s);
    add("two runs", "a\na\na\na\nb\nb\nb\na\n",
        u"a\n[previous line repeated 3 times]\nb\n[previous line repeated 2 times]\na\n"_s);
    add("a line that looks like a note", "a\n[previous line repeated 2 times]\n",
        u"a\n[previous line repeated 2 times]\n"_s);
}

void TestTerminalText::cases()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(TerminalText::render(bytes), text);
    QCOMPARE(renderByteByByte(bytes), text);
    for (qsizetype at = 0; at <= bytes.size(); ++at)
        QCOMPARE(renderSplit(bytes, at), text);
}

void TestTerminalText::fuzz()
{
    static const QByteArrayList parts{"\x1b[",
                                      "\x1b]",
                                      "\x1bP",
                                      "\x1b",
                                      "\\",
                                      "\a",
                                      "\r",
                                      "\n",
                                      "\b",
                                      "\t",
                                      ";",
                                      "?",
                                      "1",
                                      "64",
                                      "9999",
                                      "A",
                                      "B",
                                      "C",
                                      "D",
                                      "E",
                                      "F",
                                      "G",
                                      "H",
                                      "J",
                                      "K",
                                      "2K",
                                      "P",
                                      "X",
                                      "s",
                                      "u",
                                      "7",
                                      "8",
                                      "abc",
                                      "same\nsame\nsame\n",
                                      "ä",
                                      "\xe2\x82",
                                      "\xf0",
                                      "😀",
                                      "\xc2\x9b",
                                      "\xc2\x9c",
                                      "\u202e",
                                      "\x18",
                                      "longer text of a line"};
    for (quint32 seed = 1; seed <= 3000; ++seed) {
        QRandomGenerator random(seed);
        QByteArray bytes;
        for (int i = random.bounded(120); i > 0; --i) {
            if (random.bounded(4) == 0)
                bytes += char(random.bounded(256));
            else
                bytes += parts[random.bounded(int(parts.size()))];
        }
        const QString whole = TerminalText::render(bytes);
        const QByteArray context = "seed " + QByteArray::number(seed);
        QVERIFY2(renderByteByByte(bytes) == whole, context.constData());
        for (int i = 0; i < 10; ++i)
            QVERIFY2(renderSplit(bytes, random.bounded(int(bytes.size()) + 1)) == whole, context.constData());
        for (const QChar c : whole) {
            const bool isControl = c.category() == QChar::Other_Control && c != u'\n' && c != u'\t';
            QVERIFY2(!isControl && !(c >= u'\u202a' && c <= u'\u202e'), context.constData());
        }
    }
}

void TestTerminalText::oneTextAfterAnother()
{
    TerminalText text;
    text.feed("one\n\x1b[3");
    QCOMPARE(text.finish(), u"one\n"_s);
    text.feed("two\xe2");
    QCOMPARE(text.finish(), u"two\ufffd"_s);
    text.feed("two");
    QCOMPARE(text.finish(), u"two"_s);
    QCOMPARE(text.finish(), u""_s);
}

void TestTerminalText::finishedTextComesEarly()
{
    TerminalText text;
    text.feed(lines("line ", 0, 200));
    const QString first = text.take();
    QCOMPARE(first.count(u'\n'), 200 + 1 - ScreenLines::openLines);
    QVERIFY(text.take().isEmpty());
    QCOMPARE(first + text.finish(), QString::fromLatin1(lines("line ", 0, 200)));
}

void TestTerminalText::longLine()
{
    const QByteArray piece(1 << 20, 'x');
    TerminalText text;
    text.feed("before\n");
    qsizetype size = 0;
    for (int i = 0; i < 100; ++i) {
        text.feed(piece);
        const QString taken = text.take();
        QVERIFY(i == 0 || taken.size() == piece.size());
        size += taken.size();
    }
    text.feed("end\nafter");
    const QString rest = text.finish();
    QVERIFY(rest.endsWith(u"xend\nafter"_s) || rest == u"end\nafter"_s);
    QCOMPARE(size + rest.size(), 100 * piece.size() + 16);
}

void TestTerminalText::longLineCanBeOverwrittenAtItsEnd()
{
    const qsizetype limit = ScreenLines::maxLineLength;
    const QByteArray bytes = "a\n" + QByteArray(limit + 5, 'x') + "\rab\n" + QByteArray("b\n").repeated(3);
    const QString text = u"a\n"_s + QString(limit, u'x') + u"abxxx\nb\n[previous line repeated 2 times]\n"_s;
    QCOMPARE(TerminalText::render(bytes), text);
    for (const qsizetype at : {limit, limit + 1, limit + 2, limit + 3, limit + 8})
        QCOMPARE(renderSplit(bytes, at), text);
}

void TestTerminalText::hugeParameters()
{
    const QByteArray bytes = "a\x1b[99999999999999999999Cb\x1b[4000000000G!\x1b[;;;;;;;;;;;;;1;2;3;4;5;6mx";
    const QString text = TerminalText::render(bytes);
    QVERIFY(text.size() < 2000);
    QVERIFY(text.startsWith(u"a "_s) && text.endsWith(u"x"_s));
}

void TestTerminalText::hugeString()
{
    TerminalText text;
    text.feed("\x1b]1337;File=:");
    for (int i = 0; i < 20; ++i)
        text.feed(QByteArray(1 << 20, 'Q'));
    text.feed("\atext");
    QCOMPARE(text.finish(), u"text"_s);
}

void TestTerminalText::raw_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("escapes stay") << QByteArray("\x1b[31mred\r\n\0x", 11)
                                  << QString(u"\x1b[31mred\r\n"_s + QChar(u'\0'));
    QTest::newRow("byte order mark stays") << QByteArray("\xef\xbb\xbf"
                                                         "a")
                                           << u"\ufeffa"_s;
    QTest::newRow("invalid") << QByteArray("a\xe2\x82z\xff\xc3") << u"a\ufffdz\ufffd\ufffd"_s;
    QTest::newRow("UTF-8") << QByteArray("ä€😀") << u"ä€😀"_s;
}

void TestTerminalText::raw()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(rawText(bytes), text);
}

void TestTerminalText::result()
{
    const Result<int> value = 5;
    QVERIFY(value && *value == 5 && value.error().isEmpty());
    const Result<int> error = Error{u"no"_s};
    QVERIFY(!error);
    QCOMPARE(error.error(), u"no"_s);
    const Result<QString> text(u"yes"_s);
    QCOMPARE(text->size(), 3);
    QVERIFY(Result<void>());
    const Result<void> failed = Error{u"no"_s};
    QVERIFY(!failed);
    QCOMPARE(failed.error(), u"no"_s);
}

QTEST_APPLESS_MAIN(TestTerminalText)
#include "tst_terminaltext.moc"
