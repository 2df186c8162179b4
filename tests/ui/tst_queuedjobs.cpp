// Jobs that wait, as a person sees and commands them.

#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

#include "tests/ui/jobmodels.h"
#include "tests/ui/shownjoblist.h"
#include "ui/find/chattext.h"
#include "ui/jobs/jobtext.h"
#include "ui/jobs/rowfacts.h"
#include "ui/settings/desktopsettings.h"
#include "ui/tray/traymenu.h"
#include "ui/window/inputbar.h"
#include "ui/window/jobheader.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowactions.h"

using namespace Qt::StringLiterals;

namespace {

const QString agent = u"claude-code"_s;

QString factsOf(const JobModels &models, const core::Job *job)
{
    const ui::RowFacts facts(models.model.indexOf(job));
    return u"%1, %2"_s.arg(facts.words(), facts.button);
}

void kill(core::Job *job)
{
    job->stop(SIGKILL, std::chrono::milliseconds(0), keeper::StopCause::Person);
}

// The texts of a tray menu's jobs, from the top.
QString jobsIn(const QMenu &menu)
{
    QStringList texts;
    for (const QAction *action : menu.actions()) {
        if (action->menu())
            texts += QString(action->text()).replace(QRegularExpression(u"\\d+ m?s"_s), u"TIME"_s);
    }
    return texts.join(u" | "_s);
}

}  // namespace

class TestQueuedJobs : public QObject
{
    Q_OBJECT

private slots:
    void rowSaysWhyItWaits()
    {
        JobHome home;
        JobModels models(home);
        core::Job *running = home.start(u"sleep 1000"_s, agent);
        const core::Job *second = home.queue(u"sleep 1001"_s, agent, 1), *third = home.queue(u"sleep 1002"_s, agent, 1);
        const core::Job *one = home.queue(u"sleep 1003"_s, agent, 1, {running->id()});
        const core::Job *more = home.queue(u"sleep 1004"_s, agent, 1, {running->id(), one->id(), third->id()});
        QCOMPARE(factsOf(models, second), u"Queued · next, Kill"_s);
        QCOMPARE(factsOf(models, third), u"Queued · place 2, Kill"_s);
        QCOMPARE(factsOf(models, one), u"Queued · after sleep 1000, Kill"_s);
        QCOMPARE(factsOf(models, more), u"Queued · after sleep 1000 and 2 more, Kill"_s);
        const ui::RowFacts facts(models.model.indexOf(second));
        QCOMPARE(facts.condition, ui::Condition::Queued);
        QVERIFY2(QRegularExpression(u"^\\d+ m?s$"_s).match(facts.time).hasMatch(), qPrintable(facts.time));
        QVERIFY(facts.cpu.isEmpty() && facts.memory.isEmpty());
        const QString spoken = models.model.indexOf(third).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.startsWith(u"sleep 1002, queued, place 2, "_s), qPrintable(spoken));
        QVERIFY(ui::chatText(*second).contains(u"Queued for "_s));

        QSignalSpy changes(&models.model, &ui::JobModel::dataChanged);
        kill(running);
        QTRY_COMPARE_WITH_TIMEOUT(factsOf(models, second), u"Running, Kill"_s, 20000);
        QTRY_COMPARE_WITH_TIMEOUT(factsOf(models, third), u"Queued · next, Kill"_s, 20000);
        QVERIFY(!changes.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(core::isFinal(one->state()) && core::isFinal(more->state()), 20000);
    }

