#include <QTest>

#include "app/cli/command.h"
#include "app/cli/jobend.h"
#include "app/cli/jobtext.h"
#include "app/cli/screenfilter.h"
#include "app/cli/shellcommand.h"
#include "app/cli/terminalguard.h"
#include "app/cli/visibletext.h"

using namespace Qt::StringLiterals;

namespace {

// What a filter lets through of bytes that come in two pieces, cut anywhere; the same for each cut.
template<typename Filter, typename Prepare>
QByteArray passed(const QByteArray &bytes, Prepare prepare)
{
    QByteArray whole;
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        Filter filter;
        prepare(filter);
        QByteArray result = filter.take(bytes.first(cut));
        result += filter.take(bytes.mid(cut));
        if (cut > 0 && result != whole)
            return "differs when cut at " + QByteArray::number(cut) + ": " + result;
        whole = result;
    }
    return whole;
}

cli::CommandSpec someCommand()
{
    cli::CommandSpec command;
    command.name = u"some"_s;
    command.arguments = u"ID"_s;
    command.options = {
        {u"number"_s, u'n', u"N"_s, u"x"_s}, {u"follow"_s, u'f', {}, u"x"_s}, {u"force"_s, {}, {}, u"x"_s}};
    return command;
}

}  // namespace

class TestGuards final : public QObject
{
    Q_OBJECT

private slots:
    void guard_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("shown");

