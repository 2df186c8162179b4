// The ways to kill jobs from their list, with real trees of processes.

#include <cerrno>

#include <QContextMenuEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QStyleHints>
#include <QTest>

#include "tests/ui/shownjoblist.h"

using namespace Qt::StringLiterals;

namespace {

bool processLives(qint64 pid)
{
    return ::kill(pid_t(pid), 0) == 0 || errno == EPERM;
}

}  // namespace

class TestJobListKill : public QObject
{
    Q_OBJECT

private slots:
    void killButtonEndsTheTree();
    void doubleClickIsOneKill();
    void keysKill();
    void severalAreAskedFor();
    void groupMenu();
};

void TestJobListKill::killButtonEndsTheTree()
{
    JobHome home;
    ShownJobList shown(home);
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
void TestJobListKill::doubleClickIsOneKill()
{
    JobHome home;
    ShownJobList shown(home);
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

void TestJobListKill::keysKill()
{
    JobHome home;
    ShownJobList shown(home);
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

void TestJobListKill::severalAreAskedFor()
{
    JobHome home;
    ShownJobList shown(home);
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

void TestJobListKill::groupMenu()
{
    JobHome home;
    ShownJobList shown(home);
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

QTEST_MAIN(TestJobListKill)
#include "tst_joblistkill.moc"
