// What is drawn can be seen: every icon, every state's colour, and the tray's picture, on light and on dark.

#include <csignal>

#include <QAbstractButton>
#include <QAction>
#include <QDialogButtonBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QTest>

#include "core/agents.h"
#include "tests/ui/palettes.h"
#include "tests/ui/privatejobs.h"
#include "ui/agents/connectdialog.h"
#include "ui/jobs/jobcommands.h"
#include "ui/jobs/unseenfailures.h"
#include "ui/look/icons.h"
#include "ui/settings/desktopsettings.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/shortcutsdialog.h"
#include "ui/tray/traymenu.h"
#include "ui/tray/traypicture.h"
#include "ui/window/jobheader.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowactions.h"

using namespace Qt::StringLiterals;

namespace {

constexpr double forText = 4.5, forShapes = 3;  // WCAG 2.2, 1.4.3 and 1.4.11
constexpr std::array conditions{ui::Condition::Queued,  ui::Condition::Running,   ui::Condition::WaitingForInput,
                                ui::Condition::Killing, ui::Condition::Completed, ui::Condition::Failed,
                                ui::Condition::Killed,  ui::Condition::Lost};

QImage painted(const QIcon &icon, int size, const QColor &background, QIcon::Mode mode = QIcon::Normal)
{
    QImage image(size, size, QImage::Format_RGB32);
    image.fill(background);
    QPainter painter(&image);
    icon.paint(&painter, image.rect(), Qt::AlignCenter, mode);
    return image;
}

// How many pixels stand out from the background by `ratio`.
int visiblePixels(const QImage &image, const QColor &background, double ratio)
{
    int result = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            result += ui::contrast(image.pixelColor(x, y), background) >= ratio;
    }
    return result;
}

// What somebody sees who does not see colours.
QImage grey(const QImage &image)
{
    return image.convertToFormat(QImage::Format_Grayscale8);
}

void addPalettes()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

QStringList iconNames(const QString &folder)
{
    QStringList names = QDir(folder).entryList({u"*.svg"_s}, QDir::Files);
    names.replaceInStrings(u".svg"_s, QString());
    return names;
}

void renders(const QIcon &icon, const QString &whose)
{
    const QColor background = QGuiApplication::palette().color(QPalette::Window);
    QVERIFY2(visiblePixels(painted(icon, 16, background), background, forShapes) > 8, qPrintable(whose));
}

// The style draws the icons in line edits, of a dialog's standard buttons and at the ends of bars.
bool isOurs(const QAbstractButton &button)
{
    return !qobject_cast<QLineEdit *>(button.parent()) && !qobject_cast<QDialogButtonBox *>(button.parent())
        && !button.objectName().startsWith("qt_"_L1);
}

int iconsOf(const QWidget &window)
{
    int found = 0;
    for (const auto *action : window.findChildren<QAction *>()) {
        if (!action->icon().isNull() && !qobject_cast<QLineEdit *>(action->parent()) && ++found)
            renders(action->icon(), action->text());
    }
    for (const auto *button : window.findChildren<QAbstractButton *>()) {
        if (!button->icon().isNull() && isOurs(*button) && ++found)
            renders(button->icon(), button->text() + button->accessibleName());
    }
    return found;
}

}  // namespace

