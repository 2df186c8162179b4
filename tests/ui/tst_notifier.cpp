// Notifications of real jobs, at a server that the test is.

#include <csignal>

#include <QSignalSpy>
#include <QTest>

#include "tests/ui/notificationserver.h"
#include "tests/ui/privatejobs.h"
#include "ui/jobs/jobcommands.h"
#include "ui/notify/notifier.h"
#include "ui/settings/desktopsettings.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QStringList everything{u"actions"_s, u"body"_s, u"body-markup"_s, u"persistence"_s};

struct Stage {
    PrivateJobs home;
    ui::DesktopSettings settings{home.path() + u"/jobdeck.ini"_s};
    ui::JobCommands commands{home.jobs()};
    ui::Notifier notifier{home.jobs(), commands, settings};
    QSignalSpy showing{&notifier, &ui::Notifier::showJobRequested};
    QSignalSpy opening{&notifier, &ui::Notifier::openRequested};

    core::Job *runToEnd(const QString &command, const QString &name = {})
    {
        core::Job *job = home.run(u"sleep 0.1; "_s + command, {}, name);
        (void)QTest::qWaitFor([job] { return core::isFinal(job->state()); }, 20000);
        return job;
    }
    // A job that fails, and what the server is told of it.
    core::Job *fail(const NotificationServer &server, const QString &name = u"build"_s)
    {
        const qsizetype before = server.shown.size();
        core::Job *job = runToEnd(u"echo 'error: <b>no</b> & no'; exit 3"_s, name);
        (void)QTest::qWaitFor([&] { return server.shown.size() > before; }, 20000);
        return job;
    }
    void finishedAfter(std::chrono::seconds least)
    {
        ui::DesktopPreferences values = settings.values();
        values.notifyFinishedAfter = least;
        settings.set(values);
    }
};

// Long enough for the bus to bring what must not come.
void quiet()
{
    QTest::qWait(300);
}

}  // namespace

class TestNotifier : public QObject
{
    Q_OBJECT

private slots:
    void aFailureIsTold()
    {
        NotificationServer server(everything);
        Stage stage;
        const core::Job *job = stage.fail(server);
        QCOMPARE(server.shown.size(), 1);
        const auto &shown = server.shown.first();
        QCOMPARE(shown.application, u"Jobdeck"_s);
        QCOMPARE(shown.icon, u"io.github.jobdeck.Jobdeck"_s);
        QCOMPARE(shown.replaces, 0U);
        QCOMPARE(shown.summary, u"build failed (exit 3)"_s);
        QVERIFY2(shown.body.startsWith(u"error: &lt;b&gt;no&lt;/b&gt; &amp; no — "_s), qPrintable(shown.body));
        QVERIFY2(shown.body.contains(QFileInfo(job->spec().cwd).fileName()), qPrintable(shown.body));
        const QStringList actions{u"default"_s, u"Show"_s, u"show"_s, u"Show"_s, u"restart"_s, u"Restart"_s};
        QCOMPARE(shown.actions, actions);
        QCOMPARE(shown.hints[u"desktop-entry"_s], QVariant(u"io.github.jobdeck.Jobdeck"_s));
        QCOMPARE(shown.hints[u"urgency"_s], QVariant::fromValue(uchar(1)));  // a byte, or servers ignore it
        QCOMPARE(shown.hints[u"category"_s], QVariant(u"x-jobdeck.job"_s));
        QCOMPARE(shown.timeout, -1);
    }

    void anEndIsToldWhenItTookLong()
    {
        NotificationServer server(everything);
        Stage stage;
        stage.runToEnd(u"exit 0"_s);
        stage.finishedAfter(1s);
        stage.runToEnd(u"sleep 1.2"_s, u"tests"_s);
        QTRY_COMPARE(server.shown.size(), 1);
        QCOMPARE(server.shown.first().summary, u"tests finished"_s);
        QVERIFY(server.shown.first().body.startsWith(u"Succeeded after 1 s"_s));
        const QStringList actions{u"default"_s, u"Show"_s, u"show"_s, u"Show"_s};
        QCOMPARE(server.shown.first().actions, actions);
    }

