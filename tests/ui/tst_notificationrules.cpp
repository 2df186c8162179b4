// What a person is told, and what not.

#include <QTest>

#include "ui/notify/notificationrules.h"
#include "ui/notify/notifier.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ui::JobNews::Kind;
using Time = ui::NotificationRules::Time;

namespace {

struct Event {
    Time at;
    Kind kind;
    double ranFor = 0;
};

// "2+1" for two finished and one failed, "input", "-" for nothing.
QString told(const std::optional<ui::NotificationRules::Verdict> &verdict, Kind kind)
{
    if (!verdict)
        return u"-"_s;
    return kind == Kind::Input ? u"input"_s : u"%1+%2"_s.arg(verdict->finished).arg(verdict->failed);
}

}  // namespace

Q_DECLARE_METATYPE(ui::DesktopPreferences)

class TestNotificationRules : public QObject
{
    Q_OBJECT

private slots:
    void oneJob_data()
    {
        QTest::addColumn<ui::DesktopPreferences>("preferences");
        QTest::addColumn<bool>("active");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<double>("ranFor");
        QTest::addColumn<bool>("isTold");
        const ui::DesktopPreferences usual;
        const auto with = [](auto change) {
            ui::DesktopPreferences result;
            change(result);
            return result;
        };
        QTest::newRow("failed") << usual << false << Kind::Failed << 0.1 << true;
        QTest::newRow("failed late") << usual << false << Kind::Failed << 3600.0 << true;
        QTest::newRow("failed before one's eyes") << usual << true << Kind::Failed << 3600.0 << false;
        QTest::newRow("finished at once") << usual << false << Kind::Finished << 0.1 << false;
        QTest::newRow("finished just before") << usual << false << Kind::Finished << 59.9 << false;
        QTest::newRow("finished just then") << usual << false << Kind::Finished << 60.0 << true;
        QTest::newRow("finished before one's eyes") << usual << true << Kind::Finished << 60.0 << false;
        QTest::newRow("input") << usual << false << Kind::Input << 0.1 << true;
        QTest::newRow("input before one's eyes") << usual << true << Kind::Input << 0.1 << false;

        const auto noFailed = with([](auto &p) { p.notifyFailed = false; });
        QTest::newRow("no failures: failed") << noFailed << false << Kind::Failed << 100.0 << false;
        QTest::newRow("no failures: finished") << noFailed << false << Kind::Finished << 100.0 << true;
        QTest::newRow("no failures: input") << noFailed << false << Kind::Input << 100.0 << true;
        const auto noFinished = with([](auto &p) { p.notifyFinished = false; });
        QTest::newRow("no ends: failed") << noFinished << false << Kind::Failed << 100.0 << true;
        QTest::newRow("no ends: finished") << noFinished << false << Kind::Finished << 100.0 << false;
        QTest::newRow("no ends: input") << noFinished << false << Kind::Input << 100.0 << true;
        const auto noInput = with([](auto &p) { p.notifyInput = false; });
        QTest::newRow("no input: failed") << noInput << false << Kind::Failed << 100.0 << true;
        QTest::newRow("no input: finished") << noInput << false << Kind::Finished << 100.0 << true;
        QTest::newRow("no input: input") << noInput << false << Kind::Input << 100.0 << false;
        const auto soon = with([](auto &p) { p.notifyFinishedAfter = 1s; });
        QTest::newRow("1 s: before") << soon << false << Kind::Finished << 0.9 << false;
        QTest::newRow("1 s: then") << soon << false << Kind::Finished << 1.0 << true;
    }

    void oneJob()
    {
        QFETCH(ui::DesktopPreferences, preferences);
        QFETCH(bool, active);
        QFETCH(Kind, kind);
        QFETCH(double, ranFor);
        ui::NotificationRules rules;
        rules.setPreferences(preferences);
        rules.setWindowActive(active);
        QTEST(rules.judge({kind, ranFor}, 0ms).has_value(), "isTold");
    }

