// The tray icon of real jobs, in a panel that the test is.

#include <csignal>

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/privatejobs.h"
#include "tests/ui/traypanel.h"
#include "ui/condition.h"
#include "ui/jobs/jobcommands.h"
#include "ui/settings/desktopsettings.h"
#include "ui/tray/trayicon.h"

using namespace Qt::StringLiterals;

namespace {

struct Stage {
    PrivateJobs home;
    ui::DesktopSettings settings{home.path() + u"/jobdeck.ini"_s};
    ui::JobCommands commands{home.jobs()};
    std::unique_ptr<ui::TrayIcon> icon;

    explicit Stage(ui::TrayMode mode = ui::TrayMode::Always)
    {
        setMode(mode);
        icon = std::make_unique<ui::TrayIcon>(home.jobs(), commands, settings);
    }
    void setMode(ui::TrayMode mode)
    {
        ui::DesktopPreferences values = settings.values();
        values.tray = mode;
        settings.set(values);
    }
};

bool isGone(qint64 pid)
{
    return ::kill(pid_t(pid), 0) != 0;
}

// The entry's label as a person reads it who does not see the mnemonic.
QString readable(QString label)
{
    static const QRegularExpression mnemonic(u"_(.)"_s);
    return label.replace(mnemonic, u"\\1"_s);
}

}  // namespace

class TestTray : public QObject
{
    Q_OBJECT

private slots:
    // First, as Qt remembers the first answer to whether there is a tray.
    void aPanelMayComeLate()
    {
        Stage stage;
        QSignalSpy shown(stage.icon.get(), &ui::TrayIcon::shownChanged);
        QTest::qWait(300);
        QVERIFY(!stage.icon->isShown());
        const TrayPanel panel;
        QTRY_VERIFY(panel.hasItem());
        QVERIFY(stage.icon->isShown());
        QCOMPARE(shown.size(), 1);
        QCOMPARE(panel.items().size(), 1);
    }

    // As at login.
    void itsHostMayComeLater()
    {
        TrayPanel panel(false);
        const Stage stage;
        QTest::qWait(300);
        QVERIFY(!stage.icon->isShown());
        panel.addHost();
        QTRY_VERIFY(panel.hasItem());
        QVERIFY(stage.icon->isShown());
    }

    void aPanelMayGoAndComeAgain()
    {
        auto panel = std::make_unique<TrayPanel>();
        const Stage stage;
        for (int i = 0; i < 3; ++i) {
            QTRY_VERIFY(panel->hasItem());
            QTRY_VERIFY(stage.icon->isShown());
            QTRY_COMPARE(panel->toolTip(), u"Jobdeck: no job is running"_s);
            panel.reset();
            QTRY_VERIFY(!stage.icon->isShown());
            panel = std::make_unique<TrayPanel>();
        }
    }

    void showsWhatHappens()
    {
        const TrayPanel panel;
        Stage stage;
        QTRY_VERIFY(panel.hasItem());
        QCOMPARE(panel.property(u"Category"_s).toString(), u"ApplicationStatus"_s);
        QCOMPARE(panel.property(u"Status"_s).toString(), u"Active"_s);
        QVERIFY(!panel.property(u"Id"_s).toString().isEmpty());
        QVERIFY(!panel.property(u"Title"_s).toString().isEmpty());
        const QList<QImage> idle = panel.pictures();
        QVERIFY(idle.size() >= 3);  // sizes

        core::Job *job = stage.home.run(u"sleep 600"_s);
        QTRY_COMPARE(panel.toolTip(), u"1 running"_s);
        const QList<QImage> running = panel.pictures();
        QVERIFY(running != idle);
        stage.icon->setUnseenFailures(2);
        QTRY_COMPARE(panel.toolTip(), u"1 running, 2 failed"_s);
        const QList<QImage> failed = panel.pictures();
        QVERIFY(failed != running);
        stage.commands.killNow(job);
        QTRY_COMPARE(panel.toolTip(), u"2 failed"_s);
        QVERIFY(panel.pictures() != failed);
        stage.icon->setUnseenFailures(0);
        QTRY_COMPARE(panel.toolTip(), u"Jobdeck: no job is running"_s);
        QCOMPARE(panel.pictures(), idle);
    }

