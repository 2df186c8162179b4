// "Start at login": the file that desktops start programs from.

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "ui/tray/autostart.h"

using namespace Qt::StringLiterals;

namespace {

// A folder whose name has what is special in a desktop file; but for %, which GLib looks for doubled in the file system.
const QString oddName = u"my \"jobs\" $HOME `id` \\ äß"_s;

struct Home {
    QTemporaryDir folder;
    QString file = folder.path() + u"/autostart/io.github.jobdeck.Jobdeck.desktop"_s;

    Home() { qputenv("XDG_CONFIG_HOME", QFile::encodeName(folder.path())); }

    [[nodiscard]] QStringList lines() const
    {
        QFile stored(file);
        return stored.open(QIODevice::ReadOnly) ? QString::fromUtf8(stored.readAll()).split(u'\n') : QStringList();
    }
    void write(const QByteArray &content) const
    {
        QVERIFY(QDir(folder.path()).mkpath(u"autostart"_s));
        QFile stored(file);
        QVERIFY(stored.open(QIODevice::WriteOnly) && stored.write(content) == content.size());
    }
};

}  // namespace

class TestAutostart : public QObject
{
    Q_OBJECT

private slots:
    void isWrittenAndRemoved()
    {
        const Home home;
        ui::Autostart autostart(u"/usr/bin/jobdeck-desktop"_s);
        QCOMPARE(autostart.file(), home.file);
        QVERIFY(!autostart.isOn());
        QVERIFY(autostart.set(false));
        QVERIFY(autostart.set(true));
        QVERIFY(autostart.isOn());
        QVERIFY(home.lines().contains(u"Exec=\"/usr/bin/jobdeck-desktop\" --background"_s));
        QVERIFY(home.lines().contains(u"TryExec=/usr/bin/jobdeck-desktop"_s));
        QVERIFY(home.lines().contains(u"Icon=io.github.jobdeck.Jobdeck"_s));
        QVERIFY(autostart.set(false));
        QVERIFY(!autostart.isOn());
        QVERIFY(!QFile::exists(home.file));
    }

    void programsAreQuoted_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("exec");
        QTest::addColumn<QString>("tryExec");
        QTest::newRow("space") << u"/opt/my jobs/jobdeck-desktop"_s << uR"("/opt/my jobs/jobdeck-desktop")"_s
                               << u"/opt/my jobs/jobdeck-desktop"_s;
        QTest::newRow("percent") << u"/opt/100%/f"_s << uR"("/opt/100%%/f")"_s << u"/opt/100%/f"_s;
        QTest::newRow("dollar") << u"/opt/$x"_s << uR"("/opt/\\$x")"_s << u"/opt/$x"_s;
        QTest::newRow("quote") << u"/opt/\"x\""_s << uR"("/opt/\\"x\\"")"_s << u"/opt/\"x\""_s;
        QTest::newRow("backtick") << u"/opt/`x`"_s << uR"("/opt/\\`x\\`")"_s << u"/opt/`x`"_s;
        QTest::newRow("backslash") << uR"(/opt/\x)"_s << uR"("/opt/\\\\x")"_s << uR"(/opt/\\x)"_s;
    }

    void programsAreQuoted()
    {
        QFETCH(QString, program);
        QFETCH(QString, exec);
        QFETCH(QString, tryExec);
        const Home home;
        QVERIFY(ui::Autostart(program).set(true));
        QVERIFY2(home.lines().contains(u"Exec=%1 --background"_s.arg(exec)), qPrintable(home.lines().join(u'\n')));
        QVERIFY2(home.lines().contains(u"TryExec=%1"_s.arg(tryExec)), qPrintable(home.lines().join(u'\n')));
    }

    void desktopsStartIt()
    {
        if (QStandardPaths::findExecutable(u"gio"_s).isEmpty())
            QSKIP("gio is not installed.");
        const Home home;
        const QString folder = home.folder.path() + u'/' + oddName;
        QVERIFY(QDir().mkpath(folder));
        QFile program(folder + u"/jobdeck-desktop"_s);
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write("#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\" > \"${0%/*}/started\"\n");
        program.close();
        QVERIFY(program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QVERIFY(ui::Autostart(program.fileName()).set(true));
        QCOMPARE(QProcess::execute(u"gio"_s, {u"launch"_s, home.file}), 0);
        QFile started(folder + u"/started"_s);
        QTRY_VERIFY(started.size() > 0);
        QVERIFY(started.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(started.readAll()), program.fileName() + u"\n--background\n"_s);
    }

    void isValid()
    {
        if (QStandardPaths::findExecutable(u"desktop-file-validate"_s).isEmpty())
            QSKIP("desktop-file-validate is not installed.");
        const Home home;
        QVERIFY(ui::Autostart(u"/opt/"_s + oddName).set(true));
        QProcess validation;
        validation.setProcessChannelMode(QProcess::MergedChannels);
        validation.start(u"desktop-file-validate"_s, {home.file});
        QVERIFY(validation.waitForFinished());
        const QByteArray said = validation.readAll();
        QVERIFY2(validation.exitCode() == 0 && said.isEmpty(), said.constData());
    }

    void entriesOfOthersAreUnderstood_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("isOn");
        const QByteArray entry = "[Desktop Entry]\nType=Application\nName=Jobdeck\nExec=jobdeck-desktop --background\n";
        QTest::newRow("as it is") << entry << true;
        QTest::newRow("hidden") << entry + "Hidden=true\n" << false;
        QTest::newRow("hidden, spaces") << entry + "Hidden = true \r\n" << false;
        QTest::newRow("not hidden") << entry + "Hidden=false\n" << true;
        QTest::newRow("hidden in a comment") << entry + "#Hidden=true\n" << true;
        QTest::newRow("switched off by GNOME") << entry + "X-GNOME-Autostart-enabled=false\n" << false;
        QTest::newRow("switched on by GNOME") << entry + "X-GNOME-Autostart-enabled=true\n" << true;
        QTest::newRow("hidden elsewhere") << entry + "\n[Desktop Action new]\nHidden=true\n" << true;
        QTest::newRow("empty") << QByteArray() << false;
    }

    void entriesOfOthersAreUnderstood()
    {
        QFETCH(QByteArray, content);
        const Home home;
        home.write(content);
        ui::Autostart autostart(u"/usr/bin/jobdeck-desktop"_s);
        QTEST(autostart.isOn(), "isOn");
        QVERIFY(autostart.set(true));
        QVERIFY(autostart.isOn());
        QVERIFY(home.lines().contains(u"Exec=\"/usr/bin/jobdeck-desktop\" --background"_s));
        QVERIFY(autostart.set(false));
        QVERIFY(!autostart.isOn());
    }

    void saysWhatFailed()
    {
        const Home home;
        QFile inTheWay(home.folder.path() + u"/autostart"_s);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const auto done = ui::Autostart(u"/usr/bin/jobdeck-desktop"_s).set(true);
        QVERIFY(!done);
        QVERIFY2(done.error().contains(inTheWay.fileName()), qPrintable(done.error()));
    }
};

QTEST_MAIN(TestAutostart)
#include "tst_autostart.moc"