    void whatSomebodyKilledIsNotTold_data()
    {
        QTest::addColumn<int>("cause");
        QTest::newRow("the person") << int(keeper::StopCause::Person);
        QTest::newRow("the agent") << int(keeper::StopCause::Agent);
    }
    void whatSomebodyKilledIsNotTold()
    {
        QFETCH(int, cause);
        NotificationServer server(everything);
        Stage stage;
        stage.finishedAfter(1s);
        core::Job *plain = stage.home.run(u"sleep 600"_s);
        core::Job *tidy = stage.home.run(u"trap 'exit 3' TERM; echo ready; while :; do sleep 0.1; done"_s);
        QTRY_COMPARE(PrivateJobs::output(tidy), "ready\n");
        QTest::qWait(1000);
        for (core::Job *job : {plain, tidy}) {
            job->stop(SIGTERM, 5s, keeper::StopCause(cause));
            QTRY_VERIFY(core::isFinal(job->state()));
        }
        quiet();
        QCOMPARE(server.shown.size(), 0);
        stage.fail(server);
        QCOMPARE(server.shown.size(), 1);
    }

    void nobodyIsToldWhatTheySee()
    {
        NotificationServer server(everything);
        Stage stage;
        stage.notifier.setWindowActive(true);
        stage.runToEnd(u"exit 1"_s);
        stage.notifier.setWindowActive(false);
        stage.notifier.setPaused(true);
        stage.runToEnd(u"exit 2"_s);
        stage.notifier.setPaused(false);
        stage.fail(server);
        quiet();
        QCOMPARE(server.shown.size(), 1);
        QCOMPARE(server.shown.first().summary, u"build failed (exit 3)"_s);
    }

    void actionsReachTheirJob()
    {
        NotificationServer server(everything);
        Stage stage;
        core::Job *first = stage.fail(server, u"first"_s);
        emit server.NotificationClosed(999, 2);
        emit server.ActionInvoked(999, u"show"_s);  // somebody else's
        emit server.ActivationToken(999, u"foreign"_s);
        emit server.ActivationToken(server.shown.first().id, u"token-1"_s);
        emit server.ActionInvoked(server.shown.first().id, u"default"_s);
        QTRY_COMPARE(stage.showing.size(), 1);
        QCOMPARE(stage.showing[0][0].value<core::Job *>(), first);
        QCOMPARE(stage.showing[0][1].toString(), u"token-1"_s);
        emit server.ActionInvoked(server.shown.first().id, u"show"_s);
        QTRY_COMPARE(stage.showing.size(), 2);
        QCOMPARE(stage.showing[1][1].toString(), QString());  // a token is good once
        QSignalSpy restarted(&stage.commands, &ui::JobCommands::restarted);
        emit server.ActionInvoked(server.shown.first().id, u"restart"_s);
        QTRY_COMPARE(restarted.size(), 1);
        QCOMPARE(restarted[0][0].value<core::Job *>(), first);
        QCOMPARE(stage.showing.size(), 2);
    }

    void whatWasClosedIsForgotten()
    {
        NotificationServer server(everything);
        Stage stage;
        stage.fail(server, u"first"_s);
        const uint first = server.shown.first().id;
        emit server.NotificationClosed(first, 2);
        emit server.ActionInvoked(first, u"show"_s);
        quiet();
        QCOMPARE(stage.showing.size(), 0);
        stage.fail(server, u"second"_s);
        QCOMPARE(server.shown.size(), 2);
        QCOMPARE(server.shown.last().summary, u"second failed (exit 3)"_s);
        QCOMPARE(server.shown.last().replaces, 0U);
    }

    void oneNotificationTellsOfMany()
    {
        NotificationServer server(everything);
        Stage stage;
        core::Job *jobs[] = {stage.fail(server, u"first"_s), stage.fail(server, u"second"_s),
                             stage.fail(server, u"third"_s)};
        QCOMPARE(server.shown.size(), 3);
        const uint id = server.shown[0].id;
        QCOMPARE(server.shown[1].replaces, id);
        QCOMPARE(server.shown[2].replaces, id);
        QCOMPARE(server.shown[2].summary, u"3 job(s) failed"_s);
        const QStringList actions{u"default"_s, u"Show"_s, u"show"_s, u"Show"_s};
        QCOMPARE(server.shown[2].actions, actions);
        stage.notifier.jobLookedAt(jobs[0]);  // of the others it still tells
        quiet();
        QCOMPARE(server.closed, QList<uint>());
        emit server.ActivationToken(id, u"token-2"_s);
        emit server.ActionInvoked(id, u"default"_s);
        QTRY_COMPARE(stage.opening.size(), 1);
        QCOMPARE(stage.opening[0][0].toString(), u"token-2"_s);
        QCOMPARE(stage.showing.size(), 0);
    }

