// The words for durations, sizes and folders.

#include <QDir>
#include <QTest>

#include "core/foldertext.h"
#include "ui/condition.h"

using namespace Qt::StringLiterals;

class TestCondition : public QObject
{
    Q_OBJECT

private slots:
    void duration_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("spoken");
        QTest::newRow("negative") << -1.0 << u"0 ms"_s << u"0 second(s)"_s;
        QTest::newRow("under a second") << 0.84 << u"840 ms"_s << u"0 second(s)"_s;
        QTest::newRow("seconds") << 12.9 << u"12 s"_s << u"12 second(s)"_s;
        QTest::newRow("minutes") << 62.0 << u"1 m 02 s"_s << u"1 minute(s) 2 second(s)"_s;
        QTest::newRow("hours") << 7500.0 << u"2 h 05 m"_s << u"2 hour(s) 5 minute(s)"_s;
        QTest::newRow("days") << 3.0 * 86400 + 4 * 3600 << u"3 d 04 h"_s << u"76 hour(s)"_s;
    }

    void duration()
    {
        QFETCH(double, seconds);
        QTEST(ui::durationText(seconds), "text");
        QTEST(ui::spokenDuration(seconds), "spoken");
    }

    void folder()
    {
        QCOMPARE(core::folderText(QDir::homePath()), u"~"_s);
        QCOMPARE(core::folderText(QDir::homePath() + "/src/shop"_L1), u"~/src/shop"_s);
        QCOMPARE(core::folderText(QDir::homePath() + "x"_L1), QDir::homePath() + "x"_L1);
    }

    void size()
    {
        QCOMPARE(ui::sizeText(0), u"0 bytes"_s);
        QCOMPARE(ui::sizeText(999), u"999 bytes"_s);
        QCOMPARE(ui::sizeText(2'400), u"2 kB"_s);
        QCOMPARE(ui::sizeText(2'500'000), u"2.5 MB"_s);
        QCOMPARE(ui::sizeText(21'600'000), u"22 MB"_s);
        QCOMPARE(ui::sizeText(2'147'483'648), u"2.1 GB"_s);
    }
};

QTEST_GUILESS_MAIN(TestCondition)
#include "tst_condition.moc"
