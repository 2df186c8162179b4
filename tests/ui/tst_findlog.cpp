// What search and filter find in logs is what a walk over the rows of the view finds.

#include <random>

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/storedjob.h"
#include "ui/find/linefilter.h"
#include "ui/find/logsearch.h"
#include "ui/output/linerenderer.h"
#include "ui/output/logrows.h"

using namespace Qt::StringLiterals;
using ui::Direction;
using ui::LogSearch;
using ui::Pattern;

namespace {

using Match = LogSearch::Match;

// Every match, by the rows that the view shows.
QVector<Match> naive(const core::Job &job, const Pattern &pattern)
{
    ui::LogWindow window;
    const keeper::LogLimits limits = job.spec().limits;
    window.open(job.log(), limits.headSegments * limits.segmentBytes);
    ui::LogRows rows(window);
    const auto sensitivity = pattern.caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
    QVector<Match> result;
    for (auto row = rows.at(0); row; row = rows.after(*row)) {
        if (row->gap != core::Gap::None)
            continue;
        const QString text = ui::lineText(row->bytes);
        if (pattern.isExpression) {
            for (const ui::TextMatch &match : ui::matchesIn(text, pattern.expression()))
                result.append(Match{row->offset, match});
            continue;
        }
        for (qsizetype at = text.indexOf(pattern.text, 0, sensitivity); at >= 0;
             at = text.indexOf(pattern.text, at + pattern.text.size(), sensitivity))
            result.append(Match{row->offset, {int(at), int(pattern.text.size())}});
    }
    return result;
}

QByteArray randomPiece(std::mt19937 &random)
{
    static const QByteArrayList pieces = {
        "needle",
        "nee",
        "dle",
        "Needle",
        "NEEDLE",
        "\n",
        "\n",
        "\n",
        "\r\n",
        "\x1b[31m",
        "\x1b[0m",
        "\x1b[K",
        "\r",
        "\b",
        "\x1b]0;needle\a",
        "a plain text",
        "\xc3\xa4\xc3\xb6",
        "\xe2\x82\xac",
        "\xff",
        "\t",
        "\x1b[2K",
        "\xe2\x80\xae",
        "e e e",
        "x\x01y",
        "\x1b[1",
        "\xe2\x80\x9cneedle\xe2\x80\x9d",
        "\x1b[3",
        "\n\n",
    };
    if (random() % 400 == 0)
        return QByteArray(int(random() % 20000), 'n') + "needle";
    return pieces.at(qsizetype(random() % size_t(pieces.size())));
}

QString describe(const QVector<Match> &matches, qsizetype i)
{
    if (i < 0 || i >= matches.size())
        return u"none"_s;
    const Match &match = matches.at(i);
    return u"%1:%2+%3"_s.arg(match.line).arg(match.place.start).arg(match.place.length);
}

// Waits for the end of a find.
std::optional<Match> awaited(LogSearch &search, const std::function<void()> &find)
{
    bool ended = false;
    const QMetaObject::Connection connections[] = {
        QObject::connect(&search, &LogSearch::found, &search, [&] { ended = true; }),
        QObject::connect(&search, &LogSearch::notFound, &search, [&] { ended = true; }),
    };
    find();
    if (!QTest::qWaitFor([&] { return ended; }, 30000))
        qWarning("A find does not end");
    for (const QMetaObject::Connection &connection : connections)
        QObject::disconnect(connection);
    return search.current();
}

}  // namespace

