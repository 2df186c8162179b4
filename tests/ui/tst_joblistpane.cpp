// What is shown, current and selected in the list of jobs, with real jobs.

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/ui/shownjoblist.h"

using namespace Qt::StringLiterals;

class TestJobListPane : public QObject
{
    Q_OBJECT

private slots:
    void currentAtStart();
    void selectionSurvives();
    void forgottenCurrent();
    void hiddenCurrentStays();
    void showJobClearsFilters();
    void nothingFound();
    void searchField();
    void failuresAreSeen();
    void closedGroupsStayClosed();
    void anyOrder();
};

void TestJobListPane::currentAtStart()
{
    JobHome home;
    {
        const ShownJobList shown(home);
        QCOMPARE(shown.pane.currentJob(), nullptr);
    }
    core::Job *first = home.runToEnd(u"true 1"_s);
    core::Job *second = home.runToEnd(u"true 2"_s);
    {
        const ShownJobList shown(home);
        QCOMPARE(shown.pane.currentJob(), second);
        QCOMPARE(shown.pane.selectedJobs(), QList{second});
    }
    core::Job *running = home.start(u"sleep 100"_s);
    home.runToEnd(u"true 3"_s);
    const ShownJobList shown(home);
    QCOMPARE(shown.pane.currentJob(), running);
    QVERIFY(shown.rowOf(first).isValid());
}

void TestJobListPane::selectionSurvives()
{
    JobHome home;
    ShownJobList shown(home);
    core::Job *a = home.start(u"sleep 100"_s, u"claude-code"_s, u"/usr"_s);
    core::Job *b = home.start(u"sleep 101"_s, u"claude-code"_s, u"/usr"_s);
    shown.click(a);
    QSignalSpy current(&shown.pane, &ui::JobListPane::currentJobChanged);
    home.start(u"sleep 102"_s, u"claude-code"_s, u"/usr"_s);  // above it
    home.start(u"sleep 103"_s, {}, u"/usr"_s);  // another group above it
    a->stop(SIGKILL, std::chrono::milliseconds(0), keeper::StopCause::Person);
    QTRY_COMPARE_WITH_TIMEOUT(a->state(), core::JobState::Killed, 20000);
    b->stop(SIGKILL, std::chrono::milliseconds(0), keeper::StopCause::Person);
    QTRY_COMPARE_WITH_TIMEOUT(b->state(), core::JobState::Killed, 20000);
    QCOMPARE(shown.pane.currentJob(), a);
    QCOMPARE(shown.pane.selectedJobs(), QList{a});
    QCOMPARE(shown.tree->currentIndex(), shown.rowOf(a));
    QCOMPARE(current.count(), 0);
}

void TestJobListPane::forgottenCurrent()
{
    JobHome home;
    ShownJobList shown(home);
    core::Job *oldest = home.runToEnd(u"true 1"_s, {}, u"/usr"_s);
    core::Job *older = home.runToEnd(u"true 2"_s, {}, u"/var"_s);
    core::Job *newest = home.runToEnd(u"true 3"_s, {}, u"/var"_s);
    shown.click(oldest);
    home.forgetOld(2);
    QCOMPARE(shown.pane.currentJob(), older);  // the one above
    QCOMPARE(shown.pane.selectedJobs(), QList{older});
    home.forgetOld(1);
    QCOMPARE(shown.pane.currentJob(), newest);
    QSignalSpy current(&shown.pane, &ui::JobListPane::currentJobChanged);
    home.forgetOld(0);
    QCOMPARE(current, (QList<QVariantList>{{QVariant::fromValue<core::Job *>(nullptr)}}));
    QVERIFY(shown.pane.selectedJobs().isEmpty());
    core::Job *next = home.start(u"sleep 100"_s);
    QCOMPARE(shown.pane.currentJob(), next);
}