    void manyJobs_data()
    {
        QTest::addColumn<QList<Event>>("events");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const QList<Event> &events, const QStringList &expected) {
            QTest::newRow(name) << events << expected;
        };
        row("far apart", {{0s, Kind::Failed}, {5s, Kind::Failed}}, {u"0+1"_s, u"0+1"_s});
        row("together", {{0s, Kind::Failed}, {4999ms, Kind::Failed}}, {u"0+1"_s, u"0+2"_s});
        row("one after the other", {{0s, Kind::Failed}, {4s, Kind::Finished, 60}, {8s, Kind::Failed}},
            {u"0+1"_s, u"1+1"_s, u"1+2"_s});
        row("what is not told does not count",
            {{0s, Kind::Finished, 60}, {1s, Kind::Finished, 59}, {2s, Kind::Finished, 60}, {6s, Kind::Finished, 1}},
            {u"1+0"_s, u"-"_s, u"2+0"_s, u"-"_s});
        row("nor does it put off", {{0s, Kind::Failed}, {4s, Kind::Finished, 1}, {6s, Kind::Failed}},
            {u"0+1"_s, u"-"_s, u"0+1"_s});
        row("input stands for itself", {{0s, Kind::Failed}, {1s, Kind::Input}, {2s, Kind::Failed}, {3s, Kind::Input}},
            {u"0+1"_s, u"input"_s, u"0+2"_s, u"input"_s});
    }

    void manyJobs()
    {
        QFETCH(QList<Event>, events);
        ui::NotificationRules rules;
        QStringList all;
        for (const Event &event : events)
            all += told(rules.judge({event.kind, event.ranFor}, event.at), event.kind);
        QTEST(all, "expected");
    }

    void whatWasSeenIsNotCountedAgain()
    {
        ui::NotificationRules rules;
        QCOMPARE(told(rules.judge({Kind::Failed, 1}, 0s), Kind::Failed), u"0+1"_s);
        rules.forgetLast();
        QCOMPARE(told(rules.judge({Kind::Failed, 1}, 1s), Kind::Failed), u"0+1"_s);
        QCOMPARE(told(rules.judge({Kind::Failed, 1}, 2s), Kind::Failed), u"0+2"_s);
    }

    void quietEndsByItself()
    {
        ui::NotificationRules rules;
        rules.setQuietUntil(3600s);
        for (const Kind kind : {Kind::Failed, Kind::Finished, Kind::Input})
            QVERIFY(!rules.judge({kind, 100}, 3599s));
        for (const Kind kind : {Kind::Failed, Kind::Finished, Kind::Input})
            QVERIFY(rules.judge({kind, 100}, 3600s));
        rules.setQuietUntil(7200s);
        rules.setQuietUntil(0s);
        QVERIFY(rules.judge({Kind::Failed, 1}, 3601s));
    }

    // Untranslated, thus without plural forms.
    void summariesSayNumbers_data()
    {
        QTest::addColumn<int>("finished");
        QTest::addColumn<int>("failed");
        QTest::addColumn<QString>("expected");
        QTest::newRow("finished") << 3 << 0 << u"3 job(s) finished"_s;
        QTest::newRow("failed") << 0 << 2 << u"2 job(s) failed"_s;
        QTest::newRow("both") << 3 << 1 << u"3 job(s) finished, 1 failed"_s;
        QTest::newRow("one and one") << 1 << 1 << u"1 job(s) finished, 1 failed"_s;
    }

    void summariesSayNumbers()
    {
        QFETCH(int, finished);
        QFETCH(int, failed);
        const ui::Notification notification = ui::summaryNotification(finished, failed);
        QTEST(notification.summary, "expected");
        QCOMPARE(notification.actions.size(), 1);
    }
};

QTEST_MAIN(TestNotificationRules)
#include "tst_notificationrules.moc"
