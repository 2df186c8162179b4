// What a row of the list shows, where its parts are, and that it can be read.

#include <QRegularExpression>
#include <QTest>

#include "core/agents.h"
#include "tests/ui/jobhome.h"
#include "ui/jobs/jobmodel.h"
#include "ui/jobs/jobusage.h"
#include "ui/jobs/rowfacts.h"
#include "ui/jobs/rowlayout.h"
#include "ui/jobs/rowpaint.h"
#include "ui/jobs/sparkline.h"
#include "ui/jobs/unseenfailures.h"
#include "ui/look/icons.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QFontMetrics metricsOf(int points)
{
    QFont font;
    font.setPointSize(points);
    return QFontMetrics(font);
}

}  // namespace

class TestJobRows : public QObject
{
    Q_OBJECT

private slots:
    void partsDoNotOverlap_data();
    void partsDoNotOverlap();
    void columnsAreStable();
    void whatFindsNoRoom();
    void facts();
    void factsWhileKilling();
    void contrast_data();
    void contrast();
    void sparkline_data();
    void sparkline();
};

void TestJobRows::partsDoNotOverlap_data()
{
    QTest::addColumn<int>("points");
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("button");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    for (const int points : {8, 10, 14, 28}) {
        for (const int width : {120, 250, 400, 900}) {
            for (const bool button : {false, true}) {
                QTest::addRow("%d points, %d wide, %s", points, width, button ? "button" : "none")
                    << points << width << button << Qt::LeftToRight;
                QTest::addRow("%d points, %d wide, %s, mirrored", points, width, button ? "button" : "none")
                    << points << width << button << Qt::RightToLeft;
            }
        }
    }
}

void TestJobRows::partsDoNotOverlap()
{
    QFETCH(int, points);
    QFETCH(int, width);
    QFETCH(bool, button);
    QFETCH(Qt::LayoutDirection, direction);
    const QFontMetrics metrics = metricsOf(points);
    const QRect row(30, 70, width * points / 10, ui::RowLayout::rowHeight(metrics));
    const ui::RowLayout layout(row, metrics,
                               {.wordsWidth = metrics.horizontalAdvance(u"Waiting for input"_s),
                                .usage = true,
                                .buttonWidth = button ? ui::RowLayout::buttonWidth(metrics, u"Kill"_s) : 0},
                               direction);
    const QList<QRect> parts{layout.icon,      layout.name, layout.time,   layout.words,
                             layout.sparkline, layout.cpu,  layout.memory, layout.button};
    for (int i = 0; i < parts.size(); ++i) {
        QVERIFY2(parts[i].isEmpty() || row.contains(parts[i]), QByteArray::number(i));
        for (int j = i + 1; j < parts.size(); ++j)
            QVERIFY2(!parts[i].intersects(parts[j]), qPrintable(u"%1 and %2"_s.arg(i).arg(j)));
    }
    QCOMPARE(layout.button.isEmpty(), !button);
    QVERIFY(layout.name.height() >= metrics.height() && layout.words.height() >= metrics.height());
}

// Whatever a row says, its figures and its button end where those of other rows do.
void TestJobRows::columnsAreStable()
{
    const QFontMetrics metrics = metricsOf(10);
    const QRect row(0, 0, 500, ui::RowLayout::rowHeight(metrics));
    const int button = ui::RowLayout::buttonWidth(metrics, u"Kill"_s);
    const ui::RowLayout a(row, metrics, {20, true, button}, Qt::LeftToRight);
    const ui::RowLayout b(row, metrics, {150, true, button}, Qt::LeftToRight);
    QCOMPARE(a.cpu, b.cpu);
    QCOMPARE(a.memory, b.memory);
    QCOMPARE(a.button, b.button);
    const ui::RowLayout c(row, metrics, {20, false, 0}, Qt::LeftToRight);
    QCOMPARE(c.time, a.time);
    QCOMPARE(c.button.isEmpty(), true);
}