    void isThereWhenItIsWanted()
    {
        const TrayPanel panel;
        Stage stage(ui::TrayMode::WhileJobsRun);
        QTest::qWait(300);
        QCOMPARE(panel.items().size(), 0);
        core::Job *job = stage.home.run(u"sleep 600"_s);
        QTRY_VERIFY(panel.hasItem());
        stage.commands.killNow(job);
        QTRY_VERIFY(!panel.hasItem());
        QVERIFY(!stage.icon->isShown());
        stage.icon->setUnseenFailures(1);
        QTRY_VERIFY(panel.hasItem());
        stage.setMode(ui::TrayMode::Never);
        QTRY_VERIFY(!panel.hasItem());
        stage.icon->setUnseenFailures(0);
        stage.setMode(ui::TrayMode::Always);
        QTRY_VERIFY(panel.hasItem());
        stage.icon.reset();
        QTRY_VERIFY(!panel.hasItem());
    }

    void aClickOpensTheWindow()
    {
        const TrayPanel panel;
        const Stage stage;
        QSignalSpy opening(stage.icon.get(), &ui::TrayIcon::openRequested);
        QTRY_VERIFY(panel.hasItem());
        panel.activate();
        QCOMPARE(opening.size(), 1);
    }

    void theMenuIsReadOverTheBus()
    {
        const TrayPanel panel;
        Stage stage;
        QTRY_VERIFY(panel.hasItem());
        const MenuEntry idle = panel.menu();
        QCOMPARE(idle.entries.value(0).label(), u"Open Jobdeck"_s);  // GNOME's one click opens the menu
        QCOMPARE(idle.find(u"Kill All"_s).id, 0);
        QVERIFY(idle.find(u"Quit Jobdeck"_s).id != 0);
        const std::pair<QString, void (ui::TrayMenu::*)()> entries[] = {
            {u"Open Jobdeck"_s, &ui::TrayMenu::openRequested},
            {u"Kill All Jobs…"_s, &ui::TrayMenu::killAllRequested},
            {u"Quit Jobdeck"_s, &ui::TrayMenu::quitRequested},
        };
        (void)stage.home.run(u"sleep 600"_s);
        QTRY_VERIFY(panel.menu().find(u"Kill All"_s).id != 0);
        for (const auto &[label, signal] : entries) {
            QSignalSpy wanted(&stage.icon->menu(), signal);
            panel.click(panel.menu().find(label).id);
            QTRY_COMPARE(wanted.size(), 1);
        }
        QSignalSpy pausing(&stage.icon->menu(), &ui::TrayMenu::pauseNotificationsRequested);
        const int pause = panel.menu().find(u"Pause Notifications"_s).id;
        panel.click(pause);
        QTRY_COMPARE(pausing.size(), 1);
        QCOMPARE(pausing[0][0].toBool(), true);
        QTRY_COMPARE(panel.menu().find(u"Pause"_s).properties[u"toggle-state"_s].toInt(), 1);
        stage.icon->menu().setPaused(false);  // the hour is over
        QTRY_COMPARE(panel.menu().find(u"Pause"_s).properties[u"toggle-state"_s].toInt(), 0);
    }

    void killsATree()
    {
        const TrayPanel panel;
        Stage stage;
        core::Job *job = stage.home.run(u"sleep 600 & echo $!; setsid sleep 601 & echo $!; wait"_s, {}, u"server"_s);
        QTRY_COMPARE(PrivateJobs::output(job).count('\n'), 2);
        QTRY_VERIFY(panel.menu().find(u"server"_s).id != 0);
        const MenuEntry entry = panel.menu().find(u"server"_s);
        QTest::qWait(2500);  // meanwhile the times in the menu go on
        panel.click(entry.find(u"Kill"_s).id);
        QTRY_COMPARE(job->state(), core::JobState::Killed);
        QTRY_VERIFY(!job->isAttached());
        for (const QByteArray &pid : PrivateJobs::output(job).trimmed().split('\n'))
            QTRY_VERIFY2(isGone(pid.toLongLong()), pid.constData());
        QCOMPARE(ui::conditionText(*job), u"Killed by you"_s);
        QTRY_COMPARE(panel.menu().find(u"server"_s).id, 0);
    }

