// Searching a log: which lines match, however the bytes come; context, limits, and going on.

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "core/boundedexpression.h"
#include "core/linesearch.h"
#include "core/patternwatch.h"
#include "logfolder.h"

using namespace core;
using namespace Qt::StringLiterals;

namespace {

constexpr keeper::LogLimits limits{64 << 10, 2, 8};
constexpr keeper::LogLimits endless{64 << 10, 2, 10000};

LineSearch::Wish wish(const QString &source, quint64 from = 0, int context = 0)
{
    LineSearch::Wish wish{source, boundedExpression(source, QRegularExpression::MultilineOption)};
    wish.from = from;
    wish.context = context;
    return wish;
}

std::unique_ptr<LineSearch> searched(const OutputLog &log, const LineSearch::Wish &wish)
{
    auto search = std::make_unique<LineSearch>([log] { return log; }, wish);
    QSignalSpy finished(search.get(), &LineSearch::finished);
    search->start();
    if (!finished.wait(20000))
        return nullptr;
    return search;
}

QStringList texts(const LineSearch &search)
{
    QStringList list;
    for (const LineSearch::Match &match : search.matches())
        list += match.text;
    return list;
}

}  // namespace

class TestLineSearch : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void linesMatchHoweverTheBytesAreCut_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("needle") << u"error \\d"_s
                                << QStringList{u"error 1"_s, u"ünï error 2"_s, u"red error 3"_s, u"last error 4"_s};
        QTest::newRow("no needle") << u"[eE]rror \\d"_s
                                   << QStringList{u"error 1"_s, u"Error 0"_s, u"ünï error 2"_s, u"red error 3"_s,
                                                  u"last error 4"_s};
        QTest::newRow("begin") << u"^error"_s << QStringList{u"error 1"_s};
        QTest::newRow("end") << u"0$"_s << QStringList{u"Error 0"_s};
        QTest::newRow("overwritten") << u"100 %"_s << QStringList{u"100 %"_s};
        QTest::newRow("overwritten before") << u"50 %"_s << QStringList{};
        QTest::newRow("empty line") << u"^$"_s << QStringList{u""_s};
    }

    void linesMatchHoweverTheBytesAreCut()
    {
        QFETCH(const QString, expression);
        QFETCH(const QStringList, lines);
        const QByteArray bytes =
            "error 1\nError 0\r\n\nünï error 2\n\x1b[31mred er\x1b[0mror 3\n 50 %\r100 %\nlast error 4";
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
            LineMatcher matcher(expression, boundedExpression(expression, QRegularExpression::MultilineOption));
            std::vector<LineMatcher::Line> found;
            matcher.feed(1000, QByteArrayView(bytes).first(cut), found);
            matcher.feed(1000 + quint64(cut), QByteArrayView(bytes).sliced(cut), found);
            matcher.endLine(found);
            QStringList texts;
            for (const LineMatcher::Line &line : found) {
                texts += line.text;
                const QByteArray raw = bytes.mid(qsizetype(line.offset) - 1000, qsizetype(line.end - line.offset));
                QVERIFY(raw.endsWith('\n') || line.end == 1000 + quint64(bytes.size()));
                QVERIFY(line.offset == 1000 || bytes[qsizetype(line.offset) - 1001] == '\n');
            }
            QCOMPARE(texts, lines);
        }
    }

    void contextIsLikeGreps()
    {
        LogFolder folder(m_folder->path(), limits);
        for (int i = 1; i <= 20; ++i)
            folder.append("line " + QByteArray::number(i) + '\n');
        const auto search = searched(log(Live::No), wish(u" (7|8|13|20)$"_s, 0, 2));
        QVERIFY(search);
        const auto &matches = search->matches();
        QCOMPARE(matches.size(), size_t(4));
        QCOMPARE(matches[0].before, (QStringList{u"line 5"_s, u"line 6"_s}));
        QCOMPARE(matches[0].after, QStringList());
        QCOMPARE(matches[1].before, QStringList());
        QCOMPARE(matches[1].after, (QStringList{u"line 9"_s, u"line 10"_s}));
        QCOMPARE(matches[2].before, (QStringList{u"line 11"_s, u"line 12"_s}));
        QCOMPARE(matches[2].after, (QStringList{u"line 14"_s, u"line 15"_s}));
        QCOMPARE(matches[3].before, (QStringList{u"line 18"_s, u"line 19"_s}));
        QCOMPARE(matches[0].offset, 6u * 7u);
        QVERIFY(search->isComplete());
        QVERIFY(search->isEof());
    }

    void oneStream()
    {
        LogFolder folder(m_folder->path(), limits);
        folder.append("out err", keeper::Stream::Stdout);
        folder.append("err 1\n", keeper::Stream::Stderr);
        folder.append(" end\nout\n", keeper::Stream::Stdout);
        LineSearch::Wish both = wish(u"err"_s);
        QCOMPARE(texts(*searched(log(Live::No), both)), (QStringList{u"out errerr 1"_s}));
        both.filter = StreamFilter::Stdout;
        QCOMPARE(texts(*searched(log(Live::No), both)), (QStringList{u"out err end"_s}));
        both.filter = StreamFilter::Stderr;
        QCOMPARE(texts(*searched(log(Live::No), both)), (QStringList{u"err 1"_s}));
    }

    void gapsEndLinesAndAreTold()
    {
        LogFolder folder(m_folder->path(), limits);
        folder.append("err");
        folder.append("or\n", keeper::Stream::Stdout, true);
        folder.append("or\nerror\n");
        const auto search = searched(log(Live::No), wish(u"error"_s));
        QCOMPARE(texts(*search), QStringList{u"error"_s});
        QCOMPARE(search->gaps().size(), 1);
        QCOMPARE(search->gaps().first().offset, 3u);
    }

    // With limits of all sizes, and while the log grows in between: each matching line once.
    void goesOnWithNextOffset()
    {
        LogFolder folder(m_folder->path(), endless);
        QRandomGenerator random(7);
        QStringList expected, told;
        quint64 at = 0;
        int written = 0;
        const auto write = [&](int lines) {
            for (; lines > 0; --lines, ++written) {
                const bool hit = random.bounded(3) == 0;
                const QString text =
                    (hit ? u"hit %1 "_s : u"line %1 "_s).arg(written) + QString(random.bounded(200), u'x');
                if (hit)
                    expected += text;
                folder.append(text.toUtf8() + '\n');
            }
        };
        for (int round = 0; round < 300; ++round) {
            if (round < 200)
                write(random.bounded(20));
            LineSearch::Wish some = wish(u"^hit"_s, at);
            some.limit = quint64(random.bounded(1, 3000));
            const auto search = searched(log(Live::Yes, endless), some);
            QVERIFY(search);
            QVERIFY(search->nextOffset() >= at);
            at = search->nextOffset();
            told += texts(*search);
            if (round >= 200 && search->isComplete())
                break;
        }
        QCOMPARE(told.size(), expected.size());
        QCOMPARE(told, expected);
        QCOMPARE(at, folder.end());
    }

    void theLineThatHasNotEndedIsLeft()
    {
        LogFolder folder(m_folder->path(), limits);
        folder.append("one\ntwo: er");
        const auto first = searched(log(Live::Yes), wish(u"error"_s));
        QCOMPARE(texts(*first), QStringList());
        QCOMPARE(first->nextOffset(), 4u);
        folder.append("ror?");
        const auto second = searched(log(Live::Yes), wish(u"error"_s, 4));
        QCOMPARE(texts(*second), QStringList{u"two: error?"_s});
        QCOMPARE(second->nextOffset(), folder.end());
        QVERIFY(!second->isEof());
    }

    void longLinesAreCutAroundTheMatch()
    {
        LogFolder folder(m_folder->path(), limits);
        folder.append(QByteArray(100000, 'x') + "needle" + QByteArray(100000, 'y') + '\n');
        const auto search = searched(log(Live::No), wish(u"needle"_s));
        QCOMPARE(search->matches().size(), size_t(1));
        const QString text = search->matches().front().text;
        QCOMPARE(text.size(), LineSearch::longestText + 2);
        QVERIFY(text.contains("xneedley"_L1));
    }

    void nobodyWaitsForIt()
    {
        LogFolder folder(m_folder->path(), {8 << 20, 2, 100});
        folder.appendBulk(400 << 20);
        folder.append("needle\n");
        qint64 longest = 0;
        QElapsedTimer clock;
        QTimer beat;
        beat.setTimerType(Qt::PreciseTimer);
        connect(&beat, &QTimer::timeout, this, [&] { longest = std::max(longest, clock.restart()); });
        clock.start();
        beat.start(1);
        const auto search = searched(OutputLog(m_folder->path(), folder.limits()), wish(u"needle"_s));
        QVERIFY(search);
        QCOMPARE(search->matches().size(), size_t(1));
        qInfo("longest time between two turns of the event loop: %lld ms", longest);
        QVERIFY(longest < 200);  // a busy machine; the figure is in tests/bench
    }

    // All are served at the same time, and none of them all blocks the event loop.
    void manyTakeTurns()
    {
        LogFolder folder(m_folder->path(), {1 << 20, 2, 100});
        folder.appendBulk(8 << 20);
        folder.append("needle\n");
        const OutputLog all(m_folder->path(), folder.limits());
        std::vector<std::unique_ptr<LineSearch>> searches;
        int finished = 0, turns = 0;
        for (int i = 0; i < 50; ++i) {
            searches.push_back(std::make_unique<LineSearch>([all] { return all; }, wish(u"needle"_s)));
            connect(searches.back().get(), &LineSearch::finished, this, [&] {
                // As a search that ends because its client is gone.
                if (++finished == 10)
                    searches[40].reset();
            });
            searches.back()->start();
        }
        QTimer beat;
        connect(&beat, &QTimer::timeout, this, [&] { ++turns; });
        beat.start(0);
        QTRY_COMPARE_WITH_TIMEOUT(finished, 49, 20000);
        QVERIFY2(turns > 20, qPrintable(QString::number(turns)));
    }

    void watchFindsAcrossBorders_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("upTo");  // what the match's end lies behind, once the bytes are there
        QTest::newRow("line") << u"ready \\d+$"_s << u"it is ready 42"_s << QByteArray("ready 4");
        QTest::newRow("no newline") << u"password: $"_s << u"your password: "_s << QByteArray("password: ");
        QTest::newRow("two lines") << u"^one\\ntwo$"_s << u"one\ntwo"_s << QByteArray("one\r\ntwo");
        QTest::newRow("colours") << u"all green"_s << u"all green"_s << QByteArray("gr\x1b[0meen");
    }

    void watchFindsAcrossBorders()
    {
        QFETCH(const QString, expression);
        QFETCH(const QString, text);
        QFETCH(const QByteArray, upTo);
        const QByteArray bytes = "start\none\r\ntwo\nall \x1b[32mgr\x1b[0meen\nit is ready 42\nyour password: ";
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
            QTemporaryDir place;
            LogFolder folder(place.path(), limits);
            folder.append(bytes.first(cut));
            const OutputLog log(place.path(), limits);
            PatternWatch watch([log] { return log; }, expression,
                               boundedExpression(expression, QRegularExpression::MultilineOption), 0);
            QVector<PatternWatch::Match> matches;
            connect(&watch, &PatternWatch::found, this, [&](const PatternWatch::Match &match) { matches += match; });
            bool caughtUp = false;
            connect(&watch, &PatternWatch::caughtUp, this, [&] { caughtUp = true; });
            watch.look();
            QTRY_VERIFY(caughtUp || !matches.isEmpty());
            caughtUp = false;
            const qsizetype needed = bytes.indexOf(upTo) + upTo.size();
            if (cut < needed)
                QVERIFY(matches.isEmpty());
            folder.append(bytes.sliced(cut));
            watch.look();
            QTRY_VERIFY(!matches.isEmpty());
            QCOMPARE(matches.size(), 1);
            if (cut < needed || cut == bytes.size())
                QCOMPARE(matches.first().text, text);
            const PatternWatch::Match &match = matches.first();
            QVERIFY(match.offset == 0 || bytes[qsizetype(match.offset) - 1] == '\n');
            QVERIFY(match.end >= quint64(needed));
        }
    }

    void watchGoesOnBehindTheMatch()
    {
        LogFolder folder(m_folder->path(), limits);
        for (int i = 0; i < 2000; ++i)
            folder.append((i % 500 == 499 ? "hit " : "line ") + QByteArray::number(i) + '\n');
        quint64 at = 0;
        for (const char *line : {"hit 499", "hit 999", "hit 1499", "hit 1999"}) {
            PatternWatch watch([this] { return log(Live::Yes); }, u"hit"_s, boundedExpression(u"hit"_s), at);
            QSignalSpy found(&watch, &PatternWatch::found);
            watch.look();
            QVERIFY(found.wait(5000));
            const auto match = found.first().first().value<PatternWatch::Match>();
            QCOMPARE(match.text, QString::fromLatin1(line));
            at = match.end;
        }
        QCOMPARE(at, folder.end());
    }

private:
    OutputLog log(Live live, const keeper::LogLimits &with = limits) const
    {
        OutputLog log(m_folder->path(), with);
        log.setLive(live);
        return log;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestLineSearch)
#include "tst_linesearch.moc"
