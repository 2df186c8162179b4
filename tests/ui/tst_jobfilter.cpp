// Which jobs a filter shows, and how many there are.

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "core/agents.h"
#include "tests/ui/jobhome.h"
#include "ui/jobs/jobfilter.h"
#include "ui/jobs/jobmodel.h"
#include "ui/jobs/jobusage.h"
#include "ui/jobs/unseenfailures.h"

using namespace Qt::StringLiterals;
using ui::Condition;
using ui::StateFilter;

class TestJobFilter : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void everyConditionIsInOneState();
    void shown_data();
    void shown();
    void countsFollow();

private:
    struct Fixture {
        JobHome home;
        core::Agents agents;
        ui::UnseenFailures unseen{home.jobs()};
        ui::JobUsage usage{home.jobs()};
        ui::JobModel model{home.jobs(), agents, usage, unseen};
        ui::JobFilter filter;
        QAbstractItemModelTester tester{&filter};
    };
    std::unique_ptr<Fixture> m_fixture;
};

void TestJobFilter::initTestCase()
{
    m_fixture = std::make_unique<Fixture>();
    m_fixture->filter.setSourceModel(&m_fixture->model);
    JobHome &home = m_fixture->home;
    home.runToEnd(u"true && echo Alpha"_s, u"claude-code"_s, u"/usr"_s);
    home.runToEnd(u"exit 7"_s, u"codex-mcp-client"_s, u"/usr"_s);
    home.runToEnd(u"echo beta"_s, u"codex-mcp-client"_s, u"/usr/lib"_s);
    home.start(u"sleep 1000"_s, {}, u"/usr/lib"_s);
}

void TestJobFilter::cleanupTestCase()
{
    m_fixture.reset();
}

void TestJobFilter::everyConditionIsInOneState()
{
    for (int i = 0; i <= int(Condition::Lost); ++i) {
        QVERIFY(matches(StateFilter::All, Condition(i)));
        QCOMPARE(matches(StateFilter::Running, Condition(i)), i <= int(Condition::Killing));
        QCOMPARE(matches(StateFilter::Failed, Condition(i)), Condition(i) == Condition::Failed);
        QCOMPARE(int(matches(StateFilter::Running, Condition(i))) + int(matches(StateFilter::Failed, Condition(i)))
                     + int(matches(StateFilter::Finished, Condition(i))),
                 1);
    }
}

void TestJobFilter::shown_data()
{
    QTest::addColumn<StateFilter>("state");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QList<int>>("counts");
    const QString a = u"true && echo Alpha"_s, b = u"exit 7"_s, c = u"echo beta"_s, d = u"sleep 1000"_s;
    const QList<int> all{4, 1, 1, 2};
    QTest::newRow("all") << StateFilter::All << QString() << QStringList{d, c, b, a} << all;
    QTest::newRow("running") << StateFilter::Running << QString() << QStringList{d} << all;
    QTest::newRow("failed") << StateFilter::Failed << QString() << QStringList{b} << all;
    QTest::newRow("finished") << StateFilter::Finished << QString() << QStringList{c, a} << all;
    QTest::newRow("command") << StateFilter::All << u"ECHO"_s << QStringList{c, a} << QList<int>{2, 0, 0, 2};
    QTest::newRow("two words") << StateFilter::All << u" codex  echo "_s << QStringList{c} << QList<int>{1, 0, 0, 1};
    QTest::newRow("folder") << StateFilter::All << u"usr/lib"_s << QStringList{d, c} << QList<int>{2, 1, 0, 1};
    QTest::newRow("agent as it is called")
        << StateFilter::All << u"claude code"_s << QStringList{a} << QList<int>{1, 0, 0, 1};
    QTest::newRow("state and text") << StateFilter::Failed << u"codex"_s << QStringList{b} << QList<int>{2, 0, 1, 1};
    QTest::newRow("nothing") << StateFilter::Running << u"beta"_s << QStringList() << QList<int>{1, 0, 0, 1};
    QTest::newRow("no such word") << StateFilter::All << u"gamma"_s << QStringList() << QList<int>{0, 0, 0, 0};
    QTest::newRow("only blanks") << StateFilter::All << u"   "_s << QStringList{d, c, b, a} << all;
}

void TestJobFilter::shown()
{
    QFETCH(StateFilter, state);
    QFETCH(QString, text);
    QFETCH(QList<int>, counts);
    ui::JobFilter &filter = m_fixture->filter;
    filter.setStateFilter(state);
    filter.setText(text);
    QStringList names;
    for (int group = 0; group < filter.rowCount(); ++group) {
        const QModelIndex parent = filter.index(group, 0);
        QVERIFY(filter.rowCount(parent) > 0);  // no empty group
        for (int row = 0; row < filter.rowCount(parent); ++row)
            names += filter.index(row, 0, parent).data().toString();
    }
    QTEST(names, "names");
    QTRY_COMPARE(QList<int>(filter.counts().begin(), filter.counts().end()), counts);
}

void TestJobFilter::countsFollow()
{
    ui::JobFilter &filter = m_fixture->filter;
    filter.setText({});
    filter.setStateFilter(StateFilter::Running);
    core::Job *job = m_fixture->home.start(u"sleep 2000"_s, u"claude-code"_s, u"/var"_s);
    QTRY_COMPARE(filter.counts().at(size_t(StateFilter::Running)), 2);
    QCOMPARE(filter.rowCount(), 2);
    job->stop(SIGKILL, std::chrono::milliseconds(0), keeper::StopCause::Person);
    QTRY_COMPARE_WITH_TIMEOUT(filter.counts().at(size_t(StateFilter::Running)), 1, 20000);
    QCOMPARE(filter.counts().at(size_t(StateFilter::Finished)), 3);
    QCOMPARE(filter.rowCount(), 1);  // its group has gone with it
}

QTEST_GUILESS_MAIN(TestJobFilter)
#include "tst_jobfilter.moc"