void TestJobListPane::hiddenCurrentStays()
{
    JobHome home;
    ShownJobList shown(home);
    core::Job *watched = home.start(u"sleep 100"_s);
    home.start(u"sleep 101"_s);
    shown.pane.setStateFilter(ui::StateFilter::Running);
    shown.click(watched);
    QSignalSpy current(&shown.pane, &ui::JobListPane::currentJobChanged);
    watched->stop(SIGKILL, std::chrono::milliseconds(0), keeper::StopCause::Person);
    QTRY_COMPARE_WITH_TIMEOUT(watched->state(), core::JobState::Killed, 20000);
    QVERIFY(!shown.rowOf(watched).isValid());
    QCOMPARE(shown.pane.currentJob(), watched);
    QVERIFY(shown.pane.selectedJobs().isEmpty());
    shown.pane.setStateFilter(ui::StateFilter::All);
    QCOMPARE(shown.pane.selectedJobs(), QList{watched});
    QCOMPARE(current.count(), 0);

    // Forgotten while it is hidden.
    QTRY_VERIFY_WITH_TIMEOUT(!watched->isAttached(), 20000);
    shown.pane.setStateFilter(ui::StateFilter::Running);
    home.forgetOld(0);
    QCOMPARE(current.count(), 1);
    QCOMPARE(shown.pane.currentJob()->spec().command, u"sleep 101"_s);
    QCOMPARE(shown.pane.selectedJobs(), QList{shown.pane.currentJob()});
}

void TestJobListPane::showJobClearsFilters()
{
    JobHome home;
    ShownJobList shown(home);
    core::Job *done = home.runToEnd(u"true"_s);
    core::Job *running = home.start(u"sleep 100"_s);
    auto *search = shown.pane.findChild<QLineEdit *>();
    shown.pane.setStateFilter(ui::StateFilter::Running);
    search->setText(u"sleep"_s);
    shown.pane.showJob(running);
    QCOMPARE(search->text(), u"sleep"_s);
    QCOMPARE(shown.pane.currentJob(), running);
    shown.pane.showJob(done);
    QCOMPARE(search->text(), QString());
    QCOMPARE(shown.pane.currentJob(), done);
    QCOMPARE(shown.pane.selectedJobs(), QList{done});
    QVERIFY(shown.rowOf(running).isValid());
}

void TestJobListPane::nothingFound()
{
    JobHome home;
    ShownJobList shown(home);
    QVERIFY(shown.tree->isVisible());  // what is shown without any job is not the list's business
    core::Job *job = home.runToEnd(u"true"_s);
    auto *search = shown.pane.findChild<QLineEdit *>();
    search->setText(u"foo"_s);
    QVERIFY(!shown.tree->isVisible());
    const auto *sentence = shown.pane.findChild<QLabel *>();
    QVERIFY(sentence->isVisible());
    QCOMPARE(sentence->text(), u"No job matches ‘foo’."_s);
    search->clear();
    QVERIFY(shown.tree->isVisible());
    const auto states = shown.pane.findChildren<QToolButton *>();
    const auto failed = std::ranges::find(states, u"Failed 0"_s, &QToolButton::text);
    QVERIFY(failed != states.end());
    QTest::mouseClick(*failed, Qt::LeftButton);
    QCOMPARE(sentence->text(), u"No job has failed."_s);
    QTest::mouseClick(shown.pane.findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(shown.tree->isVisible());
    QCOMPARE(shown.pane.selectedJobs(), QList{job});
    QVERIFY(!(*failed)->isChecked());
}

void TestJobListPane::searchField()
{
    JobHome home;
    ShownJobList shown(home);
    QVERIFY(QTest::qWaitForWindowActive(&shown.pane));
    home.runToEnd(u"true"_s);
    auto *search = shown.pane.findChild<QLineEdit *>();
    QCOMPARE(search->accessibleName(), u"Filter jobs"_s);
    QCOMPARE(shown.tree->accessibleName(), u"Jobs"_s);
    shown.pane.focusFilter();
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, u"tr"_s);
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(shown.tree->hasFocus());
    shown.pane.focusFilter();
    QCOMPARE(search->selectedText(), u"tr"_s);
    QTest::keyClick(search, Qt::Key_Escape);
    QCOMPARE(search->text(), QString());
    QVERIFY(search->hasFocus());
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(shown.tree->hasFocus());
}

