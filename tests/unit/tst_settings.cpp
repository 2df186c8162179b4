#include <QTemporaryDir>
#include <QTest>

#include "core/settings.h"

using namespace Qt::StringLiterals;
using core::Settings;
using core::SettingsVariables;

namespace {

QString errorOf(const QString &variable, const QString &value)
{
    const auto settings = core::withVariables({}, {{variable, value}});
    return settings ? QString() : settings.error();
}

}  // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void defaultsAreThePublishedOnes()
    {
        const Settings settings;
        QCOMPARE(settings.maxJobs, 10);
        QCOMPARE(settings.maxOutputSize, 10485760);
        QVERIFY(!settings.jobTimeout);
        QCOMPARE(settings.cleanupInterval, std::chrono::seconds(300));
        QVERIFY(settings.allows(u"anything"_s));
        QVERIFY(settings.workingDir.isEmpty());
    }

    void everyVariableIsTaken()
    {
        const QTemporaryDir folder;
        const auto settings = core::withVariables({},
                                                  {
                                                      {u"MCP_BG_MAX_JOBS"_s, u"3"_s},
                                                      {u"MCP_BG_MAX_OUTPUT_SIZE"_s, u"20MB"_s},
                                                      {u"MCP_BG_JOB_TIMEOUT"_s, u"60"_s},
                                                      {u"MCP_BG_CLEANUP_INTERVAL"_s, u"10"_s},
                                                      {u"MCP_BG_ALLOWED_COMMANDS"_s, u"^npm , ^a{1,3}$"_s},
                                                      {u"MCP_BG_WORKING_DIR"_s, folder.path()},
                                                  });
        QVERIFY2(settings, qPrintable(settings.error()));
        QCOMPARE(settings->maxJobs, 3);
        QCOMPARE(settings->maxOutputSize, 20 * 1024 * 1024);
        QCOMPARE(*settings->jobTimeout, std::chrono::seconds(60));
        QCOMPARE(settings->cleanupInterval, std::chrono::seconds(10));
        QCOMPARE(settings->workingDir, folder.path());
        QVERIFY(settings->allows(u"npm test"_s));
        QVERIFY(settings->allows(u"aaa"_s));
        QVERIFY(!settings->allows(u"aaaa"_s));
        QVERIFY(!settings->allows(u"pnpm test"_s));
    }

    void badValueIsNamed_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("allowed");
        const auto row = [](const char *variable, const char *value, const char *allowed) {
            QTest::addRow("%s=%s", variable, value)
                << QString::fromLatin1(variable) << QString::fromLatin1(value) << QString::fromLatin1(allowed);
        };
        for (const char *value : {"0", "101", "-1", "ten", "1.5", "99999999999999999999"})
            row("MCP_BG_MAX_JOBS", value, "from 1 to 100");
        for (const char *value : {"1023", "104857601", "101MB", "MB", "-5", "20GB", "1e6"})
            row("MCP_BG_MAX_OUTPUT_SIZE", value, "from 1024 to 104857600");
        for (const char *value : {"0", "-1", "soon"})
            row("MCP_BG_JOB_TIMEOUT", value, "at least 1|from 1 to");
        for (const char *value : {"9", "3601", "x"})
            row("MCP_BG_CLEANUP_INTERVAL", value, "from 10 to 3600");
        for (const char *value : {"[", "ok,(", ","})
            row("MCP_BG_ALLOWED_COMMANDS", value, "regular expressions");
        for (const char *value : {"/no/such/folder", "/etc/passwd"})
            row("MCP_BG_WORKING_DIR", value, "a folder that exists");
    }

    void badValueIsNamed()
    {
        QFETCH(QString, variable);
        QFETCH(QString, value);
        QFETCH(QString, allowed);
        const QString error = errorOf(variable, value);
        QVERIFY2(error.contains(variable), qPrintable(error));
        QVERIFY2(error.contains(u'\'' + value + u'\''), qPrintable(error));
        QVERIFY2(error.contains(QRegularExpression(allowed)), qPrintable(error));
    }

    void emptyValueIsNone()
    {
        const auto settings = core::withVariables({}, {{u"MCP_BG_MAX_JOBS"_s, QString()}});
        QVERIFY(settings);
        QCOMPARE(settings->maxJobs, 10);
    }

    void laterOverlaysEarlier()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"jobdeck.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("max_jobs=7\nallowed_commands=^a, ^b\nkeep_days=30\nstop_jobs_on_exit=true\n");
        file.close();
        const auto fromFile = core::withFile({}, file.fileName());
        QVERIFY2(fromFile, qPrintable(fromFile.error()));
        QCOMPARE(fromFile->maxJobs, 7);
        QCOMPARE(fromFile->allowedCommands.size(), 2);
        QCOMPARE(fromFile->keepDays, 30);
        QVERIFY(fromFile->stopJobsOnExit);
        const auto both = core::withVariables(*fromFile, {{u"MCP_BG_MAX_JOBS"_s, u"8"_s}});
        QCOMPARE(both->maxJobs, 8);
        QCOMPARE(both->keepDays, 30);
    }

    void badKeyNamesTheFile()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"jobdeck.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("max_jobs=many\n");
        file.close();
        const auto settings = core::withFile({}, file.fileName());
        QVERIFY(!settings);
        QVERIFY2(settings.error().contains(file.fileName()) && settings.error().contains(u"max_jobs"),
                 qPrintable(settings.error()));
    }

    void missingFileChangesNothing()
    {
        const auto settings = core::withFile({}, u"/no/such/jobdeck.ini"_s);
        QVERIFY(settings);
        QCOMPARE(settings->maxJobs, 10);
    }
};

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
