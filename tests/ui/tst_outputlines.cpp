// One line of output as text and styles, and what is painted for its colours.

#include <QTest>

#include "ui/look/icons.h"
#include "ui/output/linerenderer.h"
#include "ui/output/sgr.h"
#include "ui/output/terminalcolours.h"
#include "ui/output/textsegments.h"

using namespace Qt::StringLiterals;
using Kind = ui::TextColour::Kind;

namespace {

ui::StyledLine rendered(QByteArrayView bytes)
{
    ui::LineRenderer renderer;
    renderer.feed(bytes);
    return renderer.finish();
}

// "0+3:r1" for three characters from 0 in colour 1: what a run changes, in short.
QString runsText(const ui::StyledLine &line)
{
    QStringList result;
    for (const ui::StyledRun &run : line.runs) {
        const ui::TextStyle &style = run.style;
        QString text = u"%1+%2:"_s.arg(run.start).arg(run.length);
        const auto colour = [](const ui::TextColour &shown, QChar name) {
            if (shown.kind == Kind::Default)
                return QString();
            return name
                + (shown.kind == Kind::Rgb ? u"#%1"_s.arg(shown.value, 6, 16, QChar(u'0'))
                                           : QString::number(shown.value));
        };
        text += colour(style.text, u't') + colour(style.background, u'b');
        text += style.bold ? u"B"_s : QString();
        text += style.faint ? u"F"_s : QString();
        text += style.italic ? u"I"_s : QString();
        text += style.underline ? u"U"_s : QString();
        text += style.struckOut ? u"S"_s : QString();
        text += style.inverse ? u"V"_s : QString();
        result.append(text);
    }
    return result.join(u' ');
}

}  // namespace

