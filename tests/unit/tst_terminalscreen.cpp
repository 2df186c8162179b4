// What a terminal shows of a program's output, and of a range of it.

#include <QRandomGenerator>
#include <QTest>

#include "core/screenuse.h"
#include "core/terminalscreen.h"
#include "core/terminaltext.h"

using namespace core;
using namespace Qt::StringLiterals;
using Extent = ScreenPage::Extent;

namespace {

constexpr keeper::TerminalSize small{10, 4};

QString shown(const QByteArray &bytes, Extent extent = Extent::Changed, keeper::TerminalSize size = small)
{
    TerminalScreen screen(size);
    screen.feed(bytes);
    return screen.text(extent);
}

QString shownSplit(const QByteArray &bytes, qsizetype at, Extent extent)
{
    TerminalScreen screen(small);
    screen.feed(QByteArrayView(bytes).first(at));
    screen.feed(QByteArrayView(bytes).sliced(at));
    return screen.text(extent);
}

}  // namespace

class TestTerminalScreen : public QObject
{
    Q_OBJECT

private slots:
    void cases_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isWhole");
        const auto lines = [](const char *name, const QByteArray &bytes, const QString &text) {
            QTest::newRow(name) << bytes << text << false;
        };
        const auto screen = [](const char *name, const QByteArray &bytes, const QString &text) {
            QTest::newRow(name) << bytes << text << true;
        };
        lines("empty", "", u""_s);
        lines("lines", "one\r\ntwo\r\n", u"one\ntwo\n"_s);
        lines("newline alone moves down", "ab\ncd", u"ab\n  cd"_s);
        lines("more lines than rows", "1\r\n2\r\n3\r\n4\r\n5\r\n6", u"1\n2\n3\n4\n5\n6"_s);
        lines("a long line is one line", "0123456789abcdefghijk\r\nx", u"0123456789abcdefghijk\nx"_s);
        lines("a line as long as a row", "0123456789\r\nx", u"0123456789\nx"_s);
        lines("a bar as long as a row", "0123456789\rabcdefghij\rABC", u"ABCdefghij"_s);
        lines("a long line that scrolls off", "0123456789abc\r\n2\r\n3\r\n4\r\n5", u"0123456789abc\n2\n3\n4\n5"_s);
        lines("erasing its end cuts a long line", "0123456789ab\x1b[1;5H\x1b[K", u"0123\nab"_s);
        lines("tabs stay", "a\tb\r\n\tc", u"a\tb\n\tc"_s);
        lines("a tab that was written into", "a\tb\r\x1b[3Cx", u"a  x    b"_s);
        lines("a tab over text moves", "123456789\rab\tX", u"ab345678X"_s);
        lines("backspace", "abc\b\bX", u"aXc"_s);
        lines("progress of two lines", "a 1\r\nb 1\r\n\x1b[2A\x1b[2Ka 2\r\n\x1b[2Kb 2\r\n", u"a 2\nb 2\n"_s);
        lines("never above the screen", "1\r\n2\r\n3\r\n4\r\n5\x1b[9A\rX", u"1\nX\n3\n4\n5"_s);
        lines("equal lines", "x\r\nx\r\nx\r\nx\r\ny", u"x\n[previous line repeated 3 times]\ny"_s);
        lines("colour", "\x1b[1;31mred\x1b[0m", u"red"_s);
        lines("title", "\x1b]0;title\x07text", u"text"_s);
        lines("wide characters", "中文字表abc", u"中文字表abc"_s);
        lines("a wide one that does not fit", "012345678中x", u"012345678中x"_s);
        lines("half of a wide one overwritten", "中文\rx", u"x 文"_s);
        lines("the other half", "中文\x1b[2Gx", u" x文"_s);
        lines("combining", "e\xcc\x81x\bo", u"e\u0301o"_s);
        lines("combining is overwritten with its character", "e\xcc\x81\rx", u"x"_s);
        lines("controls that reorder text", "a\xe2\x80\xae!", u"a⟨U+202E⟩!"_s);
        lines("invalid UTF-8", "a\xff!", u"a\ufffd!"_s);
        lines("repeat", "-\x1b[4bx", u"-----x"_s);
        lines("line drawing", "\x1b(0lqk\x1b(B lqk", u"┌─┐ lqk"_s);
        lines("line drawing in G1", "\x1b)0\x0elqk\x0f lqk", u"┌─┐ lqk"_s);
        lines("no wrapping", "\x1b[?7l0123456789abc\x1b[?7h", u"012345678c"_s);
        lines("the screen was left", "before\r\n\x1b[?1049h\x1b[Hvim\x1b[?1049lafter", u"before\nafter"_s);
        lines("reset",
              "one\x1b"
              "ctwo",
              u"two"_s);
        lines("a soft reset erases nothing", "one\x1b[!ptwo", u"onetwo"_s);
        screen("cleared", "1\r\n2\r\n3\r\n4\r\n5\x1b[H\x1b[2Jnew", u"1\nnew"_s);
        screen("cleared with what had scrolled off", "1\r\n2\r\n3\r\n4\r\n5\x1b[H\x1b[2J\x1b[3Jnew", u"new"_s);
        screen("addressed", "\x1b[2;3Hab\x1b[1;1Hc\x1b[4;2Hd", u"c\n  ab\n\n d"_s);
        screen("blank rows at the end", "a\x1b[4;1H   \x1b[1;1Hb", u"b"_s);
        screen("alternate", "main\x1b[?1049h\x1b[H\x1b[2Jtext\r\nx  \x1b[4;1Hend", u"text\nx\n\nend"_s);
        screen("alternate does not keep what scrolls off", "\x1b[?1049h1\r\n2\r\n3\r\n4\r\n5", u"2\n3\n4\n5"_s);
        screen("erase above", "ab\r\ncd\x1b[1J", u""_s);
        screen("erase below", "ab\r\ncd\r\nef\x1b[2;2H\x1b[J", u"ab\nc"_s);
        screen("insert and delete rows", "1\r\n2\r\n3\r\n4\x1b[2H\x1b[L\x1b[1H\x1b[M", u"\n2\n3"_s);
        screen("insert, delete and erase columns", "abcdef\x1b[2G\x1b[2@\x1b[5G\x1b[P\x1b[X", u"a  b ef"_s);
        screen("insert mode", "abc\x1b[1G\x1b[4hxy\x1b[4lz", u"xyzbc"_s);
        screen("a region scrolls", "1\r\n2\r\n3\r\n4\x1b[2;3r\x1b[3;1H\nnew", u"1\n3\nnew\n4"_s);
        screen("up in a region", "1\r\n2\r\n3\r\n4\x1b[2;3r\x1b[2;1H\x1bMnew", u"1\nnew\n2\n4"_s);
        screen("a region at the top keeps what scrolls off", "1\r\n2\r\n3\r\n4\x1b[1;3r\x1b[3;1H\nnew",
               u"1\n2\n3\nnew\n4"_s);
        screen("scroll up and down", "1\r\n2\r\n3\x1b[2S\x1b[1Ttop", u"1\n2\n\n3\n top"_s);
    }

    void cases()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QFETCH(bool, isWhole);
        const Extent extent = isWhole ? Extent::Screen : Extent::Changed;
        QCOMPARE(shown(bytes, extent), text);
        for (qsizetype at = 0; at <= bytes.size(); ++at)
            QCOMPARE(shownSplit(bytes, at, extent), text);
    }

    // Output that only appends is the same on a screen and on an endless one.
    void ordinaryOutput()
    {
        QRandomGenerator random(1);
        for (int i = 0; i < 300; ++i) {
            QByteArray bytes;
            for (int k = random.bounded(40); k > 0; --k) {
                const QByteArrayView pieces[] = {"word ", "\r\n",      "\t",        "\x1b[31m",
                                                 "ü",     "e\xcc\x81", "---------", "0 1 2"};
                bytes += pieces[random.bounded(8)];
            }
            QCOMPARE(shown(bytes), TerminalText::render(bytes));
        }
    }

    void onlyWhatHasChanged_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("range");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << "one\r\ntwo\r\n"_ba
                                 << ""_ba << u""_s;
        QTest::newRow("a new line") << "one\r\ntwo\r\n"_ba
                                    << "three\r\n"_ba << u"three\n"_s;
        QTest::newRow("from the changed line on") << "one\r\ntwo\r\nthree\r\n"_ba
                                                  << "\x1b[2A\x1b[2KTWO\r\n"_ba << u"TWO\nthree\n"_s;
        QTest::newRow("what scrolled off") << "one\r\ntwo\r\n"_ba
                                           << "3\r\n4\r\n5\r\n6\r\n7\r\n8\r\n"_ba << u"3\n4\n5\n6\n7\n8\n"_s;
        QTest::newRow("the line that goes on") << "one\r\n0123456789abc"_ba
                                               << "\bX"_ba << u"0123456789abX"_s;
        QTest::newRow("changed before it scrolls off") << "1\r\n2\r\n3\r\n"_ba
                                                       << "\x1b[2AX\x1b[2B\r4\r\n5\r\n6\r\n"_ba << u"X\n3\n4\n5\n6\n"_s;
    }

    void onlyWhatHasChanged()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, range);
        QFETCH(QString, text);
        for (qsizetype at = 0; at <= range.size(); ++at) {
            TerminalScreen screen(small);
            screen.feed(before);
            screen.mark();
            screen.feed(QByteArrayView(range).first(at));
            screen.feed(QByteArrayView(range).sliced(at));
            QCOMPARE(screen.text(Extent::Changed), text);
        }
    }

    // The beginning is not known, and may have been on the alternate screen.
    void middle()
    {
        TerminalScreen left(small, TerminalScreen::Begin::Middle);
        left.feed("\x1b[2;1Hof vim\x1b[?1049lprompt");
        QCOMPARE(left.text(Extent::Screen), u"prompt"_s);
        TerminalScreen from(small);
        from.feed("one\r\n\x1b[?1049lprompt");
        QCOMPARE(from.text(Extent::Screen), u"one\nprompt"_s);
    }

    void smallestAndLargest()
    {
        const QByteArray bytes = "中ab\r\n\tc\x1b[9;9Hd\x1b[2;1r\x1b[3L\x1b[3M\x1b[9999@\x1b[9999P\x1b[9999b\x1b[9999S"
                                 "\x1b[9999T\x1b[9999;9999HQ\x1b[1J";
        for (const keeper::TerminalSize size : {keeper::TerminalSize{1, 1}, {2, 1}, {1, 2}, {1000, 1000}})
            QVERIFY(!shown(bytes, Extent::Screen, size).contains(u'Q'));
    }

    void anything()
    {
        QRandomGenerator random(2);
        const QByteArray alphabet =
            "\x1b\x1b\x1b[[[?;0123456789ABCDEFGHJKLMPSTXabcdefhlrsu@\r\n\t\b\xe4\xb8\xad\xcc\x81 xyz(0)";
        for (int i = 0; i < 2000; ++i) {
            QByteArray bytes;
            for (int k = 200; k > 0; --k)
                bytes += alphabet[random.bounded(int(alphabet.size()))];
            const QString whole = shown(bytes, Extent::Screen);
            QCOMPARE(shownSplit(bytes, random.bounded(200), Extent::Screen), whole);
        }
    }

    // Much is made of little: the text has a bound.
    void memoryIsBounded()
    {
        QByteArray bytes;
        for (int i = 0; i < 100000; ++i)
            bytes += "\x1b[999G" + QByteArray::number(i) + "\r\n";
        TerminalScreen screen({1000, 1000});
        screen.feed(bytes);
        const QString text = screen.text(Extent::Changed);
        QVERIFY2(text.size() < 3 << 20, qPrintable(QString::number(text.size())));
        QVERIFY(text.endsWith(u"99999\n"_s));
    }

    void use_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("use");
        const auto row = [](const QByteArray &bytes, ScreenUse use) {
            QTest::addRow("%s", bytes.toPercentEncoding().constData()) << bytes << int(use);
        };
        for (const char *bytes : {"", "text\r\n", "\r\x1b[K50%", "\x1b[31mred\x1b[m", "\x1b[?2004h", "\x1b[J", "\x1b",
                                  "\x1b[", "\x1b[12", "\x1b[?25l", "\x1b[>1u", "\x1b[5C", "\x1b[G", "\x1b]0;H\x07"})
            row(bytes, ScreenUse::Lines);
        for (const char *bytes : {"a\x1b[A", "\x1b[2F", "\x1bM", "\x1b[u",
                                  "\x1b"
                                  "8"})
            row(bytes, ScreenUse::Moves);
        for (const char *bytes :
             {"\x1b[H", "\x1b[1;2f", "\x1b[2J", "\x1b[A\x1b[2d", "\x1b[?1049h", "\x1b[?25;1047l", "\x1b[1;5r",
              "\x1b"
              "c",
              "\x1b[L"})
            row(bytes, ScreenUse::Screen);
    }

    void use()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, use);
        QCOMPARE(int(screenUse(bytes)), use);
    }

    void modes()
    {
        QVERIFY(!endsOnAlternateScreen("text"));
        QVERIFY(endsOnAlternateScreen("\x1b[?1049htext\x1b[?25l"));
        QVERIFY(!endsOnAlternateScreen("\x1b[?1049htext\x1b[?1049l\x1b[?1h"));
        QVERIFY(endsWithApplicationKeys("\x1b[?1h\x1b=\x1b[?12l"));
        QVERIFY(!endsWithApplicationKeys("\x1b[?1h\x1b[?1l\x1b>"));
    }
};

QTEST_APPLESS_MAIN(TestTerminalScreen)
#include "tst_terminalscreen.moc"