class TestLook : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QApplication::setPalette(lightPalette()); }

    void everyIconIsInTheProgram()
    {
        const QStringList names = iconNames(u":/icons"_s);
        QVERIFY(names.size() > 20);
        QCOMPARE(names, iconNames(QStringLiteral(JOBDECK_SOURCE "/resources/icons")));
        for (const ui::Condition condition : conditions)
            QVERIFY2(names.contains(ui::conditionIconName(condition)), qPrintable(ui::conditionIconName(condition)));
    }

    void everyIconShows_data() { addPalettes(); }
    void everyIconShows()
    {
        QFETCH(QPalette, palette);
        QApplication::setPalette(palette);
        QList<QImage> seen;
        for (const QString &name : iconNames(u":/icons"_s)) {
            const QIcon icon = ui::symbolicIcon(name);
            renders(icon, name);
            const QImage image = painted(icon, 16, palette.color(QPalette::Window));
            QVERIFY2(!seen.contains(image), qPrintable(name));
            seen += image;
            const QColor highlight = palette.color(QPalette::Highlight);
            QVERIFY2(visiblePixels(painted(icon, 16, highlight, QIcon::Selected), highlight, forShapes) > 8,
                     qPrintable(name));
            QVERIFY2(painted(icon, 16, palette.color(QPalette::Window), QIcon::Disabled) != image, qPrintable(name));
        }
        renders(ui::applicationIcon(), u"the application's"_s);
    }

    void everyIconOfAWindowIsThere_data() { addPalettes(); }
    void everyIconOfAWindowIsThere()
    {
        QFETCH(QPalette, palette);
        QApplication::setPalette(palette);
        PrivateJobs home;
        core::Agents agents;
        ui::DesktopSettings settings(home.path() + u"/jobdeck.ini"_s);
        ui::JobCommands commands(home.jobs());
        ui::UnseenFailures unseen(home.jobs());
        ui::MainWindow window(commands, agents, settings, unseen, home.path() + u"/window.ini"_s);
        window.show();
        QVERIFY(iconsOf(window) > 20);
        core::Job *job = home.run(u"trap '' TERM; while :; do sleep 1; done"_s);
        window.showJob(job);
        window.actions().find->trigger();
        window.actions().newJob->trigger();
        const int icons = iconsOf(window);
        commands.kill(job);
        QTRY_COMPARE(ui::conditionOf(*job), ui::Condition::Killing);
        QCOMPARE(iconsOf(window), icons);

        ui::ConnectDialog connecting(agents, core::AgentSurroundings::own());
        ui::SettingsDialog preferences(settings, home.jobs(), {}, {});
        ui::ShortcutsDialog shortcuts(window.actions().groups());
        for (const QWidget *dialog : std::initializer_list<QWidget *>{&connecting, &preferences, &shortcuts})
            iconsOf(*dialog);
        const ui::TrayMenu menu(home.jobs(), commands);
        QVERIFY(iconsOf(menu) > 0);
    }

    void statesStandOut_data() { addPalettes(); }
    void statesStandOut()
    {
        QFETCH(QPalette, palette);
        const QColor base = palette.color(QPalette::Base);
        QList<QImage> seen;
        for (const ui::Condition condition : conditions) {
            const QByteArray name = ui::conditionName(condition).toUtf8();
            QVERIFY2(ui::contrast(ui::conditionColour(condition, palette), base) >= forText, name.constData());
            const QImage image = painted(ui::conditionIcon(condition, palette), 16, base);
            QVERIFY2(visiblePixels(image, base, forShapes) > 8, name.constData());
            // By its shape alone.
            const QImage shape = painted(ui::colouredIcon(ui::conditionIconName(condition), Qt::black), 16, Qt::white);
            QVERIFY2(!seen.contains(shape), name.constData());
            seen += shape;
        }
    }

    void contrastIsThatOfTheWcag()
    {
        QCOMPARE(ui::contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(ui::contrast(Qt::red, Qt::red), 1.0);
        QVERIFY(qAbs(ui::contrast(QColor(0x777777), Qt::white) - 4.48) < 0.01);
        QVERIFY(qAbs(ui::contrast(Qt::blue, Qt::white) - 8.59) < 0.01);
    }

    void headerSaysTheStateReadably_data() { addPalettes(); }
    void headerSaysTheStateReadably()
    {
        QFETCH(QPalette, palette);
        QApplication::setPalette(palette);
        PrivateJobs home;
        core::Agents agents;
        ui::DesktopSettings settings(home.path() + u"/jobdeck.ini"_s);
        ui::JobCommands commands(home.jobs());
        ui::UnseenFailures unseen(home.jobs());
        ui::MainWindow window(commands, agents, settings, unseen, home.path() + u"/window.ini"_s);
        window.show();
        core::Job *running = home.run(u"sleep 600"_s), *killed = home.run(u"sleep 601"_s);
        killed->stop(SIGKILL, std::chrono::seconds(0), keeper::StopCause::Person);
        core::Job *failed = home.run(u"sleep 0.1; exit 3"_s), *completed = home.run(u"sleep 0.1"_s);
        for (core::Job *job : {killed, failed, completed})
            QTRY_VERIFY(core::isFinal(job->state()));
        for (core::Job *job : {running, killed, failed, completed}) {
            window.showJob(job);
            const QString text = ui::conditionText(*job);
            const auto labels = window.findChild<ui::JobHeader *>()->findChildren<QLabel *>();
            const auto state = std::find_if(labels.begin(), labels.end(),
                                            [&](const QLabel *label) { return label->text().startsWith(text); });
            QVERIFY2(state != labels.end(), qPrintable(text));
            const double ratio = ui::contrast((*state)->palette().color((*state)->foregroundRole()),
                                              (*state)->palette().color((*state)->backgroundRole()));
            QVERIFY2(ratio >= forText, qPrintable(u"%1: %2"_s.arg(text).arg(ratio)));
        }
    }

    void trayPicture_data()
    {
        QTest::addColumn<QColor>("panel");
        QTest::newRow("white") << QColor(Qt::white);
        QTest::newRow("light") << QColor(0xeff0f1);
        QTest::newRow("dark") << QColor(0x2a2e32);
        QTest::newRow("black") << QColor(Qt::black);
    }
    void trayPicture()
    {
        QFETCH(QColor, panel);
        for (const int size : {16, 22, 24, 32, 48, 64}) {
            QList<QImage> seen;
            for (const int running : {0, 1, 9, 10}) {
                for (const bool failed : {false, true}) {
                    const QByteArray what =
                        QByteArray::number(running) + (failed ? ", failed, " : ", ") + QByteArray::number(size);
                    const QImage image = painted(ui::trayPicture(running, failed), size, panel);
                    QVERIFY2(visiblePixels(image, panel, forShapes) > size * size / 2, what.constData());
                    QVERIFY2(!seen.contains(grey(image)), what.constData());
                    seen += grey(image);
                }
            }
            QCOMPARE(painted(ui::trayPicture(10, false), size, panel),
                     painted(ui::trayPicture(250, false), size, panel));
        }
    }

    void trayNumberIsLegible_data()
    {
        QTest::addColumn<int>("running");
        for (const int running : {0, 1, 8, 9, 10})
            QTest::addRow("%d", running) << running;
    }
    void trayNumberIsLegible()
    {
        QFETCH(int, running);
        for (const int size : {16, 22, 24, 32, 48, 64}) {
            const QImage image = ui::trayPicture(running, false).pixmap(size, size).toImage();
            QCOMPARE(image.size(), QSize(size, size));
            // The tile beside what is drawn on it; nothing of that reaches its edge.
            const QColor tile = image.pixelColor(size / 2, 0);
            const QImage inside = image.copy(1, 1, size - 2, size - 2);
            QVERIFY2(visiblePixels(inside, tile, forShapes) >= size / 2, qPrintable(QString::number(size)));
            for (int y = size / 4; y < size * 3 / 4; ++y) {
                QCOMPARE(image.pixelColor(0, y), tile);
                QCOMPARE(image.pixelColor(size - 1, y), tile);
            }
        }
    }
};

QTEST_MAIN(TestLook)
#include "tst_look.moc"
