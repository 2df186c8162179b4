// Jobs that ended on an earlier day.

#include <QTest>

#include "core/jobstore.h"
#include "tests/ui/jobmodels.h"

using namespace Qt::StringLiterals;

class TestJobHistory : public QObject
{
    Q_OBJECT

private slots:
    void history_data();
    void history();
    void earlierDays();
    void theNextDay();
};

void TestJobHistory::history_data()
{
    QTest::addColumn<int>("daysLater");
    QTest::addColumn<ui::GroupKey::Period>("period");
    QTest::newRow("the same day") << 0 << ui::GroupKey::Period::Now;
    QTest::newRow("the next day") << 1 << ui::GroupKey::Period::Yesterday;
    QTest::newRow("two days later") << 2 << ui::GroupKey::Period::Older;
    QTest::newRow("a clock that went back") << -3 << ui::GroupKey::Period::Now;
}

void TestJobHistory::history()
{
    QFETCH(int, daysLater);
    JobHome home;
    const core::Job *job = home.runToEnd(u"true"_s, u"claude-code"_s, u"/usr"_s);
    const QDate ended = job->result()->ended.toLocalTime().date();
    const ui::GroupKey key = ui::groupKeyOf(*job, ended.addDays(daysLater));
    QTEST(key.period, "period");
    QCOMPARE(key.folder, key.period == ui::GroupKey::Period::Now ? u"/usr"_s : QString());
    const core::Job *running = home.start(u"sleep 100"_s);
    QCOMPARE(ui::groupKeyOf(*running, ended.addDays(daysLater)).period, ui::GroupKey::Period::Now);
}

void TestJobHistory::earlierDays()
{
    JobHome home;
    core::JobStore store(home.paths());
    for (const int days : {3, 2, 1}) {
        core::JobSpec spec;
        spec.id = core::newJobId();
        spec.command = u"true %1"_s.arg(days);
        spec.cwd = u"/usr"_s;
        spec.requester = {u"s"_s, u"claude-code"_s, u"1"_s, 1};
        spec.created = QDateTime::currentDateTime().addDays(-days).toUTC();
        spec.limits = keeper::logLimits(1 << 20);
        QVERIFY(store.create(spec));
        const QString result = u"{\"version\":1,\"ended\":\"%1\",\"duration_ms\":5,\"exit_code\":0}"_s;
        QVERIFY(store.writeResult(spec.id, result.arg(spec.created.toString(Qt::ISODateWithMs)).toUtf8()));
    }
    JobModels models(home);
    home.runToEnd(u"true 0"_s, u"claude-code"_s, u"/usr"_s);
    QCOMPARE(namesOf(models.filter), u"Claude Code · /usr: true 0 | Yesterday: true 1 | Older: true 2 true 3"_s);
    QCOMPARE(models.model.index(1, 0).data(ui::JobModel::AgentRole).toString(), QString());
}

void TestJobHistory::theNextDay()
{
    JobHome home;
    JobModels models(home);
    models.model.setActive(false);  // it has a clock of its own
    home.runToEnd(u"true 1"_s, u"claude-code"_s, u"/usr"_s);
    core::Job *kept = home.runToEnd(u"true 2"_s, {}, u"/usr"_s);
    home.runToEnd(u"true 3"_s, {}, u"/var"_s);
    home.start(u"sleep 100"_s, {}, u"/var"_s);
    const QPersistentModelIndex inModel = models.model.indexOf(kept);
    const QPersistentModelIndex inFilter = models.filter.mapFromSource(inModel);
    const QDate today = QDate::currentDate();
    models.model.setToday(today.addDays(1));
    QCOMPARE(namesOf(models.model), u"You · /var: sleep 100 | Yesterday: true 3 true 2 true 1"_s);
    QCOMPARE(namesOf(models.filter), namesOf(models.model));
    QCOMPARE(inModel, models.model.indexOf(kept));
    QCOMPARE(inFilter, models.filter.mapFromSource(inModel));
    models.model.setToday(today.addDays(2));
    QCOMPARE(namesOf(models.filter), u"You · /var: sleep 100 | Older: true 3 true 2 true 1"_s);
    models.filter.setStateFilter(ui::StateFilter::Finished);
    models.model.setToday(today);
    QCOMPARE(namesOf(models.filter), u"You · /var: true 3 | You · /usr: true 2 | Claude Code · /usr: true 1"_s);
    QCOMPARE(inModel, models.model.indexOf(kept));
}

QTEST_GUILESS_MAIN(TestJobHistory)
#include "tst_jobhistory.moc"
