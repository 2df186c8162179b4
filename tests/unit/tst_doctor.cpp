// What `jobdeck doctor` looks at by itself: each thing that can be wrong is made wrong, and named.

#include <sys/file.h>
#include <sys/stat.h>

#include <QTest>

#include "core/doctor/agentchecks.h"
#include "core/doctor/diskchecks.h"
#include "core/doctor/installationchecks.h"
#include "core/doctor/lockholder.h"
#include "core/uniquefd.h"
#include "tests/unit/agenthome.h"

using namespace Qt::StringLiterals;
using core::Finding;
using Level = core::Finding::Level;

namespace {

core::Paths pathsIn(const QTemporaryDir &folder)
{
    return {folder.filePath(u"config"_s), folder.filePath(u"state"_s), folder.filePath(u"runtime"_s)};
}

QStringList sentencesOf(const core::Findings &findings, Level level)
{
    QStringList sentences;
    for (const Finding &finding : findings) {
        if (finding.level == level)
            sentences += finding.sentence;
    }
    return sentences;
}

}  // namespace

class TestDoctor : public QObject
{
    Q_OBJECT

private slots:
    void diskSpaceIsJudged_data()
    {
        QTest::addColumn<quint64>("freeBytes");
        QTest::addColumn<quint64>("freeFiles");
        QTest::addColumn<quint64>("allFiles");
        QTest::addColumn<bool>("readOnly");
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("words");
        const quint64 much = 500'000'000'000;
        QTest::newRow("much") << much << quint64(5000) << quint64(9000) << false << int(Level::Good) << u"500.0 GB"_s;
        QTest::newRow("no limit") << much << quint64(0) << quint64(0) << false << int(Level::Good) << u"free"_s;
        QTest::newRow("little") << quint64(900'000'000) << quint64(5000) << quint64(9000) << false << int(Level::Note)
                                << u"900.0 MB"_s;
        QTest::newRow("full") << quint64(4096) << quint64(5000) << quint64(9000) << false << int(Level::Problem)
                              << u"4.1 kB are free for /x"_s;
        QTest::newRow("files") << much << quint64(7) << quint64(9000) << false << int(Level::Problem)
                               << u"7 more files"_s;
        QTest::newRow("read-only") << much << quint64(5000) << quint64(9000) << true << int(Level::Problem)
                                   << u"cannot be written"_s;
    }

    void diskSpaceIsJudged()
    {
        QFETCH(quint64, freeBytes);
        QFETCH(quint64, freeFiles);
        QFETCH(quint64, allFiles);
        QFETCH(bool, readOnly);
        QFETCH(int, level);
        QFETCH(QString, words);
        const Finding finding = core::judgeDisk(u"/x"_s, {freeBytes, freeFiles, allFiles, readOnly});
        QCOMPARE(int(finding.level), level);
        QVERIFY2(finding.sentence.contains(words), qPrintable(finding.sentence));
    }

    void jobsOverTheLimitAreNamed()
    {
        const QTemporaryDir folder;
        const core::Paths paths = pathsIn(folder);
        QVERIFY(core::checkDisk(paths, {}).size() == 2);  // also before there is a folder
        QVERIFY(QDir().mkpath(paths.job(u"aaaaaaaa"_s) + "/output"_L1));
        QFile output(paths.job(u"aaaaaaaa"_s) + "/output/000000.dat"_L1);
        QVERIFY(output.open(QIODevice::WriteOnly) && output.write(QByteArray(3000, 'x')) == 3000);
        output.close();
        core::Settings settings;
        const QString kept = core::checkDisk(paths, settings).last().sentence;
        QVERIFY2(kept.startsWith(u"1 jobs take 3.0 kB"_s), qPrintable(kept));
        settings.keepBytes = 2999;
        const Finding over = core::checkDisk(paths, settings).last();
        QCOMPARE(over.level, Level::Note);
        QVERIFY2(over.sentence.contains(u"next clean-up"_s), qPrintable(over.sentence));
    }

