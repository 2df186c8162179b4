// The settings page: what is changed holds at once and is in jobdeck.ini.

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFontComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include "core/jobmanager.h"
#include "ui/settings/settingsdialog.h"

using namespace Qt::StringLiterals;

namespace {

// A dialog over a Jobdeck of its own.
struct Page {
    explicit Page(const QByteArray &ini = {}, const core::SettingsVariables &variables = {},
                  ui::AutostartSwitch autostart = {})
        : paths{folder.filePath(u"config"_s), folder.filePath(u"state"_s), folder.filePath(u"runtime"_s)}
        , file(paths.settingsFile())
    {
        QDir().mkpath(paths.config);
        QFile out(file);
        if (!ini.isEmpty() && (!out.open(QIODevice::WriteOnly) || out.write(ini) != ini.size()))
            qFatal("Cannot write a test's file.");
        out.close();
        desktop = std::make_unique<ui::DesktopSettings>(file);
        const auto settings = core::withVariables(*core::withFile({}, file), variables);
        jobs = std::make_unique<core::JobManager>(paths, *settings, 1024);
        dialog = std::make_unique<ui::SettingsDialog>(*desktop, *jobs, variables, std::move(autostart));
        dialog->show();
    }

    // The field `key` of the service.
    [[nodiscard]] QLineEdit *field(const QString &key) const { return dialog->findChild<QLineEdit *>(key); }
    [[nodiscard]] QString note(const QString &key) const
    {
        const auto *label = dialog->findChild<QLabel *>(key + "_note"_L1);
        return label->isHidden() ? QString() : label->text();
    }
    void type(const QString &key, const QString &text) const
    {
        QLineEdit *edit = field(key);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    [[nodiscard]] QCheckBox *box(const QString &text) const
    {
        for (QCheckBox *box : dialog->findChildren<QCheckBox *>()) {
            if (box->text() == text)
                return box;
        }
        return nullptr;
    }
    [[nodiscard]] QVariant stored(const QString &key) const { return QSettings(file, QSettings::IniFormat).value(key); }
    [[nodiscard]] QByteArray content() const
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    core::Paths paths;
    QString file;
    std::unique_ptr<ui::DesktopSettings> desktop;
    std::unique_ptr<core::JobManager> jobs;
    std::unique_ptr<ui::SettingsDialog> dialog;
};

}  // namespace

class TestSettingsDialog : public QObject
{
    Q_OBJECT

private slots:
    void serviceFieldsWriteTheirKeys_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::newRow("max_jobs") << u"max_jobs"_s << u"3"_s;
        QTest::newRow("max_output_size") << u"max_output_size"_s << u"2048"_s;
        QTest::newRow("job_timeout") << u"job_timeout"_s << u"60"_s;
        QTest::newRow("working_dir") << u"working_dir"_s << u"/tmp"_s;
        QTest::newRow("allowed_commands") << u"allowed_commands"_s << u"^npm\\b, ^a{1,3}$"_s;
        QTest::newRow("keep_days") << u"keep_days"_s << u"30"_s;
        QTest::newRow("keep_jobs") << u"keep_jobs"_s << u"0"_s;
        QTest::newRow("keep_bytes") << u"keep_bytes"_s << u"5000000"_s;
    }

    void serviceFieldsWriteTheirKeys()
    {
        QFETCH(QString, key);
        QFETCH(QString, text);
        const Page page("; mine\nother=1\n\n[desktop]\nwrap=true\n");
        const QString otherwise = core::settingText({}, key);
        QCOMPARE(page.field(key)->text(), otherwise);
        page.type(key, text);
        QCOMPARE(page.field(key)->text(), text);
        QCOMPARE(core::settingText(page.jobs->settings(), key), text);
        QCOMPARE(core::settingText(*core::withFile({}, page.file), key), text);
        QVERIFY(page.content().startsWith("; mine\nother=1\n"));
        QVERIFY(ui::DesktopSettings(page.file).values().wrap);
        page.type(key, {});
        QCOMPARE(page.content(), "; mine\nother=1\n\n[desktop]\nwrap=true\n");
        QCOMPARE(page.field(key)->text(), otherwise);
        QCOMPARE(core::settingText(page.jobs->settings(), key), otherwise);
    }

    void megabytesAreTaken()
    {
        const Page page;
        page.type(u"max_output_size"_s, u"20MB"_s);
        QCOMPARE(page.jobs->settings().maxOutputSize, 20 * 1024 * 1024);
        QCOMPARE(page.field(u"max_output_size"_s)->text(), u"20971520"_s);
        QCOMPARE(page.note(u"max_output_size"_s), u"21 MB"_s);
    }

