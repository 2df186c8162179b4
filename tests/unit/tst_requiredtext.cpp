// What every match of an expression must have, and that nothing is claimed that isn't so.

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include "core/boundedexpression.h"
#include "core/excerpt.h"
#include "core/requiredtext.h"

using namespace Qt::StringLiterals;

class TestRequiredText : public QObject
{
    Q_OBJECT

private slots:
    void isFound_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *expression, const char *text) {
            QTest::newRow(expression) << QString::fromUtf8(expression) << QByteArray(text);
        };
        row("error", "error");
        row("^error: .*$", "error: ");
        row("error\\[E\\d+\\]", "error[E");
        row("listening on port (\\d+)", "listening on port ");
        row("(http|https)://localhost:\\d+", "://localhost:");
        row("a.longer", "longer");
        row("abcd?ef", "abc");
        row("ab*cde", "cde");
        row("abc+", "abc");
        row("abc+?d", "abc");
        row("ab{0,2}", "a");
        row("[abc]def", "def");
        row("[]abc]def", "def");
        row("[^]x]def", "def");
        row("x(?:a|b)yz", "yz");
        row("(a|(b|c))+xyz", "xyz");
        row("(?i)Ready", "Ready");
        row("\\bdone\\b", "done");
        row("tab\\there", "here");
        row("äöü word", " word");
        row("(?<name>x)yy", "yy");
        row("foo(?=bar)", "foo");
    }

    void isFound()
    {
        QFETCH(const QString, expression);
        const auto found = core::requiredText(expression);
        QVERIFY(found);
        QTEST(found->text, "text");
    }

    void isUnknown_data()
    {
        QTest::addColumn<QString>("expression");
        for (const char *expression : {"",
                                       "a|b",
                                       "error|warning",
                                       ".*",
                                       "\\d+",
                                       "(abc)",
                                       "abc(?i)def",
                                       "(?x) a b c",
                                       "(*UTF)abc",
                                       "\\Qa|b\\E",
                                       "\\x41bc",
                                       "\\101bc",
                                       "(?#(comment)abc",
                                       "[[:alpha:]]abc",
                                       "(?(1)a|b)c",
                                       "\\p{L}abc",
                                       "a?",
                                       "(a",
                                       "[a",
                                       "abc\\",
                                       "(?|a|b)c",
                                       "x(?i:abc)yz"})
            QTest::newRow(expression) << QString::fromUtf8(expression);
    }

    void isUnknown()
    {
        QFETCH(const QString, expression);
        QVERIFY(!core::requiredText(expression));
    }

    // Expressions put together at random from all kinds of parts, against texts put together from the same letters.
    void isInEveryMatch()
    {
        QRandomGenerator random(20261123);
        const QStringList parts{u"a"_s, u"b"_s,   u"ab"_s,   u"?"_s,    u"*"_s,    u"+"_s,    u"|"_s,    u"("_s,
                                u")"_s, u"(?:"_s, u"[ab]"_s, u"[^a]"_s, u"."_s,    u"\\."_s,  u"{2}"_s,  u"{0,1}"_s,
                                u"^"_s, u"$"_s,   u"\\w"_s,  u"(?i)"_s, u"(?=a"_s, u"(?!b"_s, u"[]b]"_s, u"\\b"_s};
        const QString letters = u"abAB.]"_s;
        int matched = 0, known = 0;
        for (int i = 0; i < 20000; ++i) {
            QString expression, text;
            for (int n = random.bounded(1, 8); n > 0; --n)
                expression += parts[random.bounded(int(parts.size()))];
            const QRegularExpression compiled(expression);
            const auto required = core::requiredText(expression);
            if (!compiled.isValid() || !required)
                continue;
            ++known;
            const core::RawNeedle needle(required->text, required->sensitivity);
            for (int n = 0; n < 20; ++n) {
                text.clear();
                for (int size = random.bounded(1, 8); size > 0; --size)
                    text += letters[random.bounded(int(letters.size()))];
                if (!compiled.match(text).hasMatch())
                    continue;
                ++matched;
                const QByteArray bytes = text.toUtf8();
                QVERIFY2(needle.find(bytes, 0) < bytes.size(), qPrintable(expression + " matches "_L1 + text));
            }
        }
        QVERIFY(known > 500);
        QVERIFY(matched > 500);
    }

    void excerpts()
    {
        QCOMPARE(core::excerpt(u"short"_s, 5), u"short"_s);
        QCOMPARE(core::excerpt(u"0123456789"_s, 4), u"0123…"_s);
        QCOMPARE(core::excerpt(u"0123456789"_s, 4, 9, 1), u"…6789"_s);
        QCOMPARE(core::excerpt(u"0123456789"_s, 4, 5, 2), u"…4567…"_s);
        QCOMPARE(core::excerpt(u"a😀😀😀b"_s, 2, 0, 0), u"a…"_s);
        QCOMPARE(core::excerpt(u"a😀😀😀b"_s, 4, 3, 2), u"…😀…"_s);
    }

    void wrongExpressionsNameThePlace()
    {
        QCOMPARE(core::errorPosition(core::boundedExpression(u"abc"_s)), -1);
        QCOMPARE(core::errorPosition(core::boundedExpression(u"ab("_s)), 3);
        // Backtracking without end is given up.
        QVERIFY(!core::boundedExpression(u"(x+x+)+y"_s).match(QString(5000, u'x')).hasMatch());
    }
};

QTEST_APPLESS_MAIN(TestRequiredText)
#include "tst_requiredtext.moc"