    void brokenJobsAreNamed()
    {
        const QTemporaryDir folder;
        const core::Paths paths = pathsIn(folder);
        QVERIFY(core::checkBrokenJobs(paths).isEmpty());
        QVERIFY(QDir().mkpath(paths.state + "/broken/k7f2mq9x"_L1));
        const core::Findings findings = core::checkBrokenJobs(paths);
        QCOMPARE(sentencesOf(findings, Level::Problem).size(), 1);
        QVERIFY(findings.first().sentence.contains(u"k7f2mq9x"_s));
        QVERIFY(findings.first().sentence.contains(paths.state + "/broken"_L1));
    }

    void missingProgramsAreNamed()
    {
        // This test lies where no program of ours does.
        const core::Findings findings = core::checkPrograms();
        const QStringList problems = sentencesOf(findings, Level::Problem);
        QCOMPARE(problems.size(), 2);
        QVERIFY2(problems.first().contains(u"jobdeck-keeper is missing: no job can be started"_s),
                 qPrintable(problems.first()));
        QCOMPARE(sentencesOf(findings, Level::Note).size(), 1);
    }

    void badSettingsAreNamed()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"jobdeck.ini"_s);
        QCOMPARE(core::checkSettings(file, core::withFile({}, file)).first().level, Level::Good);
        QFile ini(file);
        QVERIFY(ini.open(QIODevice::WriteOnly) && ini.write("max_jobs=0\n") > 0);
        ini.close();
        const Finding finding = core::checkSettings(file, core::withFile({}, file)).first();
        QCOMPARE(finding.level, Level::Problem);
        QVERIFY2(finding.sentence.contains(u"max_jobs in "_s) && finding.sentence.contains(u"is '0'"_s)
                     && finding.sentence.contains(u"78"_s),
                 qPrintable(finding.sentence));
    }

    void agentsWithAWrongPathAreNamed()
    {
        const AgentHome home;
        QVERIFY(sentencesOf(core::checkAgents(home.surroundings), Level::Note).value(0).contains(u"No agent"_s));
        home.write(u".cursor/mcp.json"_s,
                   R"({"mcpServers": {"jobdeck": {"command": "/old/jobdeck", "args": ["mcp"]}}})");
        home.write(u"other/jobdeck"_s, "#!/bin/sh\n", true);
        home.write(u".copilot/mcp-config.json"_s,
                   R"({"mcpServers": {"jobdeck": {"command": ")" + home.file(u"other/jobdeck"_s).toUtf8()
                       + R"(", "args": ["mcp"]}}})");
        home.write(u".gemini/settings.json"_s, "{");
        home.write(u".config/opencode/opencode.json"_s,
                   R"({"mcp": {"jobdeck": {"type": "local", "command": [")" + home.surroundings.jobdeck.toUtf8()
                       + R"(", "mcp"]}}})");
        const core::Findings findings = core::checkAgents(home.surroundings);
        QCOMPARE(sentencesOf(findings, Level::Good), QStringList{u"Connected: opencode."_s});
        const QStringList problems = sentencesOf(findings, Level::Problem), notes = sentencesOf(findings, Level::Note);
        QCOMPARE(problems.size(), 2);
        QVERIFY2(problems.at(0).startsWith(u"Gemini CLI: "_s), qPrintable(problems.at(0)));
        QVERIFY2(problems.at(1).contains(u"Cursor is to start '/old/jobdeck mcp'"_s)
                     && problems.at(1).contains(u"'jobdeck connect cursor' mends it"_s),
                 qPrintable(problems.at(1)));
        QCOMPARE(notes.size(), 1);
        QVERIFY2(notes.first().contains(u"not this installation's"_s), qPrintable(notes.first()));
    }

    void aLockIsSeenWithoutTakingIt()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"service.lock"_s);
        QCOMPARE(core::lockHolder(file), 0);
        QFile lock(file);
        QVERIFY(lock.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        QVERIFY(lock.write(QByteArray::number(qint64(::getpid())) + '\n') > 0);
        QCOMPARE(core::lockHolder(file), 0);
        QCOMPARE(::flock(lock.handle(), LOCK_EX | LOCK_NB), 0);
        QCOMPARE(core::lockHolder(file), qint64(::getpid()));
        lock.close();
        QCOMPARE(core::lockHolder(file), 0);
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
