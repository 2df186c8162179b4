// The tray icon in a real tray of the older kind, which takes windows in: trayer.

#include <QApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include "tests/ui/privatejobs.h"
#include "ui/jobs/jobcommands.h"
#include "ui/settings/desktopsettings.h"
#include "ui/tray/trayicon.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int aWhile = 20000;  // the tray is looked for every few seconds

// Ends with the test.
class Trayer final
{
public:
    Trayer() { m_process.start(u"trayer"_s, {u"--edge"_s, u"top"_s, u"--widthtype"_s, u"request"_s}); }
    ~Trayer()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Trayer)

private:
    QProcess m_process;
};

QWidget *iconWindow()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget->inherits("QSystemTrayIconSys"))
            return widget;
    }
    return nullptr;
}

// Whether the X server has it inside another window than its root.
bool isEmbedded(const QWidget *window)
{
    QProcess asking;
    asking.start(u"xwininfo"_s, {u"-tree"_s, u"-id"_s, QString::number(window->winId())});
    asking.waitForFinished();
    static const QRegularExpression ids(u"Root window id: (0x\\w+).*Parent window id: (0x\\w+)"_s,
                                        QRegularExpression::DotMatchesEverythingOption);
    const auto match = ids.match(QString::fromLocal8Bit(asking.readAll()));
    return match.hasMatch() && match.captured(1) != match.captured(2);
}

}  // namespace

class TestEmbeddedTray : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        for (const QString &program : {u"trayer"_s, u"xwininfo"_s}) {
            if (QStandardPaths::findExecutable(program).isEmpty())
                QSKIP(qPrintable(u"Skipped: %1 is not installed."_s.arg(program)));
        }
    }

    void isTakenIn()
    {
        PrivateJobs home;
        ui::DesktopSettings settings(home.path() + u"/jobdeck.ini"_s);
        ui::DesktopPreferences values = settings.values();
        values.tray = ui::TrayMode::Always;
        settings.set(values);
        ui::JobCommands commands(home.jobs());
        ui::TrayIcon icon(home.jobs(), commands, settings);
        QTest::qWait(300);
        QVERIFY(!icon.isShown());
        for (int i = 0; i < 2; ++i) {  // it may go and come again
            auto trayer = std::make_unique<Trayer>();
            QTRY_VERIFY_WITH_TIMEOUT(icon.isShown(), aWhile);
            QTRY_VERIFY_WITH_TIMEOUT(iconWindow() && isEmbedded(iconWindow()), aWhile);
            QVERIFY(iconWindow()->width() >= 16);
            QSignalSpy opening(&icon, &ui::TrayIcon::openRequested);
            QTest::mouseClick(iconWindow(), Qt::LeftButton);
            QCOMPARE(opening.size(), 1);
            trayer.reset();
            QTRY_VERIFY_WITH_TIMEOUT(!icon.isShown(), aWhile);
        }
    }
};

QTEST_MAIN(TestEmbeddedTray)
#include "tst_embeddedtray.moc"
