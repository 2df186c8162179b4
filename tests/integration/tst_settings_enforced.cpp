// The MCP_BG_ variables and jobdeck.ini hold, each for whom it is meant; and what agents give their jobs stays with them.

#include <csignal>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "mcpclient.h"

using namespace Qt::StringLiterals;

namespace {

QProcessEnvironment variable(const char *name, const QString &value)
{
    QProcessEnvironment environment;
    environment.insert(QLatin1StringView(name), value);
    return environment;
}

qint64 sizeOf(const QString &folder)
{
    qint64 size = 0;
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        size += QFileInfo(files.next()).size();
    return size;
}

QStringList filesWith(const QByteArray &text, const QString &folder)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            found += file.fileName();
    }
    return found;
}

}  // namespace

class TestSettingsEnforced : public QObject
{
    Q_OBJECT

private slots:
    void outputIsBoundedOnDisk()
    {
        const PrivateHome home;
        McpClient small(home, variable("MCP_BG_MAX_OUTPUT_SIZE", u"65536"_s)), usual(home);
        const QJsonObject command{{u"command"_s, u"seq 1 200000"_s}, {u"wait"_s, 40}};
        const QString bounded = small.call(u"execute"_s, command)[u"job_id"].toString(),
                      whole = usual.call(u"execute"_s, command)[u"job_id"].toString();
        QCOMPARE(small.waitForEnd(bounded)[u"output_bytes"].toInteger(), 1288895);
        QCOMPARE(usual.waitForEnd(whole)[u"output_bytes"].toInteger(), 1288895);
        QTRY_VERIFY(!QFile::exists(home.path() + "/runtime/keepers/"_L1 + bounded));
        qint64 data = 0;
        for (const QFileInfo &file : QDir(home.jobFolder(bounded) + "/output"_L1).entryInfoList({u"*.dat"_s}))
            data += file.size();
        QVERIFY2(data <= 65536, qPrintable(QString::number(data)));
        QVERIFY(sizeOf(home.jobFolder(whole)) > 1288895);

        // The first and the last lines are there, and the gap is told.
        const QJsonObject first =
            small.call(u"output"_s, {{u"job_id"_s, bounded}, {u"offset"_s, 0}, {u"limit"_s, 1048576}});
        QVERIFY(first[u"stdout"].toString().startsWith(u"1\n2\n3\n"_s));
        QVERIFY(!first[u"gaps"].isUndefined());
        QVERIFY(
            small.call(u"tail"_s, {{u"job_id"_s, bounded}})[u"stdout"].toString().endsWith(u"\n199999\n200000\n"_s));
    }

    void timeoutOfAnAgentsJobs()
    {
        const PrivateHome home;
        McpClient limited(home, variable("MCP_BG_JOB_TIMEOUT", u"1"_s)), free(home);
        const QString mine = limited.run(u"sleep 300"_s), longer = limited.run(u"sleep 300"_s, {{u"timeout"_s, 250}}),
                      other = free.run(u"sleep 300"_s);
        QVERIFY(limited.waitForEnd(mine)[u"reason"].toString().startsWith(u"killed by its timeout"_s));
        for (const QString &id : {longer, other}) {
            QCOMPARE(free.call(u"status"_s, {{u"job_id"_s, id}})[u"status"].toString(), u"running"_s);
            free.call(u"kill"_s, {{u"job_id"_s, id}});
        }
    }

    void allowedCommands()
    {
        const PrivateHome home;
        McpClient limited(home, variable("MCP_BG_ALLOWED_COMMANDS", u"^echo a{1,3}$,^true$"_s)), free(home);
        QVERIFY(!limited.run(u"echo aa"_s).isEmpty());
        QVERIFY(!limited.run(u"true"_s).isEmpty());
        for (const QString &command : {u"echo aaaa"_s, u"true; false"_s, u"ls"_s}) {
            const QString refusal = limited.refusal(u"execute"_s, {{u"command"_s, command}});
            QVERIFY2(refusal.startsWith(u"The command is not allowed here: MCP_BG_ALLOWED_COMMANDS permits"_s),
                     qPrintable(refusal));
            QVERIFY(refusal.contains(u"^echo a{1,3}$"_s));
        }
        QVERIFY(!free.run(u"ls"_s).isEmpty());
    }

    void workingDir()
    {
        const PrivateHome home;
        const QTemporaryDir folder, cwd;
        QDir(folder.path()).mkdir(u"sub"_s);
        McpClient set(home, variable("MCP_BG_WORKING_DIR", folder.path()), cwd.path()), unset(home, {}, cwd.path());
        const auto cwdOf = [](McpClient &agent, const QJsonObject &more) {
            return agent.waitForEnd(agent.run(u"true"_s, more))[u"cwd"].toString();
        };
        QCOMPARE(cwdOf(set, {}), folder.path());
        QCOMPARE(cwdOf(set, {{u"cwd"_s, u"sub"_s}}), folder.path() + "/sub"_L1);
        QCOMPARE(cwdOf(set, {{u"cwd"_s, u"/"_s}}), u"/"_s);
        QCOMPARE(cwdOf(unset, {}), cwd.path());
    }

    void cleanupInterval()
    {
        const PrivateHome home;
        McpClient agent(home, variable("MCP_BG_CLEANUP_INTERVAL", u"10"_s));
        QVERIFY(!agent.run(u"true"_s).isEmpty());
    }