    void badValuesAreNotWritten_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::newRow("max_jobs") << u"max_jobs"_s << u"many"_s;
        QTest::newRow("max_output_size") << u"max_output_size"_s << u"3"_s;
        QTest::newRow("job_timeout") << u"job_timeout"_s << u"0"_s;
        QTest::newRow("working_dir") << u"working_dir"_s << u"/no/such/folder"_s;
        QTest::newRow("allowed_commands") << u"allowed_commands"_s << u"ok, ("_s;
        QTest::newRow("keep_days") << u"keep_days"_s << u"-1"_s;
        QTest::newRow("keep_jobs") << u"keep_jobs"_s << u"1.5"_s;
        QTest::newRow("keep_bytes") << u"keep_bytes"_s << u"much"_s;
    }

    void badValuesAreNotWritten()
    {
        QFETCH(QString, key);
        QFETCH(QString, text);
        const Page page("max_jobs=7\n");
        page.type(key, text);
        QVERIFY2(page.note(key).startsWith(key + " is '"_L1), qPrintable(page.note(key)));
        QVERIFY(page.note(key).contains(u"it must be"_s));
        QCOMPARE(page.content(), "max_jobs=7\n");
        QCOMPARE(page.field(key)->text(), text);
        QCOMPARE(page.jobs->settings().maxJobs, 7);
        page.dialog->hide();
        QCOMPARE(page.content(), "max_jobs=7\n");
        page.dialog->show();
        QVERIFY(!page.note(key).contains(u"it must be"_s));
    }

    void aFileThatIsWrongElsewhereIsSaid()
    {
        const Page page;
        QFile out(page.file);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write("keep_days=soon\n") > 0);
        out.close();
        page.type(u"max_jobs"_s, u"3"_s);
        QVERIFY2(page.note(u"max_jobs"_s).contains(u"keep_days"_s), qPrintable(page.note(u"max_jobs"_s)));
        QCOMPARE(page.jobs->settings().maxJobs, 10);
    }

    void variablesStandAbove()
    {
        const Page page("max_jobs=7\n", {{u"MCP_BG_MAX_JOBS"_s, u"5"_s}});
        QVERIFY(!page.field(u"max_jobs"_s)->isEnabled());
        QCOMPARE(page.field(u"max_jobs"_s)->text(), u"5"_s);
        QVERIFY(page.note(u"max_jobs"_s).startsWith(u"Set by MCP_BG_MAX_JOBS"_s));
        page.type(u"keep_days"_s, u"9"_s);
        QCOMPARE(page.jobs->settings().maxJobs, 5);
        QCOMPARE(page.jobs->settings().keepDays, 9);
        page.dialog->hide();
        QCOMPARE(page.content(), "max_jobs=7\nkeep_days=9\n");
    }

    void whatIsTypedCountsWithoutEnter()
    {
        const Page page;
        page.field(u"keep_days"_s)->setFocus();
        page.field(u"keep_days"_s)->selectAll();
        QTest::keyClicks(page.field(u"keep_days"_s), u"12"_s);
        page.field(u"editor_command"_s)->setText(u"code -g %f:%l"_s);
        page.dialog->close();
        QCOMPARE(page.jobs->settings().keepDays, 12);
        QCOMPARE(page.desktop->values().editorCommand, u"code -g %f:%l"_s);
    }

    void stopOnExitIsASwitch()
    {
        const Page page;
        QCheckBox *stop = page.box(u"Kill running jobs when Jobdeck ends"_s);
        QVERIFY(!stop->isChecked());
        stop->click();
        QVERIFY(page.jobs->settings().stopJobsOnExit);
        QCOMPARE(page.content(), "stop_jobs_on_exit=true\n");
        stop->click();
        QVERIFY(!core::withFile({}, page.file)->stopJobsOnExit);
    }

    void desktopSwitchesWriteTheirKeys_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("key");
        QTest::newRow("failed") << u"When a job fails"_s << u"notify_failed"_s;
        QTest::newRow("finished") << u"When a job finishes after"_s << u"notify_finished"_s;
        QTest::newRow("input") << u"When a job waits for input"_s << u"notify_input"_s;
        QTest::newRow("wrap") << u"Wrap long lines"_s << u"wrap"_s;
        QTest::newRow("time stamps") << u"Show time stamps"_s << u"timestamps"_s;
        QTest::newRow("colours") << u"Show the terminal's colours"_s << u"terminal_colours"_s;
    }

    void desktopSwitchesWriteTheirKeys()
    {
        QFETCH(QString, text);
        QFETCH(QString, key);
        const Page page("max_jobs=7\n");
        QCheckBox *box = page.box(text);
        const bool before = box->isChecked();
        box->click();
        QCOMPARE(page.stored(u"desktop/"_s + key).toBool(), !before);
        QCOMPARE(core::withFile({}, page.file)->maxJobs, 7);
        QCOMPARE(ui::DesktopSettings(page.file).values(), page.desktop->values());
    }

    void otherDesktopFields()
    {
        const Page page;
        page.dialog->findChild<QComboBox *>(u"tray"_s)->setCurrentIndex(2);
        QCOMPARE(page.desktop->values().tray, ui::TrayMode::Never);
        QCOMPARE(page.stored(u"desktop/tray"_s).toString(), u"never"_s);
        for (QSpinBox *spin : page.dialog->findChildren<QSpinBox *>())
            spin->setValue(spin->maximum() - 1);
        QCOMPARE(page.desktop->values().killGrace, std::chrono::seconds(39));
        QCOMPARE(page.desktop->values().notifyFinishedAfter, std::chrono::seconds(86399));
        QFont font;
        QVERIFY(font.fromString(page.desktop->values().outputFont));
        QCOMPARE(font.pointSize(), 71);
        for (QPushButton *button : page.dialog->findChildren<QPushButton *>()) {
            if (button->text() == "Use System Font"_L1)
                button->click();
        }
        QVERIFY(page.desktop->values().outputFont.isEmpty());
        QCOMPARE(ui::DesktopSettings(page.file).values(), page.desktop->values());
    }

    void whatChangesElsewhereIsShown()
    {
        const Page page;
        ui::DesktopPreferences values = page.desktop->values();
        values.wrap = true;
        page.desktop->set(values);
        QVERIFY(page.box(u"Wrap long lines"_s)->isChecked());
        QCOMPARE(page.desktop->values(), values);
    }

    void scrollingThePageChangesNothing()
    {
        const Page page;
        auto *tray = page.dialog->findChild<QComboBox *>(u"tray"_s);
        page.field(u"max_jobs"_s)->setFocus();
        QWheelEvent wheel({5, 5}, tray->mapToGlobal(QPoint(5, 5)), {0, -120}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(tray, &wheel);
        QCOMPARE(tray->currentIndex(), 0);
        QVERIFY(!QFileInfo::exists(page.file));
    }

    void openingTheDialogWritesNothing()
    {
        const Page page;
        page.dialog->hide();
        QVERIFY(!QFileInfo::exists(page.file));
    }

    void failedWritesAreSaid()
    {
        const Page page;
        QVERIFY(QDir().mkpath(page.file + ".new/x"_L1));  // stands where the temporary file would
        page.box(u"Wrap long lines"_s)->click();
        const auto *message = page.dialog->findChild<QLabel *>(u"message"_s);
        QVERIFY(!message->isHidden());
        QVERIFY2(message->text().contains(page.file), qPrintable(message->text()));
        QVERIFY(page.desktop->values().wrap);
    }

    void startAtLogin()
    {
        const Page without;
        QVERIFY(!without.box(u"Start at login"_s));
        bool on = false;
        QString error;
        const Page page({}, {},
                        {[&] { return on; },
                         [&](bool wanted) {
                             if (error.isEmpty())
                                 on = wanted;
                             return error;
                         }});
        QCheckBox *box = page.box(u"Start at login"_s);
        QVERIFY(!box->isChecked());
        box->click();
        QVERIFY(on && box->isChecked());
        error = u"The disk is full."_s;
        box->click();
        QVERIFY(on && box->isChecked());
        QCOMPARE(page.dialog->findChild<QLabel *>(u"message"_s)->text(), error);
    }

    void everyFieldHasAName()
    {
        const Page page;
        for (const QAbstractButton *button : page.dialog->findChildren<QAbstractButton *>()) {
            if (!button->objectName().startsWith("qt_"_L1))
                QVERIFY(!button->text().isEmpty() || !button->accessibleName().isEmpty());
        }
        for (QWidget *widget : page.dialog->findChildren<QWidget *>()) {
            const bool input = qobject_cast<QSpinBox *>(widget) || qobject_cast<QComboBox *>(widget)
                || (qobject_cast<QLineEdit *>(widget) && !widget->objectName().isEmpty()
                    && !widget->objectName().startsWith("qt_"_L1));
            QAccessibleInterface *accessible = input ? QAccessible::queryAccessibleInterface(widget) : nullptr;
            if (input)
                QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        }
    }
};

QTEST_MAIN(TestSettingsDialog)
#include "tst_settingsdialog.moc"