void TestJobRows::whatFindsNoRoom()
{
    const QFontMetrics metrics = metricsOf(10);
    const int button = ui::RowLayout::buttonWidth(metrics, u"Kill"_s);
    int sparklines = 0, figures = 0;
    for (int width = 600; width > 100; width -= 10) {
        const QRect row(0, 0, width, ui::RowLayout::rowHeight(metrics));
        const ui::RowLayout layout(row, metrics, {100, true, button}, Qt::LeftToRight);
        QVERIFY(layout.sparkline.isEmpty() || !layout.cpu.isEmpty());
        QCOMPARE(layout.cpu.isEmpty(), layout.memory.isEmpty());
        QVERIFY(!layout.button.isEmpty());
        QVERIFY(layout.cpu.isEmpty() || layout.words.width() >= 100);
        sparklines += int(!layout.sparkline.isEmpty());
        figures += int(!layout.cpu.isEmpty());
    }
    QVERIFY(sparklines > 0 && figures > sparklines && figures < 50);
}

void TestJobRows::facts()
{
    JobHome home;
    core::Agents agents;
    ui::UnseenFailures unseen(home.jobs());
    ui::JobUsage usage(home.jobs());
    const ui::JobModel model(home.jobs(), agents, usage, unseen);
    const core::Job *failed = home.runToEnd(u"sleep 0.1; exit 101"_s, u"claude-code"_s);
    const ui::RowFacts facts(model.indexOf(failed));
    QCOMPARE(facts.name, u"sleep 0.1; exit 101"_s);
    QCOMPARE(facts.condition, ui::Condition::Failed);
    QCOMPARE(facts.conditionText, u"Failed (exit 101)"_s);
    QVERIFY(facts.unseen);
    QVERIFY2(QRegularExpression(u"^\\d+ m?s$"_s).match(facts.time).hasMatch(), qPrintable(facts.time));
    QVERIFY2(QRegularExpression(u"^\\d\\d:\\d\\d:\\d\\d$"_s).match(facts.more).hasMatch(), qPrintable(facts.more));
    QVERIFY(facts.button.isEmpty() && facts.cpu.isEmpty() && facts.memory.isEmpty());

    core::Job *running = home.start(u"echo once; sleep 100"_s);
    QTRY_VERIFY_WITH_TIMEOUT(running->output().end > 0, 20000);
    QCOMPARE(ui::RowFacts(model.indexOf(running)).words(), u"Running"_s);
    QCOMPARE(ui::RowFacts(model.indexOf(running)).button, u"Kill"_s);
    QTRY_COMPARE_WITH_TIMEOUT(ui::RowFacts(model.indexOf(running)).more, u"last output 5 s ago"_s, 20000);
    usage.setActive(true);
    QTRY_VERIFY_WITH_TIMEOUT(!ui::RowFacts(model.indexOf(running)).cpu.isEmpty(), 20000);
    const ui::RowFacts used(model.indexOf(running));
    QVERIFY2(QRegularExpression(u"^\\d+ %$"_s).match(used.cpu).hasMatch(), qPrintable(used.cpu));
    QVERIFY2(QRegularExpression(u"^[0-9.]+ [kM]B$"_s).match(used.memory).hasMatch(), qPrintable(used.memory));
}