    void orderInItsGroup()
    {
        JobHome home;
        JobModels models(home);
        core::Job *first = home.start(u"sleep 1000"_s, agent);
        core::Job *second = home.start(u"sleep 1001"_s, agent);
        home.queue(u"sleep 1002"_s, agent, 2);
        core::Job *fourth = home.queue(u"sleep 1003"_s, agent, 2);
        home.queue(u"sleep 1004"_s, agent, 2);
        const QString group = models.model.index(0, 0).data().toString();
        QCOMPARE(namesOf(models.model), group + u": sleep 1001 sleep 1000 sleep 1002 sleep 1003 sleep 1004"_s);
        QCOMPARE(namesOf(models.filter), namesOf(models.model));
        QCOMPARE(models.model.index(0, 0).data(ui::JobModel::ActiveCountRole).toInt(), 5);
        QCOMPARE(models.model.index(0, 0).data(ui::JobModel::QueuedCountRole).toInt(), 3);
        QCOMPARE(models.model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
                 group + u", 5 job(s), 2 running, 3 queued"_s);
        QTRY_COMPARE(models.filter.counts().at(size_t(ui::StateFilter::Running)), 5);

        kill(first);
        kill(fourth);
        QTRY_COMPARE_WITH_TIMEOUT(namesOf(models.model),
                                  group + u": sleep 1002 sleep 1001 sleep 1004 sleep 1003 sleep 1000"_s, 20000);
        kill(second);
        QTRY_COMPARE_WITH_TIMEOUT(namesOf(models.model),
                                  group + u": sleep 1004 sleep 1002 sleep 1003 sleep 1001 sleep 1000"_s, 20000);
        QCOMPARE(models.model.index(0, 0).data(ui::JobModel::QueuedCountRole).toInt(), 0);
    }

    void killButton()
    {
        JobHome home;
        ShownJobList shown(home);
        const core::Job *running = home.start(u"sleep 1000"_s, agent);
        core::Job *queued = home.queue(u"echo ran"_s, agent, 1);
        QCOMPARE(shown.pane.currentJob(), running);
        QSignalSpy launched(queued, &core::Job::launched), killed(&shown.commands, &ui::JobCommands::killed);
        QVERIFY(!shown.buttonOf(queued).isEmpty());
        QTest::mouseClick(shown.tree->viewport(), Qt::LeftButton, {}, shown.buttonOf(queued).center());
        QTRY_COMPARE_WITH_TIMEOUT(killed.count(), 1, 20000);
        QCOMPARE(queued->state(), core::JobState::Killed);
        QCOMPARE(ui::conditionText(*queued), u"Killed by you"_s);
        QCOMPARE(ui::elapsedText(*queued), QString());
        QVERIFY(shown.buttonOf(queued).isEmpty());
        QCOMPARE(launched.count(), 0);
        QCOMPARE(running->state(), core::JobState::Running);
    }

    // The failure is told once, not with everything that was to run after it.
    void cancelledIsNoFailure()
    {
        JobHome home;
        JobModels models(home);
        core::Job *cause = home.start(u"read line; exit 3"_s, agent);
        const core::Job *cancelled = home.queue(u"echo ran"_s, agent, 9, {cause->id()});
        QTRY_VERIFY_WITH_TIMEOUT(cause->pid() > 0, 20000);
        cause->sendInput("\n", this, [](const keeper::InputReply &) {});
        QTRY_COMPARE_WITH_TIMEOUT(cancelled->state(), core::JobState::Killed, 20000);
        const ui::RowFacts facts(models.model.indexOf(cancelled));
        QCOMPARE(facts.conditionText, u"Cancelled"_s);
        QCOMPARE(facts.time, QString());
        QVERIFY(facts.button.isEmpty());
        QCOMPARE(models.unseen.count(), 1);
        QVERIFY(models.unseen.contains(cause));
        const QString spoken = models.model.indexOf(cancelled).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.startsWith(u"echo ran, cancelled, Claude Code"_s), qPrintable(spoken));

