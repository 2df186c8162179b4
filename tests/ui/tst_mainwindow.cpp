// The window with real jobs: what a person sees, presses and types.

#include <csignal>

#include <QAccessible>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>

#include "core/agents.h"
#include "tests/ui/privatejobs.h"
#include "ui/find/outputpane.h"
#include "ui/jobs/jobcommands.h"
#include "ui/jobs/joblistpane.h"
#include "ui/jobs/unseenfailures.h"
#include "ui/output/outputview.h"
#include "ui/settings/desktopsettings.h"
#include "ui/window/emptystate.h"
#include "ui/window/mainwindow.h"
#include "ui/window/messagebar.h"
#include "ui/window/windowactions.h"

using namespace Qt::StringLiterals;

namespace {

struct Window {
    PrivateJobs home;
    core::Agents agents;
    ui::DesktopSettings settings{home.path() + u"/config/jobdeck.ini"_s};
    ui::JobCommands commands{home.jobs()};
    ui::UnseenFailures unseen{home.jobs()};
    ui::MainWindow window{commands, agents, settings, unseen, home.path() + u"/window.ini"_s};

    Window()
    {
        window.show();
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);
    }
    [[nodiscard]] ui::OutputView *output() const { return window.findChild<ui::OutputView *>(); }
    [[nodiscard]] QString emptyTitle() const
    {
        const auto *empty = window.findChild<ui::EmptyState *>();
        return empty->isVisible() ? empty->title() : QString();
    }
    [[nodiscard]] QToolButton *toolButton(QAction *action) const
    {
        return qobject_cast<QToolButton *>(window.findChild<QToolBar *>()->widgetForAction(action));
    }
};