    void badVariableEndsTheBridge_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("allowed");
        QTest::newRow("MCP_BG_MAX_JOBS") << QByteArray("0") << QByteArray("a whole number of jobs from 1 to 100");
        QTest::newRow("MCP_BG_MAX_OUTPUT_SIZE")
            << QByteArray("20GB") << QByteArray("a whole number of bytes from 1024 to 104857600");
        QTest::newRow("MCP_BG_JOB_TIMEOUT") << QByteArray("soon") << QByteArray("a whole number of seconds from 1");
        QTest::newRow("MCP_BG_CLEANUP_INTERVAL")
            << QByteArray("9") << QByteArray("a whole number of seconds from 10 to 3600");
        QTest::newRow("MCP_BG_ALLOWED_COMMANDS")
            << QByteArray("ls,(") << QByteArray("a comma-separated list of regular expressions");
        QTest::newRow("MCP_BG_WORKING_DIR")
            << QByteArray("/no/such") << QByteArray("a folder that exists and can be entered");
    }

    void badVariableEndsTheBridge()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const QByteArray, allowed);
        const PrivateHome home;
        QProcessEnvironment environment = home.environment();
        environment.insert(QString::fromLatin1(QTest::currentDataTag()), QString::fromLatin1(value));
        const QByteArray sentence = QByteArray(QTest::currentDataTag()) + " is '" + value + "'; it must be " + allowed;
        const Finished bridge = runProgram(programPath(u"jobdeck"_s), {u"mcp"_s}, environment);
        QCOMPARE(bridge.code, 78);
        QVERIFY2(bridge.err.contains(sentence), bridge.err.constData());
        QCOMPARE(bridge.err.count('\n'), 1);
        QCOMPARE(bridge.out, QByteArray());
        QCOMPARE(home.servicePid(), 0);
        QVERIFY(!QFile::exists(home.path() + "/state"_L1));
        const Finished service = runProgram(programPath(u"jobdeckd"_s), {}, environment);
        QCOMPARE(service.code, 78);
        QVERIFY2(service.err.contains(sentence), service.err.constData());
    }

    void badSettingsFileEndsTheService()
    {
        const PrivateHome home;
        const QString file = home.path() + "/config/jobdeck.ini"_L1;
        const std::pair<QByteArray, QByteArray> cases[] = {
            {"max_jobs=many\n", "max_jobs in " + file.toUtf8() + " is 'many'"},
            {"keep_days=0\n", "keep_days in " + file.toUtf8() + " is '0'"},
            {"stop_jobs_on_exit=perhaps\n",
             "stop_jobs_on_exit in " + file.toUtf8() + " is 'perhaps'; it must be true or false"},
        };
        for (const auto &[ini, sentence] : cases) {
            home.writeSettings(ini);
            const Finished service = runProgram(programPath(u"jobdeckd"_s), {}, home.environment());
            QCOMPARE(service.code, 78);
            QVERIFY2(service.err.contains(sentence), service.err.constData());
        }
        home.writeSettings("max_jobs=1\nallowed_commands=^sleep,^echo\n");
        McpClient agent(home);
        const QString id = agent.run(u"sleep 300"_s);
        QVERIFY(!id.isEmpty());
        QVERIFY(
            agent.refusal(u"execute"_s, {{u"command"_s, u"echo"_s}}).startsWith(u"1 jobs of this agent are running"_s));
        QVERIFY(
            agent.refusal(u"execute"_s, {{u"command"_s, u"ls"_s}}).startsWith(u"The command is not allowed here"_s));
        agent.call(u"kill"_s, {{u"job_id"_s, id}});
    }

    void environmentStaysWithItsAgent()
    {
        const PrivateHome home;
        McpClient first(home, variable("FIRST_TOKEN", u"s3cr3t-of-the-first"_s)),
            second(home, variable("SECOND_TOKEN", u"s3cr3t-of-the-second"_s));
        const auto environmentOf = [](McpClient &agent, const QJsonObject &more) {
            const QString id = agent.run(u"env"_s, more);
            agent.waitForEnd(id);
            return agent.call(u"output"_s, {{u"job_id"_s, id}, {u"offset"_s, 0}, {u"limit"_s, 1000000}})[u"stdout"]
                .toString();
        };
        QVERIFY(environmentOf(first, {}).contains(u"FIRST_TOKEN=s3cr3t-of-the-first"_s));
        const QString seen = environmentOf(second, {});
        QVERIFY(seen.contains(u"SECOND_TOKEN=s3cr3t-of-the-second"_s));
        QVERIFY(!seen.contains(u"FIRST_TOKEN"_s));
        QFile serviceEnvironment(u"/proc/%1/environ"_s.arg(home.servicePid()));  // it was started by a bridge
        QVERIFY(serviceEnvironment.open(QIODevice::ReadOnly));
        QVERIFY(!serviceEnvironment.readAll().contains("TOKEN"));
    }

    void valuesAreNowhereOnDisk()
    {
        const PrivateHome home;
        McpClient agent(home, variable("AGENT_TOKEN", u"s3cr3t-agent-value"_s));
        const QString id = agent.run(u"test -n \"$AGENT_TOKEN$CALL_TOKEN\""_s,
                                     {{u"env"_s, QJsonObject{{u"CALL_TOKEN"_s, u"s3cr3t-call-value"_s}}}});
        QCOMPARE(agent.waitForEnd(id)[u"exit_code"].toInt(-1), 0);
        QVERIFY(home.endService(SIGKILL));
        agent.call(u"list"_s);
        QCOMPARE(filesWith("s3cr3t", home.path()), QStringList());
        QCOMPARE(filesWith("CALL_TOKEN", home.path()), QStringList{home.jobFolder(id) + "/spec.json"_L1});  // names are
        QCOMPARE(filesWith("AGENT_TOKEN", home.path()),
                 QStringList{home.jobFolder(id) + "/spec.json"_L1});  // in the command
    }
};

QTEST_GUILESS_MAIN(TestSettingsEnforced)
#include "tst_settings_enforced.moc"
