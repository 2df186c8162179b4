// The models of the list through the lives of real jobs, watched by QAbstractItemModelTester.

#include <QSignalSpy>
#include <QTest>

#include "tests/ui/jobmodels.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ui::Condition conditionAt(const ui::JobModel &model, const core::Job *job)
{
    return model.indexOf(job).data(ui::JobModel::ConditionRole).value<ui::Condition>();
}

}  // namespace

class TestJobModel : public QObject
{
    Q_OBJECT

private slots:
    void groupsAndOrder();
    void lifeOfAJob();
    void outputCostsNothing();
    void usage();
    void forgetting();
    void unseenFailures();
    void agentsComeAndGo();
    void spoken();
};

void TestJobModel::groupsAndOrder()
{
    JobHome home;
    JobModels models(home);
    QCOMPARE(models.model.rowCount(), 0);
    core::Job *first = home.start(u"sleep 100"_s, u"claude-code"_s, u"/usr"_s);
    home.start(u"sleep 101"_s, u"claude-code"_s, u"/usr"_s);
    QCOMPARE(namesOf(models.model), u"Claude Code · /usr: sleep 101 sleep 100"_s);
    home.start(u"sleep 102"_s, {}, u"/var"_s);
    core::Job *other = home.start(u"sleep 103"_s, u"codex-mcp-client"_s, u"/usr"_s);
    QCOMPARE(namesOf(models.model),
             u"Codex · /usr: sleep 103 | You · /var: sleep 102 | Claude Code · /usr: sleep 101 sleep 100"_s);

    // What has ended stands below what runs, and so do groups.
    other->stop(SIGKILL, 0ms, keeper::StopCause::Person);
    const QString afterwards = u"You · /var: sleep 102 | Claude Code · /usr: sleep 101 sleep 100 | "
                               "Codex · /usr: sleep 103"_s;
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(models.model), afterwards, 20000);
    QCOMPARE(namesOf(models.filter), afterwards);
    home.start(u"exec sleep 104"_s, u"claude-code"_s, u"/usr"_s);
    first->stop(SIGKILL, 0ms, keeper::StopCause::Person);
    QTRY_COMPARE_WITH_TIMEOUT(conditionAt(models.model, first), ui::Condition::Killed, 20000);
    QCOMPARE(namesOf(models.model),
             u"Claude Code · /usr: exec sleep 104 sleep 101 sleep 100 | You · /var: sleep 102 | "
             "Codex · /usr: sleep 103"_s);
    QCOMPARE(models.model.index(0, 0).data(ui::JobModel::ActiveCountRole).toInt(), 2);
}

void TestJobModel::lifeOfAJob()
{
    JobHome home;
    JobModels models(home);
    core::Job *job = home.start(u"trap '' TERM; echo ready; while true; do sleep 0.2; done"_s);
    QCOMPARE(conditionAt(models.model, job), ui::Condition::Running);
    QTRY_VERIFY_WITH_TIMEOUT(job->output().end > 0, 20000);
    QSignalSpy changes(&models.model, &ui::JobModel::dataChanged);
    job->stop(SIGTERM, 30s, keeper::StopCause::Person);
    QCOMPARE(conditionAt(models.model, job), ui::Condition::Killing);
    QVERIFY(changes.contains(
        {QVariant(models.model.indexOf(job)), QVariant(models.model.indexOf(job)), QVariant::fromValue(QList<int>())}));
    job->stop(SIGKILL, 0ms, keeper::StopCause::Person);
    QTRY_COMPARE_WITH_TIMEOUT(conditionAt(models.model, job), ui::Condition::Killed, 20000);
    QCOMPARE(models.model.index(0, 0).data(ui::JobModel::ActiveCountRole).toInt(), 0);
}

// A job that prints and prints is told of once a second, for the time that it runs.
void TestJobModel::outputCostsNothing()
{
    JobHome home;
    JobModels models(home);
    models.usage.setActive(false);
    core::Job *job = home.start(u"while true; do echo line; done"_s);
    QSignalSpy growth(job, &core::Job::outputGrew);
    QTRY_VERIFY_WITH_TIMEOUT(growth.count() > 20, 20000);
    QSignalSpy changes(&models.model, &ui::JobModel::dataChanged);
    growth.clear();
    QTest::qWait(2500);
    QVERIFY(growth.count() > 10);
    QVERIFY2(changes.count() >= 1 && changes.count() <= 4, QByteArray::number(changes.count()));

    models.model.setActive(false);
    changes.clear();
    QTest::qWait(1500);
    QCOMPARE(changes.count(), 0);
}

