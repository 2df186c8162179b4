// The list of jobs as a person uses it, with real jobs.

#include <cerrno>

#include <QAbstractItemModelTester>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QStyleHints>
#include <QTest>
#include <QToolButton>

#include "core/agents.h"
#include "tests/ui/jobhome.h"
#include "ui/jobs/jobcommands.h"
#include "ui/jobs/jobdelegate.h"
#include "ui/jobs/joblistpane.h"
#include "ui/jobs/jobtree.h"
#include "ui/jobs/unseenfailures.h"

using namespace Qt::StringLiterals;

namespace {

bool processLives(qint64 pid)
{
    return ::kill(pid_t(pid), 0) == 0 || errno == EPERM;
}

// A pane on a screen, with all that it needs.
struct Shown {
    explicit Shown(JobHome &home)
        : commands(home.jobs())
        , unseen(home.jobs())
        , pane(home.jobs(), agents, commands, unseen)
        , tree(pane.findChild<ui::JobTree *>())
    {
        pane.resize(360, 500);
        pane.show();
    }

    // Where the row of a job is in the list; invalid when it is hidden.
    [[nodiscard]] QModelIndex rowOf(const core::Job *job) const
    {
        const QAbstractItemModel &model = *tree->model();
        for (int group = 0; group < model.rowCount(); ++group) {
            const QModelIndex parent = model.index(group, 0);
            for (int row = 0; row < model.rowCount(parent); ++row) {
                if (model.index(row, 0, parent).data(ui::JobModel::JobRole).value<core::Job *>() == job)
                    return model.index(row, 0, parent);
            }
        }
        return {};
    }
    // In coordinates of the viewport.
    [[nodiscard]] QRect buttonOf(const core::Job *job) const
    {
        QStyleOptionViewItem option;
        option.initFrom(tree);
        option.font = tree->font();
        option.rect = tree->visualRect(rowOf(job));
        return qobject_cast<ui::JobDelegate *>(tree->itemDelegate())->buttonRect(option, rowOf(job));
    }
    void click(const core::Job *job) const
    {
        const QRect row = tree->visualRect(rowOf(job));
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, row.topLeft() + QPoint(60, row.height() / 4));
    }

    core::Agents agents;
    ui::JobCommands commands;
    ui::UnseenFailures unseen;
    ui::JobListPane pane;
    ui::JobTree *tree;
    QAbstractItemModelTester tester{tree->model()};
};

}  // namespace

class TestJobListPane : public QObject
{
    Q_OBJECT

private slots:
    void currentAtStart();
    void killButtonEndsTheTree();
    void doubleClickIsOneKill();
    void keysKill();
    void severalAreAskedFor();
    void selectionSurvives();
    void forgottenCurrent();
    void hiddenCurrentStays();
    void showJobClearsFilters();
    void nothingFound();
    void searchField();
    void failuresAreSeen();
    void closedGroupsStayClosed();
    void groupMenu();
    void anyOrder();
};

void TestJobListPane::currentAtStart()
{
    JobHome home;
    {
        const Shown shown(home);
        QCOMPARE(shown.pane.currentJob(), nullptr);
    }
    core::Job *first = home.runToEnd(u"true 1"_s);
    core::Job *second = home.runToEnd(u"true 2"_s);
    {
        const Shown shown(home);
        QCOMPARE(shown.pane.currentJob(), second);
        QCOMPARE(shown.pane.selectedJobs(), QList{second});
    }
    core::Job *running = home.start(u"sleep 100"_s);
    home.runToEnd(u"true 3"_s);
    const Shown shown(home);
    QCOMPARE(shown.pane.currentJob(), running);
    QVERIFY(shown.rowOf(first).isValid());
}

void TestJobListPane::killButtonEndsTheTree()
{
    JobHome home;
    Shown shown(home);
    core::Job *other = home.start(u"sleep 100"_s);
    core::Job *job = home.start(u"sleep 1000 & echo $!; sleep 1001 & echo $!; wait"_s);
    QTRY_COMPARE_WITH_TIMEOUT(job->output().lines, quint64(2), 20000);
    const QList<QByteArray> lines = job->log().read(0, 1000).bytes().split('\n');
    const QList<qint64> pids{job->pid(), lines.at(0).toLongLong(), lines.at(1).toLongLong()};
    QVERIFY(std::ranges::all_of(pids, processLives));

    shown.click(other);
    QCOMPARE(shown.pane.currentJob(), other);
    QSignalSpy killed(&shown.commands, &ui::JobCommands::killed);
    QVERIFY(!shown.buttonOf(job).isEmpty());
    QTest::mouseClick(shown.tree->viewport(), Qt::LeftButton, {}, shown.buttonOf(job).center());
    QVERIFY(job->isStopping());
    QTRY_COMPARE_WITH_TIMEOUT(killed.count(), 1, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::none_of(pids, processLives), 20000);
    QCOMPARE(job->state(), core::JobState::Killed);
    QCOMPARE(shown.pane.currentJob(), other);  // the click has selected nothing
    QCOMPARE(shown.pane.selectedJobs(), QList{other});
    QVERIFY(shown.buttonOf(job).isEmpty());
    QCOMPARE(other->state(), core::JobState::Running);
}

