// The rows of a log: all of them, filtered ones, and pages of them.

#include <random>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "tests/unit/logfolder.h"
#include "ui/output/filteredrows.h"
#include "ui/output/logrows.h"
#include "ui/output/outputpage.h"
#include "ui/output/rendering.h"

using namespace Qt::StringLiterals;
using core::Gap;
using keeper::Stream;

namespace {

constexpr keeper::LogLimits unbounded{1u << 20, 4, 1000};
constexpr keeper::LogLimits small{4096, 2, 8};

QStringList describe(const std::vector<ui::OutputRow> &rows)
{
    QStringList result;
    for (const ui::OutputRow &row : rows) {
        result.append(u"%1-%2%3%4%5"_s.arg(row.offset)
                          .arg(row.end)
                          .arg(row.gap == Gap::None ? u""_s : u" gap"_s, row.continued ? u" <"_s : u""_s,
                               row.continues ? u" >"_s : u""_s));
    }
    return result;
}

// The rows as LogRows defines them, found from the begin with the whole log in memory; lines of ASCII without escapes.
std::vector<ui::OutputRow> expectedRows(const QByteArray &bytes, const QVector<core::OutputSpan> &gaps)
{
    constexpr quint64 piece = ui::LogRows::pieceBytes;
    std::vector<ui::OutputRow> result;
    const quint64 end = quint64(bytes.size());
    for (quint64 at = 0; at < end;) {
        ui::OutputRow row;
        row.offset = at;
        const auto gap = std::ranges::find_if(gaps, [&](const core::OutputSpan &span) { return span.end() > at; });
        if (gap != gaps.end() && gap->offset <= at) {
            row.gap = gap->gap;
            row.end = gap->end();
            // A gap of the same kind in the other stream is the same gap.
            for (auto next = gap + 1; next != gaps.end() && next->offset == row.end && next->gap == row.gap; ++next)
                row.end = next->end();
            result.push_back(row);
            at = row.end;
            continue;
        }
        const quint64 limit = gap == gaps.end() ? end : gap->offset;
        const qsizetype newline = bytes.indexOf('\n', qsizetype(at));
        const quint64 lineEnd = newline < 0 ? limit : std::min(limit, quint64(newline) + 1);
        for (quint64 cut = (at + piece - 1) / piece * piece + piece; cut < lineEnd; cut += piece) {
            row.end = cut;
            row.continues = true;
            result.push_back(row);
            row = {};
            row.offset = cut;
            row.continued = true;
        }
        row.end = lineEnd;
        result.push_back(row);
        at = lineEnd;
    }
    return result;
}

std::vector<ui::OutputRow> forward(ui::RowSource &source)
{
    std::vector<ui::OutputRow> rows;
    for (std::optional<ui::OutputRow> row = source.at(0); row; row = source.after(*row))
        rows.push_back(*row);
    return rows;
}

std::vector<ui::OutputRow> backward(ui::RowSource &source)
{
    std::vector<ui::OutputRow> rows;
    for (std::optional<ui::OutputRow> row = source.last(); row; row = source.before(*row))
        rows.insert(rows.begin(), *row);
    return rows;
}

}  // namespace

class TestOutputRows : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<LogFolder> m_folder;
    ui::LogWindow m_window;
    keeper::LogLimits m_limits{};

    LogFolder &makeLog(const keeper::LogLimits &limits)
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_limits = limits;
        m_folder = std::make_unique<LogFolder>(m_home->path() + "/output"_L1, limits);
        return *m_folder;
    }

    ui::LogWindow &open()
    {
        m_window.open(core::OutputLog(m_home->path() + "/output"_L1, m_limits),
                      m_limits.headSegments * m_limits.segmentBytes);
        return m_window;
    }

