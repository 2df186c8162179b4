// The pane around a job's output as a person uses it, with real jobs.

#include <QAbstractButton>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/ui/jobhome.h"
#include "ui/find/logexport.h"
#include "ui/find/logsaver.h"
#include "ui/find/outputpane.h"
#include "ui/output/outputview.h"
#include "ui/settings/desktopsettings.h"

using namespace Qt::StringLiterals;

namespace {

// A pane on a screen.
struct Shown {
    explicit Shown(const JobHome &home)
        : settings(home.paths().settingsFile())
        , pane(settings)
    {
        QDir().mkpath(home.paths().config);
        pane.resize(900, 400);
        pane.show();
        pane.activateWindow();
        if (!QTest::qWaitForWindowActive(&pane))
            qWarning("The pane is not active");
    }

    [[nodiscard]] QLineEdit *field() { return pane.findBar()->findChild<QLineEdit *>(); }
    [[nodiscard]] QString status() { return pane.findBar()->findChild<QLabel *>()->text(); }
    [[nodiscard]] QAbstractButton *button(const QString &name)
    {
        const auto all = pane.findChildren<QAbstractButton *>();
        for (QAbstractButton *button : all) {
            if (button->accessibleName() == name)
                return button;
        }
        qFatal("There is no button “%s”", qPrintable(name));
    }
    void type(const QString &text)
    {
        pane.find();
        field()->clear();
        QTest::keyClicks(field(), text);
    }

    ui::DesktopSettings settings;
    ui::OutputPane pane;
};

constexpr auto numbers = "for i in $(seq 2000); do echo line $i; done";

}  // namespace