class TestFindLog : public QObject
{
    Q_OBJECT

private slots:
    void randomLogs_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 12; ++seed)
            QTest::addRow("%d", seed) << seed;
    }

    void randomLogs()
    {
        QFETCH(int, seed);
        std::mt19937 random(uint(seed) + 1);
        JobHome home;
        StoredJob stored(home, seed % 3 == 0 ? keeper::LogLimits{4096, 2, 8} : keeper::LogLimits{16384, 2, 64});
        for (int i = 0; i < 12000; ++i) {
            stored.append(randomPiece(random), random() % 5 == 0 ? keeper::Stream::Stderr : keeper::Stream::Stdout);
            if (random() % 50 == 0)
                stored.flush();
        }
        stored.end(0);
        if (seed % 4 == 1)  // somebody removed some of it
            QVERIFY(QFile::remove(stored.outputFolder() + "/000001.dat"_L1));
        const core::Job *job = home.jobs().find(stored.id());
        QVERIFY(job);
        QVERIFY(job->log().extent().end > 20000);

        const Pattern patterns[] = {
            {u"needle"_s, false, false}, {u"needle"_s, true, false},     {u"e"_s, false, false},
            {u"äö"_s, true, false},      {u"ÄÖ"_s, false, false},        {u"n[e]+dle"_s, false, true},
            {u"^needle"_s, true, true},  {u"xy"_s, true, false},         {u"U+202E"_s, false, false},
            {u"[31m"_s, true, false},    {u"plain text$"_s, true, true}, {u"not there"_s, true, false},
        };
        for (const Pattern &pattern : patterns)
            check(home.jobs().find(stored.id()), pattern);
    }

    void growsAndDrops()
    {
        JobHome home;
        core::Settings settings;
        settings.maxOutputSize = 1 << 20;
        core::StartRequest request;
        request.command = u"for i in 1 2 3 4 5 6; do read x; seq $((i * 100000)) $((i * 100000 + 40000)); "
                          "printf 'open 99'; done; read x"_s;
        request.cwd = QDir::tempPath();
        request.environment = core::currentEnvironment();
        core::Job *job = *home.jobs().start(request, settings);
        const Pattern pattern{u"99"_s, true, false};
        LogSearch search;
        search.setJob(job);
        search.setPattern(pattern);
        ui::LineFilter filter;
        filter.start(job, pattern);
        quint64 before = 0;
        for (int i = 0; i < 6; ++i) {
            job->sendInput("go\n", this, [](const keeper::InputReply &) {});
            QTRY_VERIFY_WITH_TIMEOUT(job->output().end >= before + 280000, 30000);
            before += 280000;
            const auto agree = [&] {
                const QVector<Match> expected = naive(*job, pattern);
                return search.count().isComplete && search.count().total == quint64(expected.size())
                    && filter.lines() == linesOf(expected);
            };
            QTRY_VERIFY_WITH_TIMEOUT(agree(), 30000);
        }
        QVERIFY(job->log().gaps().size() > 0);
        job->sendInput("end\n", this, [](const keeper::InputReply &) {});
        QTRY_VERIFY_WITH_TIMEOUT(core::isFinal(job->state()), 30000);
    }

    void wordsForTheCount()
    {
        using Count = LogSearch::Count;
        QCOMPARE(ui::countText(Count{17, 3, true, false}), u"3 of 17"_s);
        QCOMPARE(ui::countText(Count{17, 3, false, false}), u"3 of 17+ so far"_s);
        QCOMPARE(ui::countText(Count{0, 0, true, false}), u"No matches"_s);
        QCOMPARE(ui::countText(Count{0, 0, false, false}), u"Searching…"_s);
        QCOMPARE(ui::countText(Count{2000000, 3, true, true}), u"More than 2,000,000"_s);
    }

    void wrongExpression()
    {
        QCOMPARE(Pattern({u"a("_s, false, true}).error(),
                 u"The expression is wrong at character 3: missing closing parenthesis."_s);
        QVERIFY(Pattern({u"a("_s, false, false}).error().isEmpty());
    }

    // PCRE gives up on such a line; the window does not stop.
    void expressionWithoutEnd()
    {
        const QString line = QString(4000, u'a') + u'b';
        QElapsedTimer timer;
        timer.start();
        QVERIFY(ui::matchesIn(line, Pattern({u"(a+)+$"_s, true, true}).expression()).isEmpty());
        QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
    }

private:
    static QVector<quint64> linesOf(const QVector<Match> &matches)
    {
        QVector<quint64> lines;
        for (const Match &match : matches) {
            if (lines.isEmpty() || lines.last() != match.line)
                lines.append(match.line);
        }
        return lines;
    }

    void check(core::Job *job, const Pattern &pattern)
    {
        const QVector<Match> expected = naive(*job, pattern);
        LogSearch search;
        search.setJob(job);
        search.setPattern(pattern);
        // Backward from the end, before the count is there.
        const quint64 end = job->log().extent().end;
        const std::optional<Match> last = awaited(search, [&] { search.findPrevious(end); });
        QCOMPARE(last.has_value(), !expected.isEmpty());
        if (last)
            QCOMPARE(describe({*last}, 0), describe(expected, expected.size() - 1));
        QTRY_VERIFY_WITH_TIMEOUT(search.count().isComplete, 30000);
        QCOMPARE(search.count().total, quint64(expected.size()));
        ui::LineFilter filter;
        filter.start(job, pattern);
        QTRY_VERIFY_WITH_TIMEOUT(filter.isComplete(), 30000);
        QCOMPARE(filter.lines(), linesOf(expected));
        walk(search, expected);
        walkAside(job, pattern, expected);
    }

    // With all matches known.
    void walk(LogSearch &search, const QVector<Match> &expected)
    {
        for (qsizetype i = 0; i < std::min<qsizetype>(expected.size(), 30); ++i) {
            const auto next = awaited(search, [&] { search.findNext(0); });
            QCOMPARE(next ? describe({*next}, 0) : QString(), describe(expected, i));
            QCOMPARE(search.count().current, quint64(i) + 1);
        }
    }

    // With no match known: the lines nearest to the place are read.
    void walkAside(core::Job *job, const Pattern &pattern, const QVector<Match> &expected)
    {
        if (expected.isEmpty())
            return;
        ui::PatternTest test(pattern);
        ui::LineSeek seek;
        const QVector<quint64> lines = linesOf(expected);
        for (qsizetype i = 0; i < lines.size(); i += 1 + lines.size() / 7) {
            QSignalSpy found(&seek, &ui::LineSeek::found);
            seek.start(job, &test, lines.at(i), Direction::Backward);
            QTRY_COMPARE_WITH_TIMEOUT(found.size(), 1, 30000);
            QCOMPARE(found.at(0).at(0).toULongLong(), i > 0 ? lines.at(i - 1) : lines.last());
            QCOMPARE(found.at(0).at(1).toBool(), i == 0);
            seek.start(job, &test, lines.at(i), Direction::Forward);
            QTRY_COMPARE_WITH_TIMEOUT(found.size(), 2, 30000);
            QCOMPARE(found.at(1).at(0).toULongLong(), lines.at(i));
        }
    }
};

QTEST_GUILESS_MAIN(TestFindLog)
#include "tst_findlog.moc"