private slots:
    void rowsOfManyLogs_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 40; ++seed)
            QTest::addRow("%u", seed) << seed;
    }

    void rowsOfManyLogs()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const auto below = [&](unsigned bound) { return random() % bound; };
        LogFolder &folder = makeLog(seed % 2 == 0 ? unbounded : small);
        // Lines of a few bytes and of many pieces; gaps; both streams.
        for (int i = 0; i < 60; ++i) {
            static constexpr unsigned lengths[] = {3, 80, 300, 5000, 20000};
            QByteArray text(int(below(lengths[below(5)])), char('a' + i % 26));
            if (below(3) != 0)
                text += '\n';
            folder.append(text, below(3) == 0 ? Stream::Stderr : Stream::Stdout, below(8) == 0);
        }
        ui::LogRows rows(open());
        const std::vector<ui::OutputRow> expected = expectedRows(folder.everything(), m_window.log().gaps());
        QCOMPARE(describe(forward(rows)), describe(expected));
        QCOMPARE(describe(backward(rows)), describe(expected));
        for (const ui::OutputRow &row : expected) {
            for (const quint64 inside : {row.offset, row.offset + (row.end - row.offset) / 2, row.end - 1}) {
                const std::optional<ui::OutputRow> found = rows.at(inside);
                QVERIFY(found);
                QCOMPARE(describe({*found}), describe({row}));
            }
            const bool endsLine = row.gap == Gap::None && folder.everything().at(qsizetype(row.end) - 1) == '\n';
            QCOMPARE(rows.at(row.offset)->bytes.size(),
                     row.gap != Gap::None ? 0 : qsizetype(row.end - row.offset) - (endsLine ? 1 : 0));
        }
        // Every row has a position of its own, and every position a row.
        quint64 last = 0;
        for (const ui::OutputRow &row : expected) {
            const quint64 position = rows.position(row.offset);
            QVERIFY(position >= last);
            last = position;
            QCOMPARE(rows.at(rows.offset(position))->offset, row.offset);
        }
        QVERIFY(last < rows.size());
    }

    void rowsNeverMoveWhileOutputGrows()
    {
        std::mt19937 random(7);
        LogFolder &folder = makeLog(unbounded);
        open();
        ui::LogRows rows(m_window);
        QVector<quint64> begins;
        for (int i = 0; i < 60; ++i) {
            folder.append(QByteArray(int(random() % 3000), char('a' + i % 26)) + (random() % 4 == 0 ? "\n" : "é"));
            m_window.refresh();
            QVector<quint64> now;
            for (const ui::OutputRow &row : forward(rows))
                now.append(row.offset);
            QCOMPARE(now.first(begins.size()), begins);
            begins = now;
        }
    }

    void piecesDoNotCutCharactersOrSequences()
    {
        LogFolder &folder = makeLog(unbounded);
        QByteArray line;
        for (int i = 0; line.size() < 200'000; ++i)
            line += i % 7 == 0 ? QByteArray("\033[38;2;10;20;30mx\033[m")
                : i % 3 == 0   ? QByteArray("日")
                               : QByteArray("🎉é");
        folder.append(line + '\n');
        ui::LogRows rows(open());
        QString text;
        for (const ui::OutputRow &row : forward(rows)) {
            QVERIFY(row.end - row.offset <= 2 * ui::LogRows::pieceBytes + 32);
            text += ui::rendered(row).text;
        }
        QVERIFY(!text.contains(QChar(0xfffd)));
        QVERIFY(!text.contains(u'['));
        QVERIFY(!text.contains(u'm'));
        QCOMPARE(describe(backward(rows)), describe(forward(rows)));
    }

    void gapsSayWhatIsMissing()
    {
        LogFolder &folder = makeLog(small);
        for (int i = 0; i < 20'000; ++i)
            folder.append(QByteArray::number(100'000 + i) + '\n');
        ui::LogRows rows(open());
        const std::vector<ui::OutputRow> all = forward(rows);
        const auto gap = std::ranges::find_if(all, [](const ui::OutputRow &row) { return row.gap != Gap::None; });
        QVERIFY(gap != all.end());
        QCOMPARE(gap->gap, Gap::Dropped);
        quint64 kept = 0;
        for (const ui::OutputRow &row : all)
            kept += row.gap == Gap::None && row.bytes.size() == 6 ? 1 : 0;
        // Of the two lines that the gap cuts, one has its newline in the gap or behind it.
        QVERIFY(kept + gap->gapLines >= 19'998 && kept + gap->gapLines <= 20'000);
        QVERIFY(ui::rendered(*gap).text.contains(u"dropped"_s));
        QVERIFY((gap - 1)->bytes.size() <= 6);
        // It grows where it is.
        const quint64 begin = gap->offset;
        for (int i = 0; i < 5'000; ++i)
            folder.append("later\n");
        QVERIFY(m_window.refresh());
        const std::optional<ui::OutputRow> later = rows.at(begin);
        QCOMPARE(later->offset, begin);
        QVERIFY(later->end > gap->end);
        QCOMPARE(rows.at(later->end - 1)->offset, begin);
    }

    void gapTexts()
    {
        QCOMPARE(ui::gapText(Gap::Dropped, 48'211'004, 0),
                 u"… 48,211,004 bytes were dropped here to keep the log's bound …"_s);
        QCOMPARE(ui::gapText(Gap::DiskFull, 2000, 25),
                 u"… 2,000 bytes (25 lines) are missing here: the disk was full …"_s);
        QVERIFY(ui::gapText(Gap::Gone, 1, 0).contains(u"removed"_s));
    }

    void filtered()
    {
        LogFolder &folder = makeLog(unbounded);
        QVector<quint64> begins;
        for (int i = 0; i < 100; ++i) {
            begins.append(folder.end());
            folder.append("line " + QByteArray::number(i) + '\n');
        }
        ui::LogRows all(open());
        ui::FilteredRows rows(all, m_window);
        QVERIFY(!rows.at(0));
        QVERIFY(!rows.last());
        rows.setLines({begins[0], begins[1], begins[50], begins[99]});
        QStringList texts;
        for (const ui::OutputRow &row : forward(rows))
            texts.append((row.hidesBefore ? u"~"_s : u""_s) + QString::fromUtf8(row.bytes));
        QCOMPARE(texts, (QStringList{u"line 0"_s, u"line 1"_s, u"~line 50"_s, u"~line 99"_s}));
        QCOMPARE(describe(backward(rows)), describe(forward(rows)));
        QCOMPARE(rows.at(begins[20])->offset, begins[50]);
        QCOMPARE(rows.at(folder.end())->offset, begins[99]);
        QCOMPARE(rows.size(), 4u);
        QCOMPARE(rows.position(begins[50]), 2u);
        QCOMPARE(rows.offset(3), begins[99]);
    }

    void droppedLinesOfAFilterAreOneRow()
    {
        LogFolder &folder = makeLog(small);
        QVector<quint64> begins;
        for (int i = 0; i < 10'000; ++i) {
            if (i % 10 == 0)
                begins.append(folder.end());
            folder.append(QByteArray::number(100'000 + i) + '\n');
        }
        ui::LogRows all(open());
        ui::FilteredRows rows(all, m_window);
        rows.setLines(begins);
        const std::vector<ui::OutputRow> shown = forward(rows);
        QCOMPARE(std::ranges::count_if(shown, [](const ui::OutputRow &row) { return row.gap != Gap::None; }), 1);
        QCOMPARE(describe(backward(rows)), describe(shown));
        QCOMPARE(rows.size(), quint64(shown.size()));
        for (size_t i = 0; i < shown.size(); ++i)
            QCOMPARE(rows.at(rows.offset(i))->offset, shown[i].offset);
    }

    void pages_data()
    {
        QTest::addColumn<bool>("wraps");
        QTest::newRow("no wrap") << false;
        QTest::newRow("wrap") << true;
    }

    void pages()
    {
        QFETCH(bool, wraps);
        LogFolder &folder = makeLog(unbounded);
        for (int i = 0; i < 300; ++i)
            folder.append(QByteArray::number(i) + QByteArray(i % 150, i % 7 == 0 ? '\t' : '-') + '\n');
        folder.append(QByteArray(30'000, 'x'));
        ui::LogRows rows(open());
        auto style = std::make_shared<ui::RowStyle>(QFont(u"monospace"_s));
        style->wrapWidth = wraps ? 40 * style->characterWidth : 0;
        ui::OutputPage page;
        page.setSource(&rows);
        page.setLook(style, 10, true);
        QVERIFY(page.isAtEnd());
        QCOMPARE(page.items().back().endLine(), 10);
        QCOMPARE(page.topPosition(), page.maxPosition());
        const ui::OutputPage::Place end = page.top();
        // Line by line up and down again: the same places.
        QVector<ui::OutputPage::Place> places;
        while (page.top() != ui::OutputPage::Place{}) {
            places.append(page.top());
            page.scroll(-1);
            QVERIFY(page.top() < places.last());
            QVERIFY(!page.isAtEnd());
        }
        while (!places.isEmpty()) {
            page.scroll(1);
            QCOMPARE(page.top(), places.takeLast());
            QCOMPARE(page.items().front().row.offset, page.top().offset);
            QCOMPARE(page.items().front().line, -page.top().line);
        }
        QVERIFY(page.isAtEnd());
        page.scroll(1000);
        QCOMPARE(page.top(), end);
        // Any position can be shown, and none is behind the last.
        for (quint64 position = 0; position <= rows.size() + 100; position += 97) {
            page.showPosition(position);
            QVERIFY(page.top() <= end);
            QVERIFY(page.topPosition() <= std::max(position, page.maxPosition()));
        }
        page.showRow(0, 5);
        QCOMPARE(page.top(), ui::OutputPage::Place{});
        page.showTop({quint64(-1), 5});
        QCOMPARE(page.top(), end);
    }
};

QTEST_MAIN(TestOutputRows)
#include "tst_outputrows.moc"