// The second click of a double click must not make Kill Now of it, nor a release elsewhere a Kill.
void TestJobListPane::doubleClickIsOneKill()
{
    JobHome home;
    Shown shown(home);
    core::Job *job = home.start(u"trap '' TERM; echo ready; while true; do sleep 0.2; done"_s);
    QTRY_COMPARE_WITH_TIMEOUT(job->output().lines, quint64(1), 20000);
    shown.commands.setKillGrace(std::chrono::seconds(40));
    QWidget *viewport = shown.tree->viewport();
    const QPoint button = shown.buttonOf(job).center();
    QTest::mousePress(viewport, Qt::LeftButton, {}, button);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, button - QPoint(150, 0));
    QVERIFY(!job->isStopping());

    QTest::mouseClick(viewport, Qt::LeftButton, {}, button);
    QVERIFY(job->isStopping());
    QTest::mouseDClick(viewport, Qt::LeftButton, {}, button);
    QVERIFY(job->killDeadline().remainingTime() > 20000);
    QTest::qWait(QGuiApplication::styleHints()->mouseDoubleClickInterval() + 100);
    QTest::mouseClick(viewport, Qt::LeftButton, {}, shown.buttonOf(job).center());  // Kill Now
    QTRY_COMPARE_WITH_TIMEOUT(job->state(), core::JobState::Killed, 20000);
}

void TestJobListPane::keysKill()
{
    JobHome home;
    Shown shown(home);
    core::Job *gentle = home.start(u"sleep 100"_s);
    core::Job *stubborn = home.start(u"trap '' TERM; echo ready; while true; do sleep 0.2; done"_s);
    QTRY_COMPARE_WITH_TIMEOUT(stubborn->output().lines, quint64(1), 20000);
    shown.commands.setKillGrace(std::chrono::seconds(40));
    QSignalSpy activated(&shown.pane, &ui::JobListPane::activated);
    shown.click(gentle);
    QTest::keyClick(shown.tree, Qt::Key_Return);
    QCOMPARE(activated, (QList<QVariantList>{{QVariant::fromValue(gentle)}}));
    QTest::keyClick(shown.tree, Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(gentle->state(), core::JobState::Killed, 20000);
    shown.click(stubborn);
    QTest::keyClick(shown.tree, Qt::Key_Delete, Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(stubborn->state(), core::JobState::Killed, 20000);
}

void TestJobListPane::severalAreAskedFor()
{
    JobHome home;
    Shown shown(home);
    core::Job *a = home.start(u"sleep 100"_s);
    core::Job *b = home.start(u"sleep 101"_s);
    home.runToEnd(u"true"_s);
    QSignalSpy asked(&shown.pane, &ui::JobListPane::killAllRequested);
    shown.tree->selectAll();
    QCOMPARE(shown.pane.selectedJobs().size(), 3);
    QTest::keyClick(shown.tree, Qt::Key_Delete);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.at(0).at(0).value<QList<core::Job *>>(), (QList{b, a}));
    QVERIFY(!a->isStopping() && !b->isStopping());
}

void TestJobListPane::selectionSurvives()
{
    JobHome home;
    Shown shown(home);
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
    Shown shown(home);
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
    Shown shown(home);
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
    Shown shown(home);
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
    Shown shown(home);
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
    Shown shown(home);
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
    Shown shown(home);
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
    Shown shown(home);
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

void TestJobListPane::groupMenu()
{
    JobHome home;
    Shown shown(home);
    core::Job *a = home.start(u"sleep 100"_s, u"claude-code"_s, u"/usr"_s);
    home.start(u"sleep 101"_s, u"claude-code"_s, u"/var"_s);
    QSignalSpy asked(&shown.pane, &ui::JobListPane::killAllRequested);
    QSignalSpy jobMenu(&shown.pane, &ui::JobListPane::contextMenuRequested);
    emit shown.tree->menuRequested({}, shown.rowOf(a).parent());
    auto *menu = shown.pane.findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 1);
    QCOMPARE(menu->actions().first()->text(), u"Kill 1 Job(s) of “Claude Code · /usr”…"_s);
    menu->actions().first()->trigger();
    menu->close();
    QCOMPARE(asked.at(0).at(0).value<QList<core::Job *>>(), QList{a});

    shown.click(a);
    QContextMenuEvent keyboard(QContextMenuEvent::Keyboard, {}, {});
    QCoreApplication::sendEvent(shown.tree->viewport(), &keyboard);
    QCOMPARE(jobMenu.count(), 1);
    QCOMPARE(jobMenu.at(0).at(1).value<QList<core::Job *>>(), QList{a});
}

// Jobs come, end and are forgotten while a person filters, selects and closes groups, in an order by chance.
void TestJobListPane::anyOrder()
{
    JobHome home;
    Shown shown(home);
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
