// jobdeck.ini: the service's keys and the window's in one file that a person may have written.

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "core/inifile.h"
#include "core/settings.h"
#include "ui/settings/desktopsettings.h"

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
}

void write(const QString &name, const QByteArray &content)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

}  // namespace

class TestSettingsFile : public QObject
{
    Q_OBJECT

private slots:
    void setsOneValue_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const QByteArray &before, const QString &group, const QString &value,
                            const QByteArray &after) { QTest::newRow(name) << before << group << value << after; };
        row("empty file", "", {}, u"1"_s, "key=1\n");
        row("empty file, group", "", u"desktop"_s, u"1"_s, "[desktop]\nkey=1\n");
        row("replaced", "a=1\nkey = 2\nb=3\n", {}, u"9"_s, "a=1\nkey=9\nb=3\n");
        row("comment behind", "key=2 ; why\n", {}, u"9"_s, "key=9 ; why\n");
        row("comment with the key", ";key=2\n", {}, u"9"_s, ";key=2\nkey=9\n");
        row("no line end", "a=1", {}, u"9"_s, "a=1\nkey=9\n");
        row("before a group", "[desktop]\nwrap=true\n", {}, u"9"_s, "key=9\n[desktop]\nwrap=true\n");
        row("in General", "[desktop]\nkey=1\n\n[General]\na=1\n", {}, u"9"_s,
            "[desktop]\nkey=1\n\n[General]\na=1\nkey=9\n");
        row("same key elsewhere", "key=1\n[desktop]\nkey=2\n[x]\nkey=3\n", u"desktop"_s, u"9"_s,
            "key=1\n[desktop]\nkey=9\n[x]\nkey=3\n");
        row("end of a group", "[desktop]\na=1\n\n[x]\nb=1\n", u"desktop"_s, u"9"_s,
            "[desktop]\na=1\nkey=9\n\n[x]\nb=1\n");
        row("new group", "a=1\n", u"desktop"_s, u"9"_s, "a=1\n\n[desktop]\nkey=9\n");
        row("CRLF", "a=1\r\nkey=2\r\nb=1\r\n", {}, u"9"_s, "a=1\r\nkey=9\r\nb=1\r\n");
        row("CRLF, new", "a=1\r\n", {}, u"9"_s, "a=1\r\nkey=9\r\n");
        row("value over lines", "key=\"1\n2\"\nb=1\n", {}, u"9"_s, "key=9\nb=1\n");
        row("value with a backslash", "key=1\\\n2\nb=1\n", {}, u"9"_s, "key=9\nb=1\n");
        row("byte order mark", "\xEF\xBB\xBF[x]\na=1\n", {}, u"9"_s, "\xEF\xBB\xBFkey=9\n[x]\na=1\n");
        row("removed", "a=1\nkey=2 ; why\nb=1\nkey=3\n", {}, QString(), "a=1\nb=1\n");
        row("nothing to remove", "a=1", {}, QString(), "a=1");
    }

    void setsOneValue()
    {
        QFETCH(QByteArray, before);
        QFETCH(QString, group);
        QFETCH(QString, value);
        const QByteArray after = core::withIniValue(before, group, u"key"_s, value);
        QTEST(after, "after");
        if (value.isNull())
            return;
        QTemporaryDir folder;
        write(folder.filePath(u"x.ini"_s), after);
        const QSettings read(folder.filePath(u"x.ini"_s), QSettings::IniFormat);
        QCOMPARE(read.status(), QSettings::NoError);
        QCOMPARE(read.value(group.isEmpty() ? u"key"_s : group + "/key"_L1).toString(), value);
    }

    void everyTextIsReadBack_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"plain", "two words", " blanks ", "a,b", "^npm\\s+(test|run) , ^a{1,3}$", "\"quoted\"", "; no comment",
              "a=b", "@Invalid()", "@@", "é€😀", "line\nend\ttab", "", "100%", "\\", "[x]", "#x"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }

    void everyTextIsReadBack()
    {
        QFETCH(QString, text);
        QTemporaryDir folder;
        const QString file = folder.filePath(u"x.ini"_s);
        QVERIFY(core::writeIniValues(file, u"g"_s, {{u"key"_s, text}, {u"next"_s, u"1"_s}}));
        const QSettings read(file, QSettings::IniFormat);
        QCOMPARE(read.value(u"g/key"_s), QVariant(text));
        QCOMPARE(read.value(u"g/next"_s).toString(), u"1"_s);
    }

    void bothGroupsAndThePersonsOwnSurvive()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"jobdeck.ini"_s);
        write(file, "; mine\nmax_jobs=7\nfuture_key=x, y\nallowed_commands=^a, ^b\n\n[other]\nkey=1\n");
        QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
        ui::DesktopSettings desktop(file);
        ui::DesktopPreferences values = desktop.values();
        values.wrap = true;
        values.outputFont = u"Mono,11,-1,5,50,0,0,0,0,0"_s;
        values.editorCommand = u"code -g \"%f\":%l"_s;
        desktop.set(values);
        QVERIFY(core::writeSetting(file, u"keep_days"_s, u"30"_s));
        QVERIFY(core::writeSetting(file, u"max_jobs"_s, u"8"_s));
        QVERIFY(core::writeSetting(file, u"allowed_commands"_s, u"^c\\b, d{1,2}"_s));

        const auto settings = core::withFile({}, file);
        QVERIFY2(settings, qPrintable(settings.error()));
        QCOMPARE(settings->maxJobs, 8);
        QCOMPARE(settings->keepDays, 30);
        QCOMPARE(settings->allowedCommandsText(), u"^c\\b, d{1,2}"_s);
        QCOMPARE(ui::DesktopSettings(file).values(), values);
        const QByteArray content = contentOf(file);
        QVERIFY2(content.startsWith("; mine\nmax_jobs=8\nfuture_key=x, y\n"), content.constData());
        QVERIFY2(content.contains("\n[other]\nkey=1\n"), content.constData());
        struct stat info;
        QCOMPARE(::stat(qPrintable(file), &info), 0);
        QCOMPARE(int(info.st_mode & 0777), 0640);

        QVERIFY(core::writeSetting(file, u"max_jobs"_s, {}));
        QCOMPARE(core::withFile({}, file)->maxJobs, 10);
        QCOMPARE(ui::DesktopSettings(file).values(), values);
    }

    void whatQSettingsHasWrittenIsRead()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"jobdeck.ini"_s);
        {
            QSettings own(file, QSettings::IniFormat);
            own.setValue(u"max_jobs"_s, 4);
            own.setValue(u"desktop/wrap"_s, true);
        }
        QVERIFY(contentOf(file).contains("[General]"));
        QVERIFY(core::writeSetting(file, u"keep_jobs"_s, u"5"_s));
        QVERIFY(core::writeSetting(file, u"max_jobs"_s, u"6"_s));
        const auto settings = core::withFile({}, file);
        QCOMPARE(settings->maxJobs, 6);
        QCOMPARE(settings->keepJobs, 5);
        QVERIFY(ui::DesktopSettings(file).values().wrap);
        QCOMPARE(contentOf(file).count("[General]"), 1);
    }

    void badValueIsNotWritten()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"jobdeck.ini"_s);
        write(file, "max_jobs=7\n");
        const auto written = core::writeSetting(file, u"max_jobs"_s, u"many"_s);
        QVERIFY(!written);
        QVERIFY2(written.error().startsWith(u"max_jobs is 'many'; it must be"_s), qPrintable(written.error()));
        QCOMPARE(contentOf(file), "max_jobs=7\n");
    }

    void aLinkStaysALink()
    {
        QTemporaryDir folder;
        const QString target = folder.filePath(u"real.ini"_s), link = folder.filePath(u"jobdeck.ini"_s);
        write(target, "max_jobs=7\n");
        QVERIFY(QFile::link(target, link));
        QVERIFY(core::writeSetting(link, u"max_jobs"_s, u"8"_s));
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(contentOf(target), "max_jobs=8\n");
    }

    void aFolderThatIsMissingIsMade()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"a/b/jobdeck.ini"_s);
        QVERIFY(core::writeSetting(file, u"max_jobs"_s, u"8"_s));
        QCOMPARE(core::withFile({}, file)->maxJobs, 8);
    }

    void aFailureIsASentenceAndTheFileStays()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"jobdeck.ini"_s);
        write(file, "max_jobs=7\n");
        QVERIFY(QDir().mkpath(file + ".new/x"_L1));  // stands where the temporary file would
        const auto written = core::writeSetting(file, u"max_jobs"_s, u"8"_s);
        QVERIFY(!written);
        QVERIFY2(written.error().contains(file), qPrintable(written.error()));
        QCOMPARE(contentOf(file), "max_jobs=7\n");
    }

    void everySettingHasItsText()
    {
        for (const char *key : {"max_jobs", "max_output_size", "job_timeout", "cleanup_interval", "allowed_commands",
                                "working_dir", "keep_days", "keep_jobs", "keep_bytes", "stop_jobs_on_exit"}) {
            QTemporaryDir folder;
            const QString name = QString::fromLatin1(key), file = folder.filePath(u"jobdeck.ini"_s);
            core::Settings settings;
            settings.jobTimeout = std::chrono::seconds(60);
            settings.workingDir = folder.path();
            settings.allowedCommands = {QRegularExpression(u"^a\\d"_s), QRegularExpression(u"b{1,2}"_s)};
            const QString text = core::settingText(settings, name);
            QVERIFY2(!text.isEmpty(), key);
            const auto written = core::writeSetting(file, name, text);
            QVERIFY2(written, qPrintable(written.error()));
            QCOMPARE(core::settingText(*core::withFile({}, file), name), text);
        }
        QCOMPARE(core::settingVariable(u"max_jobs"_s), u"MCP_BG_MAX_JOBS"_s);
        QVERIFY(core::settingVariable(u"keep_days"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "tst_settingsfile.moc"