class TestOutputPane : public QObject
{
    Q_OBJECT

private slots:
    void buttonsHaveNames()
    {
        JobHome home;
        Shown shown(home);
        const auto buttons = shown.pane.findChildren<QToolButton *>();
        QVERIFY(buttons.size() >= 9);
        for (const QToolButton *button : buttons) {
            if (!qobject_cast<QLineEdit *>(button->parentWidget()))
                QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->text()));
        }
    }

    void findsCountsAndWalks()
    {
        JobHome home;
        core::Job *job = home.runToEnd(QString::fromUtf8(numbers));
        Shown shown(home);
        shown.pane.setJob(job);
        QVERIFY(shown.pane.view()->isFollowing());
        shown.type(u"line 199"_s);
        // From the newest line upward: 1999 is the 11th of 199, 1990 … 1999.
        QTRY_COMPARE_WITH_TIMEOUT(shown.status(), u"11 of 11"_s, 10000);
        QVERIFY(!shown.pane.view()->isFollowing());
        QCOMPARE(shown.pane.view()->currentText(), u"line 1999"_s);
        QTest::keyClick(shown.field(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(shown.status(), u"1 of 11"_s, 10000);
        QCOMPARE(shown.pane.view()->currentText(), u"line 199"_s);
        QTest::keyClick(shown.field(), Qt::Key_Return, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(shown.status(), u"11 of 11"_s, 10000);
        QTest::keyClick(shown.field(), Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(shown.status(), u"10 of 11"_s, 10000);
        shown.button(u"Next match"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(shown.status(), u"11 of 11"_s, 10000);
        shown.type(u"LINE 199"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown.status().endsWith(u" of 11"_s), 10000);
        shown.button(u"Match case"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(shown.status(), u"No matches"_s, 10000);
    }

    void wrongExpressionIsASentence()
    {
        JobHome home;
        core::Job *job = home.runToEnd(QString::fromUtf8(numbers));
        Shown shown(home);
        shown.pane.setJob(job);
        shown.button(u"Regular expression"_s)->click();
        shown.type(u"line ("_s);
        QTRY_COMPARE_WITH_TIMEOUT(shown.status(),
                                  u"The expression is wrong at character 7: missing closing parenthesis."_s, 10000);
        QTest::keyClicks(shown.field(), u"7|8)$"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown.status().endsWith(u" of 2"_s), 10000);
    }

    void escapeGivesTheKeyboardBack()
    {
        JobHome home;
        core::Job *job = home.runToEnd(QString::fromUtf8(numbers));
        Shown shown(home);
        shown.pane.setJob(job);
        shown.pane.view()->setFocus();
        shown.type(u"line 7"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown.status().endsWith(u"of 111"_s), 10000);
        QTest::keyClick(shown.field(), Qt::Key_Escape);
        QVERIFY(!shown.pane.findBar()->isVisible());
        QVERIFY(shown.pane.view()->hasFocus());
    }

    void filterHidesAndShowsInContext()
    {
        JobHome home;
        core::Job *job = home.runToEnd(QString::fromUtf8(numbers));
        Shown shown(home);
        shown.pane.setJob(job);
        shown.type(u"line 77"_s);
        shown.button(u"Show only matching lines"_s)->click();
        ui::OutputView *view = shown.pane.view();
        QTRY_VERIFY_WITH_TIMEOUT(view->isFiltered(), 10000);
        view->showLine(0, 0);
        QTRY_COMPARE_WITH_TIMEOUT(view->currentText(), u"line 77"_s, 10000);
        const quint64 line = view->topLine();
        emit view->contextMenuAt(view->mapToGlobal(QPoint(5, 5)), line);
        auto *menu = shown.pane.findChild<QMenu *>();
        QVERIFY(menu);
        for (QAction *action : menu->actions()) {
            if (action->text() == "Show in Context"_L1)
                action->trigger();
        }
        menu->close();
        QVERIFY(!view->isFiltered());
        QCOMPARE(view->currentText(), u"line 77"_s);
        QVERIFY(view->topLine() < line);
    }

    void failureOpensAtItsFirstError()
    {
        JobHome home;
        const QString command = u"for i in $(seq 500); do echo line $i; done; echo 'main.c:3:1: error: x'; "
                                "for i in $(seq 500); do echo line $i; done; echo 'b.c:1:1: error: y'; exit 3"_s;
        core::Job *job = home.runToEnd(command);
        Shown shown(home);
        ui::OutputView *view = shown.pane.view();
        shown.pane.setJob(job);
        QTRY_COMPARE_WITH_TIMEOUT(view->currentText(), u"main.c:3:1: error: x"_s, 10000);
        QVERIFY(!view->isFollowing());
        const quint64 first = view->currentLine();
        QCOMPARE(first - view->topLine(), quint64(5 * sizeof("line 500") - 0));
        shown.pane.nextError();
        QTRY_COMPARE_WITH_TIMEOUT(view->currentText(), u"b.c:1:1: error: y"_s, 10000);
        shown.pane.nextError();
        QTRY_COMPARE_WITH_TIMEOUT(view->currentLine(), first, 10000);
        shown.pane.previousError();
        QTRY_COMPARE_WITH_TIMEOUT(view->currentText(), u"b.c:1:1: error: y"_s, 10000);
        // A second look is where the first one ended.
        const quint64 last = view->topLine();
        shown.pane.setJob(nullptr);
        shown.pane.setJob(job);
        QTest::qWait(100);
        QCOMPARE(view->topLine(), last);
    }

    void noErrorIsASentence()
    {
        JobHome home;
        core::Job *job = home.runToEnd(u"echo fine"_s);
        Shown shown(home);
        shown.pane.setJob(job);
        QSignalSpy message(&shown.pane, &ui::OutputPane::message);
        shown.pane.nextError();
        QTRY_COMPARE_WITH_TIMEOUT(message.size(), 1, 10000);
        QCOMPARE(message.at(0).at(0).toString(), u"No errors were found in the output."_s);
    }

    void countsWhileItGrows()
    {
        JobHome home;
        core::Job *job = home.start(u"echo needle; read x; echo needle; read x"_s);
        Shown shown(home);
        shown.pane.setJob(job);
        shown.type(u"needle"_s);
        QTRY_COMPARE_WITH_TIMEOUT(shown.status(), u"1 of 1"_s, 20000);
        job->sendInput("\n", this, [](const keeper::InputReply &) {});
        QTRY_COMPARE_WITH_TIMEOUT(shown.status(), u"1 of 2"_s, 20000);
    }

    void togglesAreSettings()
    {
        JobHome home;
        Shown shown(home);
        shown.button(u"Wrap lines"_s)->click();
        shown.button(u"Timestamps"_s)->click();
        QVERIFY(shown.settings.values().wrap);
        QVERIFY(shown.settings.values().timestamps);
        shown.pane.setWrap(false);
        QVERIFY(!shown.button(u"Wrap lines"_s)->isChecked());
    }

    void copiesForChat()
    {
        JobHome home;
        core::Job *job =
            home.runToEnd(u"for i in $(seq 300); do printf '\\033[31mline\\033[0m '; echo $i; done; exit 4"_s);
        Shown shown(home);
        shown.pane.setJob(job);
        shown.pane.copyForChat();
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.at(0), u"```"_s);
        QCOMPARE(lines.at(1), u"$ "_s + job->spec().command);
        QCOMPARE(lines.at(2), u"# "_s + job->spec().cwd);
        QVERIFY2(lines.at(3).startsWith("# Failed (exit 4) after "_L1), qPrintable(lines.at(3)));
        QCOMPARE(lines.at(5), u"line 101"_s);
        QCOMPARE(lines.at(204), u"line 300"_s);
        QCOMPARE(lines.at(205), u"```"_s);
    }

    void savesTextAndRaw()
    {
        JobHome home;
        core::Job *job = home.runToEnd(u"for i in $(seq 30000); do printf '\\033[31mline\\033[0m '; echo $i; done"_s);
        const QTemporaryDir folder;
        for (const auto format : {ui::LogExport::Format::Text, ui::LogExport::Format::Raw}) {
            const QString path = folder.filePath(u"log"_s);
            ui::LogExport saving(*job, path, format);
            QSignalSpy finished(&saving, &ui::LogExport::finished);
            saving.start();
            QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArrayList lines = file.readAll().split('\n');
            QCOMPARE(lines.size(), 30001);
            QCOMPARE(lines.at(29999),
                     format == ui::LogExport::Format::Text ? "line 30000" : "\x1b[31mline\x1b[0m 30000");
        }
    }

    void cancelAndFailureLeaveWhatWasThere()
    {
        JobHome home;
        core::Job *job = home.runToEnd(QString::fromUtf8(numbers));
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"log"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("before") == 6);
        file.close();
        ui::LogExport saving(*job, file.fileName(), ui::LogExport::Format::Text);
        QSignalSpy cancelled(&saving, &ui::LogExport::cancelled);
        saving.start();
        saving.cancel();
        QCOMPARE(cancelled.size(), 1);
        QTest::qWait(20);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "before");
        ui::LogExport failing(*job, folder.filePath(u"none/log"_s), ui::LogExport::Format::Text);
        QSignalSpy failed(&failing, &ui::LogExport::failed);
        failing.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20000);
        QVERIFY(failed.at(0).at(0).toString().contains(u"could not be saved"_s));
    }

    void asksWhereToSave()
    {
        JobHome home;
        core::Job *job = home.runToEnd(u"echo hello"_s);
        Shown shown(home);
        shown.pane.setJob(job);
        shown.pane.saveLog();
        auto *dialog = shown.pane.findChild<QFileDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        const QTemporaryDir folder;
        QSignalSpy message(&shown.pane, &ui::OutputPane::message);
        emit dialog->fileSelected(folder.filePath(u"saved.txt"_s));
        dialog->reject();
        QTRY_COMPARE_WITH_TIMEOUT(message.size(), 1, 20000);
        QFile file(folder.filePath(u"saved.txt"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "hello\n");
    }

    void opensInTheEditor()
    {
        JobHome home;
        core::Job *job = home.runToEnd(u"echo hello"_s);
        Shown shown(home);
        shown.pane.setJob(job);
        const QTemporaryDir folder;
        ui::DesktopPreferences values = shown.settings.values();
        values.editorCommand = u"cp %f \"%1/seen\""_s.arg(folder.path());
        shown.settings.set(values);
        shown.pane.openInEditor();
        QFile seen(folder.filePath(u"seen"_s));
        QTRY_VERIFY_WITH_TIMEOUT(seen.exists() && seen.size() == 6, 20000);
    }

    void jobThatIsForgotten()
    {
        JobHome home;
        core::Job *job = home.runToEnd(QString::fromUtf8(numbers));
        Shown shown(home);
        shown.pane.setJob(job);
        shown.type(u"line"_s);
        home.forgetOld(0);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.pane.job(), 10000);
        shown.pane.findNext();
        shown.pane.nextError();
        shown.pane.saveLog();
        shown.pane.copyForChat();
        shown.pane.copy();
        shown.pane.setFollowing(true);
        QTest::qWait(50);
    }
};

QTEST_MAIN(TestOutputPane)
#include "tst_outputpane.moc"
