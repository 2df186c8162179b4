// The number of running jobs at the launcher's icon.

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QTest>

#include "tests/ui/privatejobs.h"
#include "ui/jobs/jobcommands.h"
#include "ui/notify/launcherbadge.h"

using namespace Qt::StringLiterals;

namespace {

// A dock, which hears what all programs say.
class Dock final : public QObject
{
    Q_OBJECT

public:
    Dock()
    {
        const bool hears = QDBusConnection::sessionBus().connect({}, {}, u"com.canonical.Unity.LauncherEntry"_s,
                                                                 u"Update"_s, this, SLOT(take(QDBusMessage)));
        if (!hears)
            qFatal("There is no bus.");
    }

    QString entry;
    QVariantMap shown;
    int updates = 0;

private slots:
    void take(const QDBusMessage &message)
    {
        QCOMPARE(message.signature(), u"sa{sv}"_s);
        ++updates;
        entry = message.arguments().at(0).toString();
        shown = qdbus_cast<QVariantMap>(message.arguments().at(1));
    }
};

}  // namespace

class TestLauncherBadge : public QObject
{
    Q_OBJECT

private slots:
    void showsTheNumber()
    {
        const Dock dock;
        PrivateJobs home;
        ui::JobCommands commands(home.jobs());
        auto badge = std::make_unique<ui::LauncherBadge>(home.jobs());
        QTest::qWait(1000);
        QCOMPARE(dock.updates, 0);  // there is nothing to say

        (void)home.run(u"sleep 600"_s);
        core::Job *second = home.run(u"sleep 601"_s);
        QTRY_COMPARE(dock.shown[u"count"_s], QVariant(qint64(2)));
        QCOMPARE(dock.entry, u"application://io.github.jobdeck.Jobdeck.desktop"_s);
        QCOMPARE(dock.shown[u"count-visible"_s], QVariant(true));
        QCOMPARE(dock.shown[u"urgent"_s], QVariant(false));
        commands.killNow(second);
        QTRY_COMPARE(dock.shown[u"count"_s], QVariant(qint64(1)));
        badge->setUnseenFailures(1);
        QTRY_COMPARE(dock.shown[u"urgent"_s], QVariant(true));
        badge.reset();  // who ends leaves nothing behind
        QTRY_COMPARE(dock.shown[u"count-visible"_s], QVariant(false));
        QCOMPARE(dock.shown[u"urgent"_s], QVariant(false));
    }
};

QTEST_MAIN(TestLauncherBadge)
#include "tst_launcherbadge.moc"