    void whatWasLookedAtGoes()
    {
        NotificationServer server(everything);
        Stage stage;
        core::Job *first = stage.fail(server, u"first"_s);
        stage.notifier.jobLookedAt(first);
        QTRY_COMPARE(server.closed, QList<uint>{server.shown.first().id});
        stage.fail(server, u"second"_s);
        QCOMPARE(server.shown.last().summary, u"second failed (exit 3)"_s);
    }

    void aServerMayComeLate()
    {
        Stage stage;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^Notifications cannot be shown: "_s));
        stage.runToEnd(u"exit 1"_s);
        quiet();
        NotificationServer server(everything);
        core::Job *job = stage.fail(server);
        QCOMPARE(server.shown.last().summary, u"build failed (exit 3)"_s);  // what nobody saw is not counted
        emit server.ActionInvoked(server.shown.last().id, u"show"_s);
        QTRY_COMPARE(stage.showing.size(), 1);
        QCOMPARE(stage.showing[0][0].value<core::Job *>(), job);
    }

    void aServerMayBeReplaced()
    {
        Stage stage;
        auto server = std::make_unique<NotificationServer>(everything);
        stage.fail(*server, u"first"_s);
        const uint old = server->shown.first().id;
        server.reset();
        quiet();
        server = std::make_unique<NotificationServer>(QStringList{u"body"_s});
        quiet();
        emit server->ActionInvoked(old, u"show"_s);  // of another's, by a number that we know from the server before
        quiet();
        QCOMPARE(stage.showing.size(), 0);
        stage.fail(*server, u"second"_s);
        QCOMPARE(server->shown.size(), 1);
        QCOMPARE(server->shown.first().summary, u"second failed (exit 3)"_s);
        QCOMPARE(server->shown.first().replaces, 0U);
        QCOMPARE(server->shown.first().actions, QStringList());
        QVERIFY(
            server->shown.first().body.startsWith(u"error: <b>no</b> & no — "_s));  // plain text, as it knows no other
    }

    void aRefusalIsSurvived()
    {
        NotificationServer server(everything);
        Stage stage;
        server.refuses = true;
        QTest::ignoreMessage(QtWarningMsg, "A notification could not be shown: Too many.");
        stage.runToEnd(u"exit 1"_s);
        quiet();
        server.refuses = false;
        stage.fail(server);
        QCOMPARE(server.shown.size(), 1);
        QCOMPARE(server.shown.first().summary, u"build failed (exit 3)"_s);
    }

    void aQuestionIsTold()
    {
        NotificationServer server(everything);
        Stage stage;
        core::Job *job =
            stage.home.run(u"echo one; printf 'Proceed? [y/N] '; read answer; sleep 600"_s, {}, u"deploy"_s);
        QTRY_COMPARE_WITH_TIMEOUT(server.shown.size(), 1, 30000);
        QCOMPARE(server.shown.first().summary, u"deploy waits for input"_s);
        QCOMPARE(server.shown.first().body, u"Proceed? [y/N]"_s);
        const QStringList actions{u"default"_s, u"Show"_s, u"show"_s, u"Show"_s, u"kill"_s, u"Kill"_s};
        QCOMPARE(server.shown.first().actions, actions);
        job->sendInput("y\n", this, [](const keeper::InputReply &) {});
        QTRY_COMPARE_WITH_TIMEOUT(server.closed, QList<uint>{server.shown.first().id}, 30000);  // it is answered
    }

    void aJobIsKilledFromItsQuestion()
    {
        NotificationServer server(everything);
        Stage stage;
        ui::DesktopPreferences values = stage.settings.values();
        values.notifyInput = false;
        stage.settings.set(values);
        core::Job *quiet = stage.home.run(u"read answer"_s);
        QTRY_VERIFY_WITH_TIMEOUT(quiet->needsInput(), 30000);
        values.notifyInput = true;
        stage.settings.set(values);
        core::Job *job = stage.home.run(u"sleep 600 & echo $!; read answer"_s);
        QTRY_COMPARE_WITH_TIMEOUT(server.shown.size(), 1, 30000);
        emit server.ActionInvoked(server.shown.first().id, u"kill"_s);
        QTRY_COMPARE(job->state(), core::JobState::Killed);
        QTRY_VERIFY(!job->isAttached());
        QVERIFY(::kill(pid_t(PrivateJobs::output(job).trimmed().toLongLong()), 0) != 0);
        QVERIFY(!core::isFinal(quiet->state()));
        QTRY_COMPARE(server.closed, QList<uint>{server.shown.first().id});
    }
};

QTEST_MAIN(TestNotifier)
#include "tst_notifier.moc"