void TestJobRows::factsWhileKilling()
{
    JobHome home;
    core::Agents agents;
    ui::UnseenFailures unseen(home.jobs());
    ui::JobUsage usage(home.jobs());
    const ui::JobModel model(home.jobs(), agents, usage, unseen);
    core::Job *job = home.start(u"trap '' TERM; echo ready; while true; do sleep 0.2; done"_s);
    QTRY_VERIFY_WITH_TIMEOUT(job->output().end > 0, 20000);
    job->stop(SIGTERM, 30s, keeper::StopCause::Person);
    const ui::RowFacts facts(model.indexOf(job));
    QCOMPARE(facts.conditionText, u"Killing…"_s);
    QVERIFY2(facts.button == u"Kill Now (30 s)"_s || facts.button == u"Kill Now (29 s)"_s, qPrintable(facts.button));
    job->stop(SIGKILL, 0ms, keeper::StopCause::Person);
    QCOMPARE(ui::RowFacts(model.indexOf(job)).button, u"Kill Now"_s);
    QTRY_VERIFY_WITH_TIMEOUT(core::isFinal(job->state()), 20000);
    QCOMPARE(ui::RowFacts(model.indexOf(job)).button, QString());
}

void TestJobRows::contrast_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<QStyle::State>("state");
    QPalette light(QColor(0xef, 0xef, 0xef), QColor(0xef, 0xef, 0xef));
    light.setColor(QPalette::Base, Qt::white);
    light.setColor(QPalette::Highlight, QColor(0x1d, 0x5a, 0x96));
    light.setColor(QPalette::HighlightedText, Qt::white);
    QPalette dark(QColor(0x31, 0x36, 0x3b), QColor(0x31, 0x36, 0x3b));
    dark.setColor(QPalette::Base, QColor(0x1b, 0x1e, 0x20));
    dark.setColor(QPalette::Text, QColor(0xfc, 0xfc, 0xfc));
    dark.setColor(QPalette::Highlight, QColor(0x1d, 0x5a, 0x96));
    dark.setColor(QPalette::HighlightedText, Qt::white);
    const QStyle::State enabled = QStyle::State_Enabled | QStyle::State_Active;
    QTest::newRow("light") << light << enabled;
    QTest::newRow("light, selected") << light << (enabled | QStyle::State_Selected);
    QTest::newRow("dark") << dark << enabled;
    QTest::newRow("dark, selected") << dark << (enabled | QStyle::State_Selected);
    QTest::newRow("dark, selected, inactive") << dark << (QStyle::State_Enabled | QStyle::State_Selected);
}

void TestJobRows::contrast()
{
    QFETCH(QPalette, palette);
    QFETCH(QStyle::State, state);
    QStyleOptionViewItem option;
    option.palette = palette;
    option.state = state;
    const ui::RowColours colours(option);
    QVERIFY(ui::contrast(colours.text, colours.background) >= 4.5);
    QVERIFY(ui::contrast(colours.secondary, colours.background) >= 4.5);
    for (int i = 0; i <= int(ui::Condition::Lost); ++i)
        QVERIFY2(ui::contrast(colours.of(ui::Condition(i)), colours.background) >= 4.5, QByteArray::number(i));
}

void TestJobRows::sparkline_data()
{
    QTest::addColumn<QList<float>>("values");
    QTest::addColumn<QList<QPointF>>("points");
    QTest::newRow("none") << QList<float>{} << QList<QPointF>{};
    QTest::newRow("one value is no line") << QList<float>{50} << QList<QPointF>{};
    QTest::newRow("at the right") << QList<float>{0, 100} << QList<QPointF>{{30, 10}, {40, 0}};
    QTest::newRow("little is low") << QList<float>{25, 25} << QList<QPointF>{{30, 7.5}, {40, 7.5}};
    QTest::newRow("above the top") << QList<float>{400, 200} << QList<QPointF>{{30, 0}, {40, 5}};
    QTest::newRow("the last five") << QList<float>{100, 0, 0, 0, 0, 0}
                                   << QList<QPointF>{{0, 10}, {10, 10}, {20, 10}, {30, 10}, {40, 10}};
}

void TestJobRows::sparkline()
{
    QFETCH(QList<float>, values);
    const QPolygonF line = ui::sparkline(values, 5, 100, QRectF(0, 0, 40, 10));
    QTEST(QList<QPointF>(line), "points");
}

QTEST_MAIN(TestJobRows)
#include "tst_jobrows.moc"