bool isGone(qint64 pid)
{
    return ::kill(pid_t(pid), 0) != 0;
}

}  // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void emptyStates()
    {
        Window w;
        QCOMPARE(w.emptyTitle(), u"No jobs yet"_s);
        QSignalSpy connecting(&w.window, &ui::MainWindow::connectAgentRequested);
        w.window.findChild<ui::EmptyState *>()->findChild<QPushButton *>()->click();
        QCOMPARE(connecting.size(), 1);
        w.agents.put({u"s"_s, u"claude-code"_s, {}, u"1"_s, 1, u"/"_s, QDateTime::currentDateTimeUtc()});
        QTRY_VERIFY(w.window.findChild<ui::EmptyState *>()->findChildren<QPushButton *>().first()->isHidden());
        w.window.setServiceProblem(u"The folder is read-only."_s);
        QCOMPARE(w.emptyTitle(), u"The service is not running"_s);
        QSignalSpy starting(&w.window, &ui::MainWindow::startServiceRequested);
        w.window.findChild<ui::EmptyState *>()->findChild<QPushButton *>()->click();
        QCOMPARE(starting.size(), 1);
        w.window.setServiceProblem({});
        w.home.run(u"sleep 600"_s);
        QTRY_COMPARE(w.emptyTitle(), QString());
        auto *filter = w.window.findChild<ui::JobListPane *>()->findChild<QLineEdit *>();
        filter->setText(u"nothing like this"_s);
        QTRY_VERIFY(w.window.currentJob() == nullptr || !filter->text().isEmpty());
    }

    // The tree has a shell, a child that left the group and one that ignores SIGTERM.
    void killButtonEndsTheWholeTree()
    {
        Window w;
        core::Job *job = w.home.run(
            u"echo $$; (setsid sleep 600 & echo $!); bash -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done'"_s);
        w.window.showJob(job);
        QTRY_COMPARE(w.home.output(job).count('\n'), 3);
        QList<qint64> pids;
        for (const QByteArray &line : w.home.output(job).trimmed().split('\n'))
            pids += line.toLongLong();
        ui::DesktopPreferences values = w.settings.values();
        values.killGrace = std::chrono::seconds(1);
        w.settings.set(values);
        QTRY_VERIFY(w.window.actions().kill->isEnabled());
        QTest::mouseClick(w.toolButton(w.window.actions().kill), Qt::LeftButton, {}, QPoint(10, 10));
        QTRY_COMPARE(w.window.actions().kill->text().remove(u'&'), u"Kill Now"_s);
        QTRY_COMPARE_WITH_TIMEOUT(job->state(), core::JobState::Killed, 20000);
        for (const qint64 pid : pids)
            QTRY_VERIFY(isGone(pid));
        QCOMPARE(job->result()->stop->by, u"person"_s);
        auto *bar = w.window.findChild<ui::MessageBar *>();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(bar->text().startsWith("Killed"_L1));
        bar->findChild<QPushButton *>()->click();  // Restart
        QTRY_COMPARE(w.home.jobs().runningCount(), 1);
        QVERIFY(w.window.currentJob() != job);
        QCOMPARE(w.window.currentJob()->spec().command, job->spec().command);
    }

    void shortcutsKill()
    {
        Window w;
        core::Job *stubborn = w.home.run(u"trap '' TERM; while :; do sleep 1; done"_s);
        w.window.showJob(stubborn);
        QTRY_VERIFY(w.window.actions().kill->isEnabled());
        auto *list = w.window.findChild<QTreeView *>();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Delete);
        QTRY_VERIFY(stubborn->isStopping());
        QTest::keyClick(list, Qt::Key_Delete, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(stubborn->state(), core::JobState::Killed, 4000);  // before the grace of 5 s
    }

    void outputFollowsAndIsFound()
    {
        Window w;
        core::Job *job = w.home.run(u"seq 5000; echo needle; while [ ! -e go ]; do sleep 0.05; done; seq 100"_s);
        w.window.showJob(job);
        QTRY_VERIFY(w.home.output(job).endsWith("needle\n"));
        QTRY_VERIFY(w.output()->isFollowing());
        w.window.actions().oldest->trigger();
        QVERIFY(!w.output()->isFollowing());
        QCOMPARE(w.output()->topLine(), quint64(0));
        QVERIFY(!w.window.actions().follow->isChecked());
        w.window.actions().newest->trigger();
        QTRY_VERIFY(w.output()->isFollowing());
        QVERIFY(QFile(w.home.path() + "/go"_L1).open(QIODevice::WriteOnly));
        QTRY_COMPARE(job->state(), core::JobState::Completed);
    }

    void failureIsUnseenUntilLookedAt()
    {
        Window w;
        core::Job *first = w.home.run(u"sleep 600"_s);
        w.window.showJob(first);
        core::Job *failing = w.home.run(u"exit 3"_s);
        QTRY_COMPARE(failing->state(), core::JobState::Failed);
        QTRY_COMPARE(w.unseen.count(), 1);
        QTRY_VERIFY(w.window.windowTitle().contains("1 failed"_L1));
    }

    // The list has the focus from the start, and then no row yet.
    void firstJobCanBeKilled()
    {
        Window w;
        w.home.run(u"sleep 600"_s);
        QTRY_VERIFY(w.window.actions().kill->isEnabled());
    }

    void restartEndsWhatRuns()
    {
        Window w;
        const core::Job *first = w.home.run(u"sleep 600"_s);
        QTRY_VERIFY(w.window.actions().restart->isEnabled());
        QTRY_VERIFY(first->pid() > 0);
        w.window.actions().restart->trigger();
        QTRY_COMPARE(w.home.jobs().jobs().size(), 2);
        QCOMPARE(first->state(), core::JobState::Killed);
        QCOMPARE(w.home.jobs().jobs().first()->spec().command, u"sleep 600"_s);
        QTRY_COMPARE(w.home.jobs().runningCount(), 1);
    }

    void closingIsReported()
    {
        Window w;
        QSignalSpy closing(&w.window, &ui::MainWindow::closeRequested),
            quitting(&w.window, &ui::MainWindow::quitRequested);
        w.window.close();
        QCOMPARE(closing.size(), 1);
        QVERIFY(w.window.isVisible());
        w.window.actions().quit->trigger();
        QCOMPARE(quitting.size(), 1);
    }

    // Who cannot see the icon must be told what the button is.
    void everyButtonHasAName()
    {
        Window w;
        w.home.run(u"sleep 600"_s);
        w.window.actions().find->trigger();
        for (const QAbstractButton *button : w.window.findChildren<QAbstractButton *>()) {
            if (button->isHidden() && button->text().isEmpty() && button->icon().isNull())
                continue;  // it gets its text with its task, and is shown then
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(const_cast<QAbstractButton *>(button));
            QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(),
                     qPrintable(u"%1 %2 in %3"_s.arg(QLatin1StringView(button->metaObject()->className()),
                                                     button->objectName(),
                                                     QLatin1StringView(button->parent()->metaObject()->className()))));
        }
    }

    void noShortcutIsTakenTwice()
    {
        Window w;
        QHash<QKeySequence, QString> taken;
        for (const QAction *menu : w.window.menuBar()->actions())
            taken.insert(QKeySequence::mnemonic(menu->text()), menu->text());
        for (const QAction *action : w.window.actions().all()) {
            // Twice by the same action is as ambiguous; what the standard keys are depends on the platform.
            for (const QKeySequence &keys : action->shortcuts()) {
                QVERIFY2(!taken.contains(keys),
                         qPrintable(keys.toString() + u' ' + action->text() + taken.value(keys)));
                taken.insert(keys, action->text());
            }
        }
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
