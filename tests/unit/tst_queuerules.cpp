// Whose turn it is in the queue, and whose never comes.

#include <QTest>

#include "core/queuerules.h"

using namespace Qt::StringLiterals;
using core::Precondition;
using core::Turn;

namespace {

QStringList words(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

// "a/2" waits for a place of session a, of which 2 jobs may run; "a/2<x,y" for the jobs x and y before. "/1": no session.
QList<core::WaitingJob> lineOf(const QString &text)
{
    QList<core::WaitingJob> line;
    for (const QString &word : words(text)) {
        const QStringList parts = word.split(u'<'), place = parts[0].split(u'/');
        line += core::WaitingJob{place[0], place[1].toInt(), parts.value(1).split(u',', Qt::SkipEmptyParts)};
    }
    return line;
}

QString textOf(const Turn &turn)
{
    switch (turn.kind) {
    case Turn::Kind::Start:
        return u"start"_s;
    case Turn::Kind::Cancel:
        return u"cancel:"_s + turn.jobs.join(u',');
    case Turn::Kind::WaitForJobs:
        return u"jobs:"_s + turn.jobs.join(u',');
    case Turn::Kind::WaitForPlace:
        break;
    }
    return u"place:%1"_s.arg(turn.position);
}

}  // namespace

class TestQueueRules : public QObject
{
    Q_OBJECT

private slots:
    void turns_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("running");  // "a=2": two jobs of session a
        QTest::addColumn<QString>("expected");
        QTest::newRow("nobody") << u""_s << u"a=1"_s << u""_s;
        QTest::newRow("a free place") << u"a/2"_s << u"a=1"_s << u"start"_s;
        QTest::newRow("none free") << u"a/2"_s << u"a=2"_s << u"place:1"_s;
        QTest::newRow("more run than may") << u"a/2"_s << u"a=5"_s << u"place:1"_s;
        QTest::newRow("in their order") << u"a/2 a/2 a/2"_s << u"a=1"_s << u"start place:1 place:2"_s;
        QTest::newRow("two at once") << u"a/2 a/2 a/2"_s << u""_s << u"start start place:1"_s;
        QTest::newRow("each session for itself")
            << u"a/1 b/1 a/1 b/1"_s << u"a=1"_s << u"place:1 start place:2 place:1"_s;
        QTest::newRow("a smaller limit is not overtaken") << u"a/1 a/5"_s << u"a=1"_s << u"place:1 place:2"_s;
        QTest::newRow("without a session") << u"/1 /1"_s << u"=3"_s << u"start start"_s;
        QTest::newRow("after one that runs") << u"a/9<run"_s << u""_s << u"jobs:run"_s;
        QTest::newRow("after one that has completed") << u"a/9<done"_s << u""_s << u"start"_s;
        QTest::newRow("after that, a place") << u"a/1<done"_s << u"a=1"_s << u"place:1"_s;
        QTest::newRow("after several") << u"a/9<done,run,run2"_s << u""_s << u"jobs:run,run2"_s;
        QTest::newRow("holds up nobody") << u"a/1<run a/1 a/1"_s << u""_s << u"jobs:run start place:1"_s;
        QTest::newRow("takes no place in the count")
            << u"a/1 a/1<run a/1"_s << u"a=1"_s << u"place:1 jobs:run place:2"_s;
        QTest::newRow("after one that failed") << u"a/9<failed a/9"_s << u""_s << u"cancel:failed start"_s;
        QTest::newRow("after an unknown one") << u"a/9<what"_s << u""_s << u"cancel:what"_s;
        QTest::newRow("a failure does not wait for the others") << u"a/9<run,failed"_s << u""_s << u"cancel:failed"_s;
        QTest::newRow("the first failure is told") << u"a/9<gone,failed"_s << u""_s << u"cancel:gone"_s;
        QTest::newRow("cancelled without a place") << u"a/1<failed"_s << u"a=1"_s << u"cancel:failed"_s;
    }

    void turns()
    {
        QFETCH(const QString, line);
        QFETCH(const QString, running);
        QFETCH(const QString, expected);
        QHash<QString, int> taken;
        for (const QString &word : words(running))
            taken.insert(word.section(u'=', 0, 0), word.section(u'=', 1).toInt());
        const auto lookUp = [](const QString &id) {
            return id == "done"_L1        ? Precondition::Met
                : id.startsWith("run"_L1) ? Precondition::Pending
                                          : Precondition::Broken;
        };
        QStringList turns;
        for (const Turn &turn : core::turnsOf(lineOf(line), taken, lookUp))
            turns += textOf(turn);
        QCOMPARE(turns.join(u' '), expected);
    }
};

QTEST_GUILESS_MAIN(TestQueueRules)
#include "tst_queuerules.moc"