class TestOutputLines : public QObject
{
    Q_OBJECT

private slots:
    void render_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("runs");
        const auto row = [](const char *name, const QByteArray &bytes, const QString &text, const QString &runs = {}) {
            QTest::newRow(name) << bytes << text << runs;
        };
        row("empty", "", u""_s);
        row("plain", "a b", u"a b"_s);
        row("tab", "a\tb", u"a\tb"_s);
        row("newline", "a\n", u"a"_s);
        row("colour", "\033[31mred\033[0m.", u"red."_s, u"0+3:t1"_s);
        row("colour to the end", "\033[31mred\n", u"red"_s, u"0+3:t1"_s);
        row("reset without a number", "\033[1mx\033[my", u"xy"_s, u"0+1:B"_s);
        row("bright", "\033[97;100mx", u"x"_s, u"0+1:t15b8"_s);
        row("256", "\033[38;5;208;48;5;17mx", u"x"_s, u"0+1:t208b17"_s);
        row("true colour", "\033[38;2;1;2;3mx", u"x"_s, u"0+1:t#010203"_s);
        row("256 with colons", "\033[38:5:208mx", u"x"_s, u"0+1:t208"_s);
        row("true colour with colons", "\033[38:2::1:2:3;1mx", u"x"_s, u"0+1:t#010203B"_s);
        row("true colour with few colons", "\033[48:2:1:2:3mx", u"x"_s, u"0+1:b#010203"_s);
        row("colour of underlines is skipped", "\033[58;5;9;3mx", u"x"_s, u"0+1:I"_s);
        row("cut colour", "\033[38;5mx", u"x"_s);
        row("too large", "\033[38;2;999;0;99999999999mx", u"x"_s, u"0+1:t#ff00ff"_s);
        row("all attributes", "\033[1;2;3;4;7;9mx\033[22;23;24;27;29my", u"xy"_s, u"0+1:BFIUSV"_s);
        row("curly underline", "\033[4:3mx\033[4:0my", u"xy"_s, u"0+1:U"_s);
        row("private", "\033[?25lx\033[>4;1my\033[?1mz", u"xyz"_s);
        row("progress", "10%\r50%\r100%", u"100%"_s);
        row("shorter progress", "100%\r5%", u"5%0%"_s);
        row("erased progress", "100%\r\033[K5%", u"5%"_s);
        row("erased in whole", "abc\033[2K\rx", u"x"_s);
        row("erased to the begin", "abcd\033[2D\033[1Kx", u"  xd"_s);
        row("backspace", "abc\b\bX", u"aXc"_s);
        row("column", "abc\033[2GX\033[9GY", u"aXc     Y"_s);
        row("delete and erase", "abcdef\r\033[2P\033[1Xx", u"xdef"_s);
        row("carriage return at the end", "abc\r\n", u"abc"_s);
        row("overwriting keeps the rest's style", "\033[31mabc\r\033[32mx", u"xbc"_s, u"0+1:t2 1+2:t1"_s);
        row("title", "a\033]0;title\007b", u"ab"_s);
        row("hyperlink", "\033]8;;http://x\033\\text\033]8;;\033\\.", u"text."_s);
        row("device control", "a\033Pq#1\033\\b", u"ab"_s);
        row("string without an end", "a\033]0;never", u"a"_s);
        row("charset", "\033(Bx", u"x"_s);
        row("8 bit control sequence",
            "\xc2\x9b"
            "31mx",
            u"x"_s, u"0+1:t1"_s);
        row("controls", "a\001\007\177b", u"ab"_s);
        row("UTF-8", "\xc3\xa9\xe6\x97\xa5\xf0\x9f\x8e\x89.", u"é日🎉."_s);
        row("styles count UTF-16", "\033[1m\xf0\x9f\x8e\x89\033[mx", u"🎉x"_s, u"0+2:B"_s);
        row("invalid UTF-8", "a\xff\xc3(\xe6\x97", u"a\ufffd\ufffd(\ufffd"_s);
        row("reordering",
            "a\xe2\x80\xae"
            "b",
            u"a⟨U+202E⟩b"_s);
        row("escape in an escape", "\033\033[31mx", u"x"_s, u"0+1:t1"_s);
    }

    void render()
    {
        QFETCH(QByteArray, bytes);
        const ui::StyledLine whole = rendered(bytes);
        QTEST(whole.text, "text");
        QTEST(runsText(whole), "runs");
        QCOMPARE(ui::lineText(bytes), whole.text);
        for (qsizetype first = 0; first <= bytes.size(); ++first) {
            for (qsizetype second = first; second <= bytes.size(); ++second) {
                ui::LineRenderer renderer;
                renderer.feed(QByteArrayView(bytes).first(first));
                renderer.feed(QByteArrayView(bytes).sliced(first, second - first));
                renderer.feed(QByteArrayView(bytes).sliced(second));
                const ui::StyledLine line = renderer.finish();
                QCOMPARE(line.text, whole.text);
                QCOMPARE(line.runs, whole.runs);
            }
        }
    }

    void anOpenCharacterWaits()
    {
        ui::LineRenderer renderer;
        renderer.feed("a\xe6\x97");
        QCOMPARE(renderer.line().text, u"a"_s);
        renderer.feed("\xa5");
        QCOMPARE(renderer.line().text, u"a日"_s);
    }

    void neitherGarbageNorMovesGrowIt()
    {
        QCOMPARE(rendered("x\033[99999999C\033[99999999Cy").text.size(), 513);
        QVERIFY(rendered("\033[" + QByteArray(1 << 20, '1') + "mx").text == u"x"_s);
    }

    void colours_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("base");
        QTest::newRow("light") << QColor(Qt::black) << QColor(Qt::white);
        QTest::newRow("grey") << QColor(0x23, 0x26, 0x27) << QColor(0xef, 0xf0, 0xf1);
        QTest::newRow("dark") << QColor(Qt::white) << QColor(0x1e, 0x1e, 0x1e);
        QTest::newRow("black") << QColor(0xdd, 0xdd, 0xdd) << QColor(Qt::black);
        QTest::newRow("middle") << QColor(Qt::white) << QColor(0x77, 0x77, 0x77);
    }

    void colours()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, base);
        QPalette palette;
        palette.setColor(QPalette::Text, text);
        palette.setColor(QPalette::Base, base);
        const ui::TerminalColours colours(palette);
        QVERIFY(!colours.paint({}).background.isValid());
        const auto verify = [&](const ui::TextStyle &style) {
            const ui::TerminalColours::Painted painted = colours.paint(style);
            const QColor behind = painted.background.isValid() ? painted.background : base;
            const double ratio = ui::contrast(painted.text, behind);
            QVERIFY2(ratio >= (style.faint ? 3 : 4.5),
                     qPrintable(u"%1 on %2: %3"_s.arg(painted.text.name(), behind.name()).arg(ratio)));
        };
        for (quint32 index = 0; index < 256; ++index) {
            ui::TextStyle style;
            style.text = {Kind::Indexed, index};
            verify(style);
            style.inverse = true;
            verify(style);
            style = {};
            style.background = {Kind::Indexed, index};
            verify(style);
            style.text = {Kind::Indexed, 255 - index};
            verify(style);
            style.faint = true;
            verify(style);
        }
        for (quint32 value = 0; value <= 0xffffff; value += 0x010f0f) {
            ui::TextStyle style;
            style.text = {Kind::Rgb, value};
            verify(style);
            style.background = {Kind::Rgb, 0xffffff - value};
            verify(style);
        }
    }

    void theSixteenDiffer()
    {
        for (const bool isDark : {false, true}) {
            QPalette palette;
            palette.setColor(QPalette::Text, isDark ? Qt::white : Qt::black);
            palette.setColor(QPalette::Base, isDark ? QColor(0x1e, 0x1e, 0x1e) : QColor(Qt::white));
            const ui::TerminalColours colours(palette);
            QSet<QRgb> seen;
            for (quint32 index = 0; index < 16; ++index)
                seen.insert(colours.paint({{Kind::Indexed, index}, {}}).text.rgb());
            QCOMPARE(seen.size(), 16);
            ui::TextStyle red{{Kind::Indexed, 1}, {}};
            QCOMPARE(ui::TerminalColours(palette, false).paint(red).text, palette.color(QPalette::Text));
        }
    }

    void segmentsCutAtRunsAndMarks()
    {
        ui::TextStyle bold;
        bold.bold = true;
        const QVector<ui::StyledRun> runs{{2, 4, bold}};
        const std::vector<ui::RowMark> marks{{4, 4, Qt::red, Qt::blue, false}, {0, 10, {}, {}, true}};
        const std::vector<ui::TextSegment> cut = ui::segments(runs, marks, 1, 9);
        QStringList text;
        for (const ui::TextSegment &segment : cut) {
            QVERIFY(segment.isUnderlined);
            text.append(u"%1+%2%3%4"_s.arg(segment.start)
                            .arg(segment.length)
                            .arg(segment.style.bold ? u"B"_s : QString(), segment.mark ? u"M"_s : QString()));
        }
        QCOMPARE(text.join(u' '), u"1+1 2+2B 4+2BM 6+2M 8+1"_s);
        QVERIFY(ui::segments(runs, marks, 5, 5).empty());
    }
};

QTEST_MAIN(TestOutputLines)
#include "tst_outputlines.moc"