void TestJobListPane::failuresAreSeen()
{
    JobHome home;
    ShownJobList shown(home);
    QVERIFY(QTest::qWaitForWindowActive(&shown.pane));
    core::Job *watched = home.runToEnd(u"exit 1"_s);  // the only one, so it is the current one
    QCOMPARE(shown.pane.currentJob(), watched);
    QCOMPARE(shown.unseen.count(), 0);
    core::Job *other = home.runToEnd(u"exit 2"_s);
    QVERIFY(shown.unseen.contains(other));
    shown.click(other);
    QCOMPARE(shown.unseen.count(), 0);

    QWidget otherWindow;
    otherWindow.show();
    otherWindow.activateWindow();
    QTRY_VERIFY(!shown.pane.isActiveWindow());
    core::Job *unwatched = home.runToEnd(u"exit 3"_s);
    shown.pane.showJob(unwatched);
    QVERIFY(shown.unseen.contains(unwatched));
    shown.pane.activateWindow();
    QTRY_COMPARE(shown.unseen.count(), 0);
}

void TestJobListPane::closedGroupsStayClosed()
{
    JobHome home;
    ShownJobList shown(home);
    core::Job *a = home.runToEnd(u"true"_s, {}, u"/usr"_s);
    const core::Job *b = home.runToEnd(u"false"_s, {}, u"/var"_s);
    const auto isOpen = [&](const core::Job *job) { return shown.tree->isExpanded(shown.rowOf(job).parent()); };
    QVERIFY(isOpen(a) && isOpen(b));
    shown.tree->collapse(shown.rowOf(a).parent());
    shown.pane.setStateFilter(ui::StateFilter::Failed);  // its group goes …
    shown.pane.setStateFilter(ui::StateFilter::All);  // … and comes back
    QVERIFY(!isOpen(a) && isOpen(b));
    auto *search = shown.pane.findChild<QLineEdit *>();
    search->setText(u"true"_s);
    QVERIFY(isOpen(a));
    search->clear();
    QVERIFY(!isOpen(a));
    shown.pane.showJob(a);
    QVERIFY(isOpen(a));
}

// Jobs come, end and are forgotten while a person filters, selects and closes groups, in an order by chance.
void TestJobListPane::anyOrder()
{
    JobHome home;
    ShownJobList shown(home);
    auto *search = shown.pane.findChild<QLineEdit *>();
    QRandomGenerator chance(20240611);
    const QStringList commands{u"true"_s, u"exit 1"_s, u"sleep 100"_s};
    const QStringList agents{QString(), u"claude-code"_s, u"codex-mcp-client"_s};
    const QStringList folders{u"/usr"_s, u"/var"_s};
    const QStringList words{QString(), u"sleep"_s, u"codex"_s, u"nothing like it"_s};
    const auto any = [&](const auto &list) { return list.at(chance.bounded(int(list.size()))); };
    for (int step = 0; step < 400; ++step) {
        const QList<core::Job *> jobs = home.jobs().jobs();
        const int action = chance.bounded(12);
        if (jobs.isEmpty() || (action < 3 && jobs.size() < 30))
            home.start(any(commands), any(agents), any(folders));
        else if (action < 5)
            any(jobs)->stop(SIGKILL, std::chrono::milliseconds(0), keeper::StopCause::Person);
        else if (action == 5)
            home.forgetOld(chance.bounded(12));
        else if (action == 6)
            shown.pane.setStateFilter(ui::StateFilter(chance.bounded(ui::stateFilterCount)));
        else if (action == 7)
            search->setText(any(words));
        else if (action == 8)
            shown.pane.showJob(any(jobs));
        else if (action == 9 && shown.rowOf(any(jobs)).isValid())
            shown.tree->collapse(shown.tree->model()->index(0, 0));
        else if (action == 10)
            shown.tree->selectAll();
        else
            QTest::keyClick(shown.tree, chance.bounded(2) == 0 ? Qt::Key_Down : Qt::Key_Up);
        if (step % 3 == 0)
            QTest::qWait(chance.bounded(30));

        const QList<core::Job *> now = home.jobs().jobs();
        QVERIFY(now.isEmpty() ? !shown.pane.currentJob() : now.contains(shown.pane.currentJob()));
        for (core::Job *selected : shown.pane.selectedJobs())
            QVERIFY(now.contains(selected) && shown.rowOf(selected).isValid());
    }
}

QTEST_MAIN(TestJobListPane)
#include "tst_joblistpane.moc"