        ui::JobHeader header(models.agents, models.usage);
        header.setJob(const_cast<core::Job *>(cancelled));
        QStringList texts;
        for (const QLabel *label : header.findChildren<QLabel *>())
            texts += label->text();
        const QString all = texts.join(u'\n');
        QVERIFY2(all.contains(u"it was to run after job "_s + cause->id()), qPrintable(all));
        QVERIFY2(all.contains(u"queued "_s) && !all.contains(u"started "_s), qPrintable(all));
    }

    void commandsOfTheWindow()
    {
        JobHome home;
        core::Agents agents;
        ui::DesktopSettings settings{home.paths().settingsFile()};
        ui::JobCommands commands{home.jobs()};
        ui::UnseenFailures unseen{home.jobs()};
        ui::MainWindow window{commands, agents, settings, unseen, home.paths().state + u"/window.ini"_s};
        window.show();
        core::Job *running = home.start(u"sleep 1000"_s, agent);
        core::Job *queued = home.queue(u"sleep 1001"_s, agent, 1);
        window.showJob(queued);
        const ui::WindowActions &actions = window.actions();
        QTRY_VERIFY(actions.kill->isEnabled());
        QVERIFY(!actions.restart->isEnabled() && !actions.sendInput->isEnabled());
        QVERIFY(!actions.signalMenu->isEnabled());
        QVERIFY(window.findChild<ui::InputBar *>()->isHidden());
        QTRY_VERIFY2(window.windowTitle().startsWith(u"1 running"_s), qPrintable(window.windowTitle()));
        QStringList texts;
        for (const QLabel *label : window.findChild<ui::JobHeader *>()->findChildren<QLabel *>())
            texts += label->text();
        QVERIFY2(texts.contains(u"Queued · next"_s), qPrintable(texts.join(u'\n')));
        QSignalSpy failed(&commands, &ui::JobCommands::failed);
        commands.restart(queued);
        QCOMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().contains("is queued"_L1));
        QCOMPARE(queued->state(), core::JobState::Queued);

        kill(running);
        QTRY_COMPARE_WITH_TIMEOUT(queued->state(), core::JobState::Running, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(actions.restart->isEnabled() && actions.sendInput->isEnabled(), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<ui::InputBar *>()->isHidden(), 20000);

        // What is killed frees no place for what is killed with it.
        core::Job *last = home.queue(u"sleep 1002"_s, agent, 1);
        QSignalSpy launched(last, &core::Job::launched);
        commands.kill(home.jobs().jobs());
        QTRY_COMPARE_WITH_TIMEOUT(home.jobs().activeCount(), 0, 20000);
        QCOMPARE(last->state(), core::JobState::Killed);
        QCOMPARE(launched.count(), 0);
        QTRY_VERIFY(!actions.killAll->isEnabled());
    }

    void trayMenu()
    {
        JobHome home;
        ui::JobCommands commands(home.jobs());
        core::Job *running = home.start(u"sleep 1000"_s, agent);
        for (int i = 1; i <= 9; ++i)
            home.queue(u"sleep 100%1"_s.arg(i), agent, 1);
        ui::TrayMenu menu(home.jobs(), commands);
        QStringList texts;
        for (int i = 7; i >= 1; --i)
            texts += u"sleep 100%1 — Claude Code, TIME, Queued"_s.arg(i);
        QCOMPARE(jobsIn(menu), texts.join(u" | "_s) + u" | sleep 1000 — Claude Code, TIME"_s);

        // An entry stays the same one when its job starts.
        const QAction *next = menu.actions().at(8);
        QVERIFY(next->text().startsWith(u"sleep 1001"_s));
        kill(running);
        QTRY_VERIFY_WITH_TIMEOUT(jobsIn(menu).endsWith(u"sleep 1001 — Claude Code, TIME"_s), 20000);
        QVERIFY(menu.actions().contains(next));
        QCOMPARE(jobsIn(menu).count(u" | "_s), 7);
    }

    void inGerman()
    {
        QTranslator german;
        QVERIFY(german.load(u":/translations/jobdeck_de"_s));
        QCoreApplication::installTranslator(&german);
        {
            JobHome home;
            const core::Job *running = home.start(u"sleep 1000"_s, agent);
            const core::Job *next = home.queue(u"a"_s, agent, 1), *second = home.queue(u"b"_s, agent, 1);
            const core::Job *after = home.queue(u"c"_s, agent, 1, {running->id(), next->id()});
            QCOMPARE(ui::queueText(*next), u"als Nächster"_s);
            QCOMPARE(ui::queueText(*second), u"Platz 2"_s);
            QCOMPARE(ui::queueText(*after), u"nach sleep 1000 und 1 weiteren Job"_s);
        }
        QCoreApplication::removeTranslator(&german);
    }
};

QTEST_MAIN(TestQueuedJobs)
#include "tst_queuedjobs.moc"