        QTest::newRow("text") << QByteArray("a\tb\r\nc\b") << QByteArray("a\tb\r\nc\b");
        QTest::newRow("colours") << QByteArray("\033[1;38:5:9mx\033[0m") << QByteArray("\033[1;38:5:9mx\033[0m");
        QTest::newRow("erasing") << QByteArray("50%\033[K") << QByteArray("50%\033[K");
        QTest::newRow("clipboard") << QByteArray("a\033]52;c;eA==\ab") << QByteArray("ab");
        QTest::newRow("title") << QByteArray("a\033]0;t\033\\b\033kt\033\\c") << QByteArray("abc");
        QTest::newRow("title in C1") << QByteArray("a\xc2\x9d"
                                                   "0;t\xc2\x9c"
                                                   "b")
                                     << QByteArray("ab");
        QTest::newRow("string without end") << QByteArray("\033]0;t\nnext") << QByteArray("\nnext");
        QTest::newRow("queries") << QByteArray("\033[6n\033[c\033Z\005\033P+q00\033\\x") << QByteArray("x");
        QTest::newRow("screen") << QByteArray("\033[2J\033[H\033[?1049h\0337\033[3Ax") << QByteArray("x");
        QTest::newRow("private colours") << QByteArray("\033[>4;2mx") << QByteArray("x");
        QTest::newRow("bell") << QByteArray("\ax") << QByteArray("x");
        QTest::newRow("bidi") << QByteArray("\u202ex\u2066") << QByteArray("⟨U+202E⟩x⟨U+2066⟩");
        QTest::newRow("invalid") << QByteArray("\xff\x9b"
                                               "31m\xc3")
                                 << QByteArray("\ufffd\ufffd"
                                               "31m");
        QTest::newRow("letters") << QByteArray("ä中😀") << QByteArray("ä中😀");
    }

    void guard()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, shown);
        QCOMPARE(passed<cli::TerminalGuard>(bytes, [](auto &) {}), shown);
    }

    void guardGivesColoursBack()
    {
        cli::TerminalGuard guard;
        QCOMPARE(guard.take("\033[31mred"), QByteArray("\033[31mred"));
        QCOMPARE(guard.finish(), QByteArray("\033[0m"));
        QCOMPARE(guard.take("plain"), QByteArray("plain"));
        QCOMPARE(guard.finish(), QByteArray());
    }

    void screen_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("live");
        QTest::addColumn<QByteArray>("replayed");

        const auto both = [](const char *name, const QByteArray &bytes, const QByteArray &shown) {
            QTest::newRow(name) << bytes << shown << shown;
        };
        both("drawing", "\033[2J\033[1;1Hx\033(B\033#8\0337ä\xff\x01", "\033[2J\033[1;1Hx\033(B\033#8\0337ä\xff\x01");
        both("clipboard", "a\033]52;c;eA==\ab", "ab");
        both("titles", "a\033]0;t\ab\033]2;t\033\\c\033kt\033\\d", "abcd");
        both("notifications", "a\033]9;n\a\033]777;n\ab", "ab");
        both("links and colours", "\033]8;;http://x\033\\l\033]8;;\a\033]11;#000\a",
             "\033]8;;http://x\033\\l\033]8;;\a\033]11;#000\a");
        both("devices", "a\033Pq\033\\\033_x\033\\\033^x\033\\b", "ab");
        both("control in a sequence", "\033[3\n1mx", "\n\033[31mx");
        both("broken off", "\033[3\033[31mx\033]0;t\033[1my", "\033[31mx\033[1my");
        both("cancelled", "\033]0;t\030a\033[3\032b", "ab");
        both("C1",
             "a\xc2\x9d"
             "0;t\ab\xc2\x9b"
             "2Jc\x9b"
             "1md\xc2\xa9ä\xe4\xb8\xad",
             "a0;t\ab2Jc1md\xc2\xa9ä\xe4\xb8\xad");
        both("C1 in a sequence",
             "\033[\xc2\x9d"
             "52;c;x\ay\033]8;;\xc2\x9b"
             "x\az",
             "52;c;x\ayz");
        both("another character set", "\033%@x", "x");
        QTest::newRow("queries")
            << QByteArray("\033[c\033[>0c\033[6n\033[?2026$p\033[?u\033[>q\033]11;?\a\033[18t\033Z\005x")
            << QByteArray("\033[c\033[>0c\033[6n\033[?2026$p\033[?u\033[>q\033]11;?\a\033[18t\033Z\005x")
            << QByteArray("x");
    }

    void screen()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, live);
        QFETCH(const QByteArray, replayed);
        QCOMPARE(passed<cli::ScreenFilter>(bytes, [](auto &) {}), live);
        QCOMPARE(passed<cli::ScreenFilter>(bytes, [](auto &filter) { filter.setReplaying(true); }), replayed);
    }

    void endlessSequences()
    {
        cli::ScreenFilter filter;
        QCOMPARE(filter.take("\033]8;;" + QByteArray(1 << 20, 'x') + "\ay"), QByteArray("y"));
        QCOMPARE(filter.take("\033[" + QByteArray(1 << 20, '1') + "mz"), QByteArray("z"));
    }

    void screenIsRestored()
    {
        cli::ScreenFilter filter;
        (void)filter.take("\033[?1049;2004h\033[?25l\033[?7h\033[?1000h\033[?1000l\033[2;5r\033[>1u");
        const QByteArray sequences = filter.restoration();
        for (const char *part : {"\033[?1049l", "\033[?2004l", "\033[?25h", "\033[r", "\033[<u"})
            QVERIFY2(sequences.contains(part), part);
        QVERIFY(!sequences.contains("\033[?7l") && !sequences.contains("\033[?1000l"));
        QVERIFY(!cli::ScreenFilter().restoration().contains("\033[?"));
    }

    void options()
    {
        const cli::CommandSpec command = someCommand();
        auto line = cli::CommandLine::parse(command, {u"-fn5"_s, u"a"_s, u"--fol"_s, u"--"_s, u"-x"_s});
        QVERIFY2(line, qPrintable(line.error()));
        QCOMPARE(line->operands(), (QStringList{u"a"_s, u"-x"_s}));
        QVERIFY(line->has(u"follow"_s) && !line->has(u"force"_s));
        QCOMPARE(line->integer(u"number"_s, 0, 9, 1), 5);
        QCOMPARE(line->error(), QString());
        line = cli::CommandLine::parse(command, {u"--number=7"_s, u"--number"_s, u"-3"_s, u"-"_s});
        QCOMPARE(line->values(u"number"_s), (QStringList{u"7"_s, u"-3"_s}));
        QCOMPARE(line->operands(), QStringList{u"-"_s});
        QCOMPARE(line->integer(u"number"_s, 0, 9, 1), 1);
        QVERIFY2(line->error().contains(u"-3"), qPrintable(line->error()));
        for (const QString &wrong :
             {u"--fo"_s, u"--nothing"_s, u"-x"_s, u"-fx"_s, u"--follow=1"_s, u"--number"_s, u"-n"_s})
            QVERIFY2(!cli::CommandLine::parse(command, {wrong}), qPrintable(wrong));
    }

    void optionsEndAtTheOperand()
    {
        cli::CommandSpec command = someCommand();
        command.endsAtOperand = true;
        const auto line = cli::CommandLine::parse(command, {u"-f"_s, u"make"_s, u"-n"_s, u"--"_s, u"-j8"_s});
        QVERIFY(line && line->has(u"follow"_s) && !line->has(u"number"_s));
        QCOMPARE(line->operands(), (QStringList{u"make"_s, u"-n"_s, u"--"_s, u"-j8"_s}));
    }

    void shellCommands()
    {
        QCOMPARE(cli::shellCommand({u"make && make check"_s}), u"make && make check"_s);
        QCOMPARE(cli::shellCommand({u"a"_s, u"b c"_s, u""_s, u"it's"_s, u"~"_s, u"$x"_s}),
                 u"a 'b c' '' 'it'\\''s' '~' '$x'"_s);
    }

    void exitCodes()
    {
        const auto code = [](const QJsonObject &job) { return cli::exitCodeOf(job); };
        QCOMPARE(code({{u"status"_s, u"completed"_s}, {u"exit_code"_s, 0}}), 0);
        QCOMPARE(code({{u"status"_s, u"failed"_s}, {u"exit_code"_s, 3}}), 3);
        QCOMPARE(code({{u"status"_s, u"failed"_s}, {u"signal"_s, u"SIGSEGV"_s}}), 139);
        QCOMPARE(code({{u"status"_s, u"killed"_s}, {u"exit_code"_s, 0}}), 143);
        QCOMPARE(code({{u"status"_s, u"failed"_s}}), 126);
        QCOMPARE(code({{u"status"_s, u"lost"_s}}), 125);
        QCOMPARE(code({}), 125);
    }

    void texts()
    {
        QCOMPARE(cli::visible(u"a\nb\033[1m\u202ec"_s), u"a b⟨U+001B⟩[1m⟨U+202E⟩c"_s);
        QCOMPARE(cli::fitted(u"中文字"_s, 5), u"中文…"_s);
        QCOMPARE(cli::fitted(u"中文字"_s, 6), u"中文字"_s);
        QCOMPARE(cli::fitted(u"abc"_s, 0), QString());
        QCOMPARE(cli::durationText(9.96), u"10s"_s);
        QCOMPARE(cli::durationText(250), u"4m10s"_s);
        QCOMPARE(cli::durationText(7500), u"2h05m"_s);
        QCOMPARE(cli::sizeText(999), u"999 B"_s);
        QCOMPARE(cli::sizeText(12345), u"12.3 kB"_s);
    }
};

QTEST_GUILESS_MAIN(TestGuards)

#include "tst_guards.moc"