    void killsAStubbornOneInTwoSteps()
    {
        const TrayPanel panel;
        Stage stage;
        core::Job *job = stage.home.run(u"trap '' TERM; echo ready; while :; do sleep 0.1; done"_s, {}, u"stubborn"_s);
        QTRY_COMPARE(PrivateJobs::output(job), "ready\n");
        stage.commands.setKillGrace(std::chrono::seconds(60));
        QTRY_VERIFY(panel.menu().find(u"stubborn"_s).id != 0);
        panel.click(panel.menu().find(u"stubborn"_s).find(u"Kill"_s).id);
        QTRY_VERIFY(panel.menu().find(u"stubborn"_s).find(u"Kill Now"_s).id != 0);
        QVERIFY(panel.menu().find(u"stubborn"_s).label().contains(u"Killing"_s));
        panel.click(panel.menu().find(u"stubborn"_s).find(u"Kill Now"_s).id);
        QTRY_COMPARE(job->state(), core::JobState::Killed);
    }

    void otherEntriesAreOfTheirJob()
    {
        const TrayPanel panel;
        Stage stage;
        core::Job *first = stage.home.run(u"sleep 600"_s, {}, u"first"_s);
        core::Job *second = stage.home.run(u"sleep 601"_s, {}, u"second"_s);
        QTRY_VERIFY(panel.menu().find(u"first"_s).id != 0 && panel.menu().find(u"second"_s).id != 0);
        const MenuEntry menu = panel.menu();
        stage.commands.killNow(first);
        QTRY_COMPARE(panel.menu().find(u"first"_s).id, 0);
        QSignalSpy showing(&stage.icon->menu(), &ui::TrayMenu::showJobRequested);
        panel.click(menu.find(u"second"_s).find(u"Show"_s).id);  // its entry is still the same
        QTRY_COMPARE(showing.size(), 1);
        QCOMPARE(showing[0][0].value<core::Job *>(), second);
        panel.click(menu.find(u"second"_s).find(u"Copy Command"_s).id);
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"sleep 601"_s);
        QVERIFY(!core::isFinal(second->state()));
    }

    void namesAreShownAsTheyAre_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : {u"run_tests"_s, u"a && b"_s, u"a & b_c"_s, u"__main__"_s})
            QTest::newRow(qPrintable(name)) << name;
    }
    void namesAreShownAsTheyAre()
    {
        QFETCH(QString, name);
        const TrayPanel panel;
        Stage stage;
        (void)stage.home.run(u"sleep 600"_s, {}, name);
        QTRY_VERIFY(panel.hasItem());
        const auto labels = [&] {
            QStringList result;
            for (const MenuEntry &entry : panel.menu().entries)
                result += readable(entry.label()).section(u" — "_s, 0, 0);
            return result;
        };
        QTRY_VERIFY2(labels().contains(name), qPrintable(labels().join(u'\n')));
    }

    void manyJobsDoNotFillTheScreen()
    {
        const TrayPanel panel;
        Stage stage;
        QList<core::Job *> jobs;
        for (int i = 0; i < 10; ++i)
            jobs += stage.home.run(u"sleep 600"_s, {}, u"job %1"_s.arg(i));
        const auto listed = [&] {
            const QList<MenuEntry> entries = panel.menu().entries;
            return std::count_if(entries.begin(), entries.end(),
                                 [](const MenuEntry &entry) { return entry.label().startsWith(u"job "_s); });
        };
        QTRY_COMPARE(listed(), 8);
        QTRY_VERIFY(panel.menu().find(u"… 2 more"_s).id != 0);
        for (core::Job *job : std::as_const(jobs).mid(0, 3))
            stage.commands.killNow(job);
        QTRY_COMPARE(listed(), 7);
        QTRY_COMPARE(panel.menu().find(u"…"_s).id, 0);
    }
};

QTEST_MAIN(TestTray)
#include "tst_tray.moc"