void TestJobModel::usage()
{
    JobHome home;
    JobModels models(home);
    core::Job *busy = home.start(u"while true; do :; done"_s);
    QTRY_VERIFY_WITH_TIMEOUT(models.usage.find(busy) && models.usage.find(busy)->cpuHistory.size() >= 2, 20000);
    const auto usage = models.model.indexOf(busy).data(ui::JobModel::UsageRole).value<ui::Usage>();
    QVERIFY(usage.memoryBytes > 100'000);
    QVERIFY2(*usage.cpuPercent > 5 && *usage.cpuPercent < 150, QByteArray::number(*usage.cpuPercent));
    busy->stop(SIGKILL, 0ms, keeper::StopCause::Person);
    QTRY_VERIFY_WITH_TIMEOUT(core::isFinal(busy->state()), 20000);
    QVERIFY(!models.usage.find(busy));
    QVERIFY(!models.model.indexOf(busy).data(ui::JobModel::UsageRole).isValid());
}

void TestJobModel::forgetting()
{
    JobHome home;
    JobModels models(home);
    home.runToEnd(u"true 1"_s, {}, u"/usr"_s);
    home.runToEnd(u"true 2"_s, {}, u"/var"_s);
    home.runToEnd(u"true 3"_s, {}, u"/var"_s);
    QCOMPARE(namesOf(models.filter), u"You · /var: true 3 true 2 | You · /usr: true 1"_s);
    home.forgetOld(2);
    QCOMPARE(namesOf(models.filter), u"You · /var: true 3 true 2"_s);
    home.forgetOld(1);
    QCOMPARE(namesOf(models.filter), u"You · /var: true 3"_s);
    home.forgetOld(0);
    QCOMPARE(models.filter.rowCount(), 0);
    QCOMPARE(models.model.rowCount(), 0);
}

void TestJobModel::unseenFailures()
{
    JobHome home;
    home.runToEnd(u"exit 3"_s);
    JobModels models(home);
    QSignalSpy counts(&models.unseen, &ui::UnseenFailures::countChanged);
    QCOMPARE(models.unseen.count(), 0);  // what failed before is no news
    home.runToEnd(u"true"_s);
    QCOMPARE(models.unseen.count(), 0);

    core::Job *failed = home.runToEnd(u"exit 4"_s);
    QVERIFY(models.unseen.contains(failed));
    QCOMPARE(models.model.indexOf(failed).data(ui::JobModel::UnseenRole), QVariant(true));
    QCOMPARE(models.model.index(0, 0).data(ui::JobModel::UnseenRole), QVariant(1));
    QSignalSpy changes(&models.model, &ui::JobModel::dataChanged);
    models.unseen.markSeen(failed);
    QVERIFY(!models.unseen.contains(failed));
    QCOMPARE(changes.count(), 2);  // its row and its group
    models.unseen.markSeen(failed);
    QCOMPARE(counts, (QList<QVariantList>{{1}, {0}}));

    home.runToEnd(u"exit 5"_s);
    home.runToEnd(u"kill -SEGV $$"_s);
    core::Job *killed = home.start(u"sleep 100"_s);
    killed->stop(SIGTERM, 5s, keeper::StopCause::Person);
    QTRY_VERIFY_WITH_TIMEOUT(core::isFinal(killed->state()), 20000);
    QCOMPARE(models.unseen.count(), 2);
    models.unseen.markAllSeen();
    QCOMPARE(models.unseen.count(), 0);
    home.runToEnd(u"exit 6"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!killed->isAttached(), 20000);
    home.forgetOld(0);
    QCOMPARE(models.unseen.count(), 0);
}

void TestJobModel::agentsComeAndGo()
{
    JobHome home;
    JobModels models(home);
    core::Job *job = home.start(u"sleep 100"_s, u"claude-code"_s, u"/usr"_s);
    const auto group = [&] { return models.model.index(0, 0); };
    QCOMPARE(group().data(ui::JobModel::AgentGoneRole), QVariant(true));
    core::Agent agent;
    agent.session = job->spec().requester.session;
    agent.name = u"claude-code"_s;
    agent.title = u"Claude Code 3"_s;
    QSignalSpy changes(&models.model, &ui::JobModel::dataChanged);
    models.agents.put(agent);
    QVERIFY(!changes.isEmpty());
    QCOMPARE(group().data(ui::JobModel::AgentGoneRole), QVariant(false));
    QCOMPARE(group().data(), QVariant(u"Claude Code 3 · /usr"_s));
    models.agents.remove(agent.session);
    QCOMPARE(group().data(ui::JobModel::AgentGoneRole), QVariant(true));
    QCOMPARE(group().data(), QVariant(u"Claude Code · /usr"_s));
}

void TestJobModel::spoken()
{
    JobHome home;
    JobModels models(home);
    const core::Job *job = home.runToEnd(u"exit 101"_s, u"claude-code"_s, u"/usr/lib"_s);
    QCOMPARE(models.model.indexOf(job).data(Qt::AccessibleTextRole).toString(),
             u"exit 101, failed (exit 101), 0 second(s), Claude Code, lib"_s);
    QCOMPARE(models.model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
             u"Claude Code · /usr/lib, 1 job(s), 0 running"_s);
}

QTEST_GUILESS_MAIN(TestJobModel)
#include "tst_jobmodel.moc"
