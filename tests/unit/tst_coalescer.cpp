#include <QElapsedTimer>
#include <QTest>

#include "mcp/coalescer.h"

using namespace std::chrono_literals;
using namespace mcp;

class McpCoalescerTest final : public QObject
{
    Q_OBJECT

private slots:
    void coalesces();
    void coalescesAGroup();
};

// Bursts are thinned out to one at once and one at the end of each interval.
void McpCoalescerTest::coalesces()
{
    Coalescer changes(300ms, Coalescer::First::AtOnce);
    QList<qint64> due;
    QElapsedTimer clock;
    clock.start();
    connect(&changes, &Coalescer::due, this, [&] { due += clock.elapsed(); });
    for (int i = 0; i < 1000; ++i)
        changes.note();
    QCOMPARE(due.size(), 1);
    QTRY_COMPARE(due.size(), 2);
    QVERIFY(due[1] - due[0] >= 299);
    QTest::qWait(700);
    QCOMPARE(due.size(), 2);
    changes.note();
    QCOMPARE(due.size(), 3);
}

void McpCoalescerTest::coalescesAGroup()
{
    Coalescer changes(200ms, Coalescer::First::Later);
    int due = 0;
    connect(&changes, &Coalescer::due, this, [&] { ++due; });
    for (int round = 1; round <= 2; ++round) {
        changes.note();
        changes.note();
        QCOMPARE(due, round - 1);
        QTRY_COMPARE(due, round);
        QTest::qWait(300);
        QCOMPARE(due, round);
    }
}

QTEST_GUILESS_MAIN(McpCoalescerTest)
#include "tst_coalescer.moc"
