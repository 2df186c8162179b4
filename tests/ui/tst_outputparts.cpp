// The arithmetic of the output view: following, the scroll bar's positions, selecting.

#include <climits>

#include <QTest>

#include "ui/output/follow.h"
#include "ui/output/keptspace.h"
#include "ui/output/scrollscale.h"
#include "ui/output/selection.h"

using namespace Qt::StringLiterals;

class TestOutputParts : public QObject
{
    Q_OBJECT

private slots:
    void follow()
    {
        using Move = ui::Follow::Move;
        ui::Follow follow;
        QVERIFY(follow.isOn());
        follow.setLines(100);
        follow.move(Move::Up, true);
        QVERIFY(!follow.isOn());
        follow.setLines(130);
        QCOMPARE(follow.newLines(), 30u);
        follow.move(Move::Up, false);
        QCOMPARE(follow.newLines(), 30u);
        follow.move(Move::Down, false);
        QVERIFY(!follow.isOn());
        follow.move(Move::Down, true);
        QVERIFY(follow.isOn());
        QCOMPARE(follow.newLines(), 0u);
        follow.move(Move::Sideways, true);
        QVERIFY(!follow.isOn());
        follow.resume();
        follow.jump();
        QVERIFY(!follow.isOn());
        follow.restore(false, 7);
        QCOMPARE(follow.newLines(), 123u);
    }

    void scrollScale_data()
    {
        QTest::addColumn<quint64>("size");
        QTest::newRow("nothing") << quint64(0);
        QTest::newRow("a line") << quint64(80);
        QTest::newRow("INT_MAX") << quint64(INT_MAX);
        QTest::newRow("4 GB") << quint64(4'000'000'000);
        QTest::newRow("all") << quint64(INT64_MAX);
    }

    void scrollScale()
    {
        QFETCH(quint64, size);
        const ui::ScrollScale scale(size);
        QVERIFY(scale.value(size) >= 0);
        int last = 0;
        for (quint64 i = 0; i <= 16; ++i) {
            const quint64 position = size / 16 * i;
            const int value = scale.value(position);
            QVERIFY(value >= last);
            last = value;
            QVERIFY(scale.position(value) <= position);
            QVERIFY(position - scale.position(value) <= size >> 29);
        }
    }

    void keptSpace()
    {
        ui::KeptSpace space;
        space.setEnd(10'000);
        QCOMPARE(space.size(), 10'000u);
        space.addGap(1000, 5000);
        space.addGap(4900, 6000);
        space.addGap(8000, 8010);
        QCOMPARE(space.gapAt(1000).end, 6000u);
        QCOMPARE(space.gapAt(6000).end, 0u);
        QCOMPARE(space.gapAt(999).end, 0u);
        QCOMPARE(space.size(), 10'000 - 5000 + ui::KeptSpace::gapRoom);
        QCOMPARE(space.position(1000), 1000u);
        QCOMPARE(space.position(6000), 1000 + ui::KeptSpace::gapRoom);
        for (quint64 offset : {0, 500, 1000, 1010, 6000, 7999, 8000, 8009, 8010, 9999})
            QCOMPARE(space.offset(space.position(offset)), offset);
        space.addGap(900, 9000);
        QCOMPARE(space.gapAt(900).end, 9000u);
        QCOMPARE(space.size(), 1900 + ui::KeptSpace::gapRoom);
    }

    void selection()
    {
        ui::Selection selection;
        selection.begin(ui::TextPlace{100, 5});
        QVERIFY(selection.isEmpty());
        selection.extendTo(ui::TextPlace{200, 3});
        QCOMPARE(selection.range().within(100, 20), std::pair(5, 20));
        QCOMPARE(selection.range().within(150, 20), std::pair(0, 20));
        QCOMPARE(selection.range().within(200, 20), std::pair(0, 3));
        QCOMPARE(selection.range().within(300, 20), std::pair(0, 0));
        QVERIFY(selection.range().goesOnBehind(100));
        QVERIFY(!selection.range().goesOnBehind(200));
        selection.extendTo(ui::TextPlace{50, 1});
        QCOMPARE(selection.range().begin.offset, 50u);
        QCOMPARE(selection.range().end.position, 5);
        // A word stays selected whole in both directions.
        selection.begin(ui::TextRange{{100, 4}, {100, 8}});
        selection.extendTo(ui::TextRange{{100, 1}, {100, 3}});
        QCOMPARE(selection.range().within(100, 20), std::pair(1, 8));
        selection.extendTo(ui::TextRange{{100, 10}, {100, 12}});
        QCOMPARE(selection.range().within(100, 20), std::pair(4, 12));
        selection.clear();
        QVERIFY(selection.isEmpty());
    }

    void words()
    {
        QCOMPARE(ui::wordAt(u""_s, 0), std::pair(0, 0));
        QCOMPARE(ui::wordAt(u"at src/a-b.cpp:12"_s, 5), std::pair(3, 14));
        QCOMPARE(ui::wordAt(u"a  b"_s, 1), std::pair(1, 2));
        QCOMPARE(ui::wordAt(u"abc"_s, 9), std::pair(0, 3));
    }
};

QTEST_GUILESS_MAIN(TestOutputParts)
#include "tst_outputparts.moc"
