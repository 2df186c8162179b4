// The window's small parts: when it ends, what it asks, what it sends to a job.

#include <csignal>

#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include "core/jobmanager.h"
#include "tests/ui/jobmodels.h"
#include "tests/ui/privatejobs.h"
#include "ui/window/closerules.h"
#include "ui/window/inputbar.h"
#include "ui/window/jobheader.h"
#include "ui/window/messagebar.h"
#include "ui/window/newjobdialog.h"
#include "ui/window/questions.h"

using namespace Qt::StringLiterals;
using Action = ui::CloseDecision::Action;

class TestWindowParts : public QObject
{
    Q_OBJECT

private slots:
    // A person at the command line is no agent that could be gone.
    void headerSaysWhichAgentIsGone()
    {
        JobHome home;
        JobModels models(home);
        ui::JobHeader header(models.agents, models.usage);
        const auto factsOf = [&](const QString &client) {
            header.setJob(home.start(u"sleep 1000"_s, client));
            QString facts;
            for (const QLabel *label : header.findChildren<QLabel *>())
                facts += label->text();
            return facts;
        };
        QVERIFY(factsOf(u"claude-code"_s).contains(u"asked for by Claude Code (gone)"_s));
        QVERIFY(!factsOf(u"jobdeck"_s).contains(u"asked for by"_s));
    }

    void closing_data()
    {
        QTest::addColumn<bool>("quitting");
        QTest::addColumn<bool>("tray");
        QTest::addColumn<int>("running");
        QTest::addColumn<bool>("hintShown");
        QTest::addColumn<int>("action");
        QTest::addColumn<bool>("says");
        QTest::newRow("idle, tray") << false << true << 0 << false << int(Action::Hide) << false;
        QTest::newRow("idle, no tray") << false << false << 0 << false << int(Action::End) << false;
        QTest::newRow("running, tray, first time") << false << true << 3 << false << int(Action::Hide) << true;
        QTest::newRow("running, no tray, first time") << false << false << 3 << false << int(Action::End) << true;
        QTest::newRow("running, no tray, again") << false << false << 3 << true << int(Action::End) << false;
        QTest::newRow("quit, idle") << true << true << 0 << false << int(Action::End) << false;
        QTest::newRow("quit, running") << true << true << 1 << true << int(Action::Ask) << false;
    }

    void closing()
    {
        QFETCH(bool, quitting);
        QFETCH(bool, tray);
        QFETCH(int, running);
        QFETCH(bool, hintShown);
        const auto decision = ui::decideClose({quitting, tray, running, hintShown});
        QTEST(int(decision.action), "action");
        QTEST(decision.sayJobsKeepRunning, "says");
    }

    void killingManyAsksFirst()
    {
        PrivateJobs home;
        core::Job *first = home.run(u"sleep 600"_s), *second = home.run(u"sleep 601"_s);
        QList<core::Job *> killed;
        QMessageBox *box = ui::askToKillJobs(nullptr, {first, second}, [&](const auto &jobs) { killed = jobs; });
        QVERIFY(box->informativeText().contains(u"sleep 601"_s));
        QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel));
        first->stop(SIGKILL, std::chrono::seconds(0), keeper::StopCause::Person);
        QTRY_VERIFY(core::isFinal(first->state()));
        for (QAbstractButton *button : box->buttons()) {
            if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                button->click();
        }
        QCOMPARE(killed, QList<core::Job *>{second});
    }

    void inputReachesTheJob()
    {
        PrivateJobs home;
        core::Job *job = home.run(u"read a; read b; echo \"got $a and $b\"; cat; echo end"_s);
        ui::InputBar bar;
        bar.setJob(job);
        QTRY_VERIFY(bar.isVisibleTo(nullptr));
        auto *field = bar.findChild<QLineEdit *>();
        QTest::keyClicks(field, u"one"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTest::keyClicks(field, u"two"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(home.output(job), QByteArray("got one and two\n"));
        QTest::keyClick(field, Qt::Key_Up);
        QCOMPARE(field->text(), u"two"_s);
        bar.findChildren<QToolButton *>().last()->click();
        QTRY_COMPARE(job->state(), core::JobState::Completed);
        QCOMPARE(home.output(job), QByteArray("got one and two\nend\n"));
        QTRY_VERIFY(!bar.isVisibleTo(nullptr));
    }

    void newJobStartsOrSaysWhyNot()
    {
        PrivateJobs home;
        ui::NewJobDialog dialog(home.jobs());
        core::Job *started = nullptr;
        connect(&dialog, &ui::NewJobDialog::started, this, [&](core::Job *job) { started = job; });
        dialog.setFolder(u"/no/such/folder"_s);
        dialog.show();
        auto *command = dialog.findChild<QPlainTextEdit *>();
        command->setPlainText(u"echo $((6 * 7))"_s);
        QTest::keyClick(command, Qt::Key_Return);
        QVERIFY(!started && dialog.isVisible());
        QCOMPARE(command->toPlainText(), u"echo $((6 * 7))"_s);
        dialog.setFolder(u"/"_s);
        QTest::keyClick(command, Qt::Key_Return);
        QVERIFY(started && !dialog.isVisible());
        QTRY_COMPARE(started->state(), core::JobState::Completed);
        QCOMPARE(home.output(started), QByteArray("42\n"));
    }

    void messageOffersOnce()
    {
        ui::MessageBar bar;
        int runs = 0;
        bar.offer(u"Killed."_s, u"Restart"_s, [&] { ++runs; });
        QVERIFY(bar.isVisibleTo(nullptr));
        bar.findChild<QPushButton *>()->click();
        QCOMPARE(runs, 1);
        QVERIFY(!bar.isVisibleTo(nullptr));
    }
};

QTEST_MAIN(TestWindowParts)
#include "tst_windowparts.moc"
