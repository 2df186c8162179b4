// Every tool through the bridge and the service, with real jobs.

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include "mcpclient.h"

using namespace Qt::StringLiterals;

namespace {

QProcessEnvironment variables(std::initializer_list<std::pair<const char *, QString>> list)
{
    QProcessEnvironment environment;
    for (const auto &[name, value] : list)
        environment.insert(QLatin1StringView(name), value);
    return environment;
}

QJsonObject job(const QString &id, const QJsonObject &more = {})
{
    QJsonObject arguments = more;
    arguments.insert(u"job_id"_s, id);
    return arguments;
}

}  // namespace

class TestTools : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_agent = std::make_unique<McpClient>(m_home, variables({{"MCP_BG_MAX_JOBS", u"100"_s}}), m_folder.path());
    }

    void cleanupTestCase() { QCOMPARE(m_agent->close(), 0); }

    void badInput_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QString>("sentence");  // that it begins with

        const auto row = [](const char *name, const QString &tool, const QJsonObject &arguments,
                            const QString &sentence) { QTest::newRow(name) << tool << arguments << sentence; };
        for (const QString &tool : {u"status"_s, u"output"_s, u"tail"_s, u"interact"_s}) {
            row(qPrintable(tool + " of no job"_L1), tool, {{u"job_id"_s, u"n0such0b"_s}, {u"input"_s, u"x"_s}},
                u"There is no job \"n0such0b\""_s);
            row(qPrintable(tool + " without a job"_L1), tool, {{u"input"_s, u"x"_s}},
                u"The argument \"job_id\" is missing"_s);
        }
        row("kill without a job", u"kill"_s, {}, u"The argument \"job_id\" is missing"_s);
        const auto execute = [&](const char *name, const QJsonObject &arguments, const QString &sentence) {
            row(name, u"execute"_s, arguments, sentence);
        };
        const auto withCommand = [](const QString &name, const QJsonValue &value) {
            return QJsonObject{{u"command"_s, u"true"_s}, {name, value}};
        };
        execute("no command", {}, u"The argument \"command\" is missing"_s);
        execute("command is a number", {{u"command"_s, 5}}, u"The argument \"command\" is 5"_s);
        execute("empty command", {{u"command"_s, u""_s}}, u"The command is empty"_s);
        execute("blank command", {{u"command"_s, u" \n\t"_s}}, u"The command is empty"_s);
        execute("NUL in the command", {{u"command"_s, u"echo "_s + QChar::Null}}, u"The command contains a NUL"_s);
        execute("long command", {{u"command"_s, u"#"_s.repeated(131072)}},
                u"The command is 131072 bytes long; the system takes at most 131071"_s);
        execute("cwd missing", withCommand(u"cwd"_s, u"/no/such/folder"_s),
                u"The cwd /no/such/folder does not exist"_s);
        execute("cwd relative and missing", withCommand(u"cwd"_s, u"nowhere"_s),
                u"The cwd %1/nowhere does not exist"_s.arg(QDir(m_folder.path()).canonicalPath()));
        execute("cwd is a file", withCommand(u"cwd"_s, u"/etc/passwd"_s), u"The cwd /etc/passwd is not a folder"_s);
        execute("NUL in the cwd", withCommand(u"cwd"_s, QString(u"/tmp"_s + QChar::Null)), u"The cwd contains a NUL"_s);
        execute("env is text", withCommand(u"env"_s, u"A=1"_s), u"The argument \"env\" is \"A=1\""_s);
        execute("env value is a number", withCommand(u"env"_s, QJsonObject{{u"A"_s, 1}}), u"The argument \"env\""_s);
        execute("env without a name", withCommand(u"env"_s, QJsonObject{{u""_s, u"1"_s}}),
                u"The environment variable '' cannot be set"_s);
        execute("env name with =", withCommand(u"env"_s, QJsonObject{{u"A=B"_s, u"1"_s}}),
                u"The environment variable 'A=B' cannot be set"_s);
        execute("env value with NUL", withCommand(u"env"_s, QJsonObject{{u"A"_s, QString(QChar::Null)}}),
                u"The environment variable 'A' cannot be set"_s);
        execute("long env value", withCommand(u"env"_s, QJsonObject{{u"A"_s, QString(131070, u'x')}}),
                u"The environment variable 'A' is 131072 bytes long"_s);
        execute("wait too long", withCommand(u"wait"_s, 51),
                u"The argument \"wait\" is 51; it must be a number from 0 to 50"_s);
        execute("cols without pty", withCommand(u"cols"_s, 80),
                u"The argument \"cols\" is 80; it must be left out, or come with pty: only a terminal has a size."_s);
        execute("rows without pty", withCommand(u"rows"_s, 24), u"The argument \"rows\" is 24"_s);
        execute("cols 0", {{u"command"_s, u"true"_s}, {u"pty"_s, true}, {u"cols"_s, 0}},
                u"The argument \"cols\" is 0; it must be a whole number from 1 to 1000"_s);
        execute("rows 1001", {{u"command"_s, u"true"_s}, {u"pty"_s, true}, {u"rows"_s, 1001}},
                u"The argument \"rows\" is 1001; it must be a whole number from 1 to 1000"_s);
        execute("timeout 0", withCommand(u"timeout"_s, 0), u"The argument \"timeout\" is 0"_s);
        const auto ofJob = [&](const char *name, const QString &tool, const QJsonObject &more,
                               const QString &sentence) { row(name, tool, job(u"n0such0b"_s, more), sentence); };
        ofJob("lines 0", u"tail"_s, {{u"lines"_s, 0}},
              u"The argument \"lines\" is 0; it must be a whole number from 1 to 1000"_s);
        ofJob("lines 1001", u"tail"_s, {{u"lines"_s, 1001}}, u"The argument \"lines\" is 1001"_s);
        ofJob("lines x", u"tail"_s, {{u"lines"_s, u"x"_s}}, u"The argument \"lines\" is \"x\""_s);
        ofJob("stream", u"tail"_s, {{u"stream"_s, u"stdlog"_s}},
              u"The argument \"stream\" is \"stdlog\"; it must be one of"_s);
        ofJob("format", u"output"_s, {{u"format"_s, u"html"_s}}, u"The argument \"format\" is \"html\""_s);
        ofJob("offset", u"output"_s, {{u"offset"_s, -1}}, u"The argument \"offset\" is -1"_s);
        ofJob("limit", u"output"_s, {{u"limit"_s, 0}}, u"The argument \"limit\" is 0"_s);
        ofJob("signal", u"kill"_s, {{u"signal"_s, u"SEGV"_s}},
              u"The argument \"signal\" is \"SEGV\"; it must be one of TERM, INT"_s);
        ofJob("grace", u"kill"_s, {{u"grace"_s, 41}}, u"The argument \"grace\" is 41"_s);
        ofJob("no input", u"interact"_s, {}, u"The argument \"input\" is missing"_s);
        ofJob("pattern", u"interact"_s, {{u"input"_s, u"x"_s}, {u"pattern"_s, u"("_s}},
              u"The argument \"pattern\" is \"(\"; it must be a regular expression"_s);
        row("list status", u"list"_s, {{u"status"_s, u"done"_s}}, u"The argument \"status\" is \"done\""_s);
        row("list limit", u"list"_s, {{u"limit"_s, 1001}}, u"The argument \"limit\" is 1001"_s);
    }

    void badInput()
    {
        QFETCH(const QString, tool);
        QFETCH(const QJsonObject, arguments);
        QFETCH(const QString, sentence);
        const int before = m_agent->call(u"list"_s)[u"total"].toInt();
        const QString refusal = m_agent->refusal(tool, arguments);
        QVERIFY2(refusal.startsWith(sentence), qPrintable(refusal));
        QVERIFY2(refusal.endsWith(u'.'), qPrintable(refusal));
        QCOMPARE(m_agent->call(u"list"_s)[u"total"].toInt(), before);
    }

    void folderThatCannotBeEntered()
    {
        QDir(m_folder.path()).mkdir(u"closed"_s);
        const QString closed = m_folder.path() + "/closed"_L1;
        QFile::setPermissions(closed, QFile::ReadOwner);
        if (QFileInfo(closed).isExecutable())
            QSKIP("This user can enter every folder.");
        QVERIFY(m_agent->refusal(u"execute"_s, {{u"command"_s, u"true"_s}, {u"cwd"_s, closed}})
                    .contains(u"cannot be entered"_s));
    }

    void executeAnswersAtOnceOrWaits()
    {
        QElapsedTimer timer;
        timer.start();
        const QJsonObject started =
            m_agent->call(u"execute"_s, {{u"command"_s, u"sleep 0.5; echo out; echo err >&2; exit 3"_s}});
        QCOMPARE(started[u"status"].toString(), u"running"_s);
        QVERIFY(started[u"pid"].toInteger() > 0);
        QVERIFY(!started.contains(u"reason"));
        QCOMPARE(m_agent->waitForEnd(started[u"job_id"].toString())[u"exit_code"].toInt(), 3);

        const QJsonObject ended =
            m_agent->call(u"execute"_s, {{u"command"_s, u"echo out; echo err >&2; exit 3"_s}, {u"wait"_s, 30}});
        QCOMPARE(ended[u"reason"].toString(), u"exit"_s);
        QCOMPARE(ended[u"status"].toString(), u"failed"_s);
        QCOMPARE(ended[u"exit_code"].toInt(), 3);
        QCOMPARE(ended[u"stdout"].toString(), u"out\n"_s);
        QCOMPARE(ended[u"stderr"].toString(), u"err\n"_s);

        const QJsonObject going =
            m_agent->call(u"execute"_s, {{u"command"_s, u"echo first; sleep 300"_s}, {u"wait"_s, 0.5}});
        QCOMPARE(going[u"reason"].toString(), u"timeout"_s);
        QCOMPARE(going[u"status"].toString(), u"running"_s);
        QCOMPARE(going[u"stdout"].toString(), u"first\n"_s);
        QCOMPARE(m_agent->call(u"kill"_s, job(going[u"job_id"].toString()))[u"status"].toString(), u"killed"_s);
    }

    void executeReusesARunningJob()
    {
        const QJsonObject server{
            {u"command"_s, u"echo serving; sleep 301"_s}, {u"cwd"_s, u"/tmp"_s}, {u"reuse"_s, true}};
        const QJsonObject first = m_agent->call(u"execute"_s, server);
        QVERIFY(!first.contains(u"reused"));
        const QString id = first[u"job_id"].toString();
        const QJsonObject again = m_agent->call(u"execute"_s, server);
        QCOMPARE(again[u"job_id"].toString(), id);
        QCOMPARE(again[u"pid"], first[u"pid"]);
        QCOMPARE(again[u"reused"].toBool(), true);
        // Another agent's too, with a folder written otherwise, and with the output if it waits.
        {
            McpClient other(m_home, {}, u"/"_s);
            const QJsonObject reused = other.call(
                u"execute"_s,
                {{u"command"_s, server[u"command"]}, {u"cwd"_s, u"tmp/"_s}, {u"reuse"_s, true}, {u"wait"_s, 0.2}});
            QCOMPARE(reused[u"job_id"].toString(), id);
            QCOMPARE(reused[u"reason"].toString(), u"timeout"_s);
            QCOMPARE(reused[u"stdout"].toString(), u"serving\n"_s);
            QCOMPARE(other.close(), 0);
        }
        const auto isNew = [&](const QString &name, const QJsonValue &value) {
            QJsonObject different = server;
            different.insert(name, value);
            const QString started = m_agent->call(u"execute"_s, different)[u"job_id"].toString();
            m_agent->call(u"kill"_s, job(started));
            return !started.isEmpty() && started != id;
        };
        QVERIFY(isNew(u"reuse"_s, false));
        QVERIFY(isNew(u"cwd"_s, u"/"_s));
        QVERIFY(isNew(u"command"_s, u"echo serving; sleep 302"_s));
        QVERIFY(isNew(u"pty"_s, true));
        QVERIFY(isNew(u"env"_s, QJsonObject{{u"A"_s, u"1"_s}}));
        // Of calls at the same time one starts it.
        QList<qint64> calls;
        QSet<QString> ids;
        const QJsonObject both{{u"command"_s, u"sleep 303"_s}, {u"reuse"_s, true}};
        for (int i = 0; i < 5; ++i)
            calls += m_agent->send(u"tools/call"_s, {{u"name"_s, u"execute"_s}, {u"arguments"_s, both}});
        for (const qint64 each : std::as_const(calls))
            ids += m_agent->answer(each)[u"structuredContent"][u"job_id"].toString();
        QCOMPARE(ids.size(), 1);
        m_agent->call(u"kill"_s, job(*ids.begin()));
        // One that has ended is not reused.
        m_agent->call(u"kill"_s, job(id));
        QVERIFY(isNew(u"reuse"_s, true));
    }

    void executeParameters()
    {
        const QString folder = QDir(m_folder.path()).canonicalPath();
        QVERIFY(QDir(folder).mkdir(u"sub"_s));
        const auto printed = [this](const QString &command, QJsonObject more) {
            more.insert(u"command"_s, command);
            more.insert(u"wait"_s, 30);
            return m_agent->call(u"execute"_s, more)[u"stdout"].toString().trimmed();
        };
        QCOMPARE(printed(u"pwd -P"_s, {}), folder);
        QCOMPARE(printed(u"pwd -P"_s, {{u"cwd"_s, u"sub"_s}}), folder + "/sub"_L1);
        QCOMPARE(printed(u"pwd -P"_s, {{u"cwd"_s, u"/"_s}}), u"/"_s);
        QCOMPARE(printed(u"echo \"$A|$B\""_s, {{u"env"_s, QJsonObject{{u"A"_s, u"ä = 1"_s}, {u"B"_s, u""_s}}}}),
                 u"ä = 1|"_s);
        QCOMPARE(printed(u"echo '"_s + u"x"_s.repeated(100000) + u"' | wc -c"_s, {}), u"100001"_s);

        const QString named = m_agent->run(u"sleep 0.01"_s, {{u"name"_s, u"  my \n job "_s}});
        QCOMPARE(m_agent->waitForEnd(named)[u"name"].toString(), u"my job"_s);
        QCOMPARE(m_agent->call(u"list"_s, {{u"query"_s, u"MY JOB"_s}})[u"jobs"].toArray().size(), 1);

        const QJsonObject late = m_agent->waitForEnd(m_agent->run(u"sleep 300"_s, {{u"timeout"_s, 0.3}}));
        QCOMPARE(late[u"status"].toString(), u"killed"_s);
        QVERIFY(late[u"reason"].toString().startsWith(u"killed by its timeout"_s));
    }

    void jobThatCannotStart()
    {
        const PrivateHome home;
        McpClient agent(home, variables({{"JOBDECK_SHELL", u"/nonexistent"_s}}));
        const QString sentence = agent.refusal(u"execute"_s, {{u"command"_s, u"true"_s}});
        QVERIFY2(sentence.contains(u"the shell /nonexistent cannot be run (No such file or directory)"_s),
                 qPrintable(sentence));
        const QJsonObject listed = agent.call(u"list"_s)[u"jobs"].toArray().first().toObject();
        QCOMPARE(listed[u"status"].toString(), u"failed"_s);
    }

    void jobLimit()
    {
        McpClient agent(m_home, variables({{"MCP_BG_MAX_JOBS", u"2"_s}}));
        const QString first = agent.run(u"sleep 300"_s), second = agent.run(u"sleep 300"_s);
        QVERIFY(!second.isEmpty());
        const QString refusal = agent.refusal(u"execute"_s, {{u"command"_s, u"true"_s}});
        QVERIFY2(refusal.startsWith(u"2 jobs of this agent are running, and MCP_BG_MAX_JOBS allows no more"_s),
                 qPrintable(refusal));
        QVERIFY(!m_agent->run(u"true"_s).isEmpty());  // another agent's limit is its own
        agent.call(u"kill"_s, job(first));
        QVERIFY(!agent.run(u"true"_s).isEmpty());
        agent.call(u"kill"_s, job(second));
    }

    void aliases()
    {
        const QString id =
            m_agent->call(u"execute_command"_s, {{u"command"_s, u"read x; echo got $x; sleep 300"_s}})[u"job_id"]
                .toString();
        QVERIFY(!id.isEmpty());
        QVERIFY(m_agent->call(u"interact_with_job"_s, job(id, {{u"input"_s, u"it"_s}}))[u"stdout"].toString()
                == "got it\n"_L1);
        QCOMPARE(m_agent->call(u"get_job_status"_s, job(id))[u"status"].toString(), u"running"_s);
        QCOMPARE(m_agent->call(u"get_job_output"_s, job(id))[u"stdout"].toString(), u"got it\n"_s);
        QCOMPARE(m_agent->call(u"tail_job_output"_s, job(id))[u"stdout"].toString(), u"got it\n"_s);
        QVERIFY(!m_agent->call(u"list_jobs"_s)[u"jobs"].toArray().isEmpty());
        QCOMPARE(m_agent->call(u"kill_job"_s, job(id))[u"status"].toString(), u"killed"_s);
        for (const QJsonValue &tool : m_agent->request(u"tools/list"_s)[u"tools"].toArray())
            QVERIFY(!tool[u"name"].toString().contains(u'_'));
    }

    void restarts()
    {
        const QJsonObject started =
            m_agent->call(u"execute"_s,
                          {{u"command"_s, u"echo $WORD; [ -e again ] || { touch again; sleep 300; }"_s},
                           {u"cwd"_s, m_home.path()},
                           {u"name"_s, u"twice"_s},
                           {u"env"_s, QJsonObject{{u"WORD"_s, u"said"_s}}}});
        const QString first = started[u"job_id"].toString();
        QTRY_COMPARE(m_agent->call(u"output"_s, job(first))[u"stdout"].toString(), u"said\n"_s);
        const QJsonObject again = m_agent->call(u"restart"_s, job(first));
        QCOMPARE(again[u"restart_of"].toString(), first);
        QCOMPARE(m_agent->call(u"status"_s, job(first))[u"status"].toString(), u"killed"_s);
        const QString second = again[u"job_id"].toString();
        QVERIFY(second != first);
        QCOMPARE(m_agent->waitForEnd(second)[u"exit_code"].toInt(-1), 0);
        QCOMPARE(m_agent->call(u"status"_s, job(second))[u"name"].toString(), u"twice"_s);
        QCOMPARE(m_agent->call(u"output"_s, job(second))[u"stdout"].toString(), u"said\n"_s);
        const QString third = m_agent->call(u"restart"_s, job(second))[u"job_id"].toString();
        QCOMPARE(m_agent->waitForEnd(third)[u"exit_code"].toInt(-1), 0);
        QVERIFY(m_agent->refusal(u"restart"_s, job(u"n0such0b"_s)).contains(u"n0such0b"_s));
    }

    void waitsForInput()
    {
        const QString id = m_agent->run(u"read -p 'Name: ' name; echo Hello $name; read more"_s);
        QTRY_COMPARE(m_agent->call(u"status"_s, job(id))[u"needs_input"].toString(), u"text"_s);
        const QJsonObject listed = m_agent->call(u"list"_s)[u"jobs"].toArray().first().toObject();
        QCOMPARE(listed[u"needs_input"].toString(), u"text"_s);
        const QJsonObject answered = m_agent->call(u"interact"_s, job(id, {{u"input"_s, u"you"_s}}));
        QVERIFY(answered[u"stdout"].toString().endsWith(u"Hello you\n"_s));
        QCOMPARE(answered[u"needs_input"].toString(), u"text"_s);
        QVERIFY(!m_agent->call(u"interact"_s, job(id, {{u"input"_s, u"x"_s}})).contains(u"needs_input"));
        QCOMPARE(m_agent->waitForEnd(id)[u"exit_code"].toInt(-1), 0);
    }

    void terminalsHaveTheSizeThatWasAskedFor()
    {
        const QString id = m_agent
                               ->call(u"execute"_s,
                                      {{u"command"_s, u"stty size"_s},
                                       {u"pty"_s, true},
                                       {u"cols"_s, 73},
                                       {u"rows"_s, 21},
                                       {u"wait"_s, 50}})[u"job_id"]
                               .toString();
        QCOMPARE(m_agent->call(u"output"_s, job(id))[u"stdout"].toString(), u"21 73\n"_s);
        const QString again = m_agent->call(u"restart"_s, job(id))[u"job_id"].toString();
        m_agent->waitForEnd(again);
        QCOMPARE(m_agent->call(u"output"_s, job(again))[u"stdout"].toString(), u"21 73\n"_s);
    }

    // What a person types for a password is nowhere to be found afterwards.
    void secretsAreNotKept()
    {
        const QString id = m_agent
                               ->call(u"execute"_s,
                                      {{u"command"_s, u"read -s -p 'Password: ' p; echo; echo ${#p} characters"_s},
                                       {u"pty"_s, true}})[u"job_id"]
                               .toString();
        QTRY_COMPARE(m_agent->call(u"status"_s, job(id))[u"needs_input"].toString(), u"secret"_s);
        const QJsonObject answer = m_agent->callTool(u"interact"_s, job(id, {{u"input"_s, u"correct horse"_s}}));
        QVERIFY(!QJsonDocument(answer).toJson().contains("correct horse"));
        QCOMPARE(m_agent->waitForEnd(id)[u"exit_code"].toInt(-1), 0);
        QCOMPARE(m_agent->call(u"output"_s, job(id))[u"stdout"].toString(), u"Password: \n13 characters\n"_s);
        QDirIterator files(m_home.path(), QDir::Files, QDirIterator::Subdirectories);
        int looked = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && ++looked > 0)
                QVERIFY2(!file.readAll().contains("correct horse"), qPrintable(file.fileName()));
        }
        QVERIFY(looked > 5);
        for (const QString &tool : {u"status"_s, u"output"_s, u"tail"_s, u"wait"_s})
            QVERIFY(!QJsonDocument(m_agent->callTool(tool, job(id))).toJson().contains("correct horse"));
    }

    void portsAreTold()
    {
        const QString id =
            m_agent->run(u"exec python3 -c 'import socket, time\ns = socket.create_server((\"127.0.0.1\", "
                         "0))\nprint(s.getsockname()[1], flush=True)\ntime.sleep(300)'"_s);
        QTRY_VERIFY(m_agent->call(u"output"_s, job(id))[u"stdout"].toString().endsWith(u'\n'));
        const int port = m_agent->call(u"output"_s, job(id))[u"stdout"].toString().toInt();
        QCOMPARE(m_agent->call(u"status"_s, job(id))[u"ports"].toArray(), QJsonArray{port});
        m_agent->call(u"kill"_s, job(id));
    }

    void killVariants()
    {
        QCOMPARE(m_agent->call(u"kill"_s, job(u"n0such0b"_s))[u"status"].toString(), u"not_found"_s);
        const QString ended = m_agent->run(u"exit 0"_s);
        m_agent->waitForEnd(ended);
        QCOMPARE(m_agent->call(u"kill"_s, job(ended))[u"status"].toString(), u"already_terminated"_s);
        QCOMPARE(m_agent->waitForEnd(ended)[u"status"].toString(), u"completed"_s);

        const QString trapping =
            m_agent->run(u"trap 'echo interrupted; exit 9' INT; echo ready; while :; do sleep 0.05; done"_s);
        QTRY_VERIFY(m_agent->call(u"output"_s, job(trapping))[u"stdout"].toString() == "ready\n"_L1);
        const QJsonObject interrupted = m_agent->call(u"kill"_s, job(trapping, {{u"signal"_s, u"SIGINT"_s}}));
        QCOMPARE(interrupted[u"status"].toString(), u"killed"_s);
        QVERIFY(interrupted[u"survivors"].isArray() && interrupted[u"survivors"].toArray().isEmpty());
        QVERIFY(m_agent->call(u"output"_s, job(trapping))[u"stdout"].toString().contains(u"interrupted"_s));
        QCOMPARE(m_agent->waitForEnd(trapping)[u"exit_code"].toInt(), 9);

        const QString stubborn = m_agent->run(u"trap '' TERM; setsid sleep 300 & echo $!; sleep 301"_s);
        QTRY_VERIFY(m_agent->call(u"output"_s, job(stubborn))[u"stdout"].toString().endsWith(u'\n'));
        const qint64 child = m_agent->call(u"output"_s, job(stubborn))[u"stdout"].toString().toLongLong();
        QElapsedTimer timer;
        timer.start();
        const QJsonObject killed = m_agent->call(u"kill"_s, job(stubborn, {{u"grace"_s, 0}}));
        QVERIFY(timer.elapsed() < 4000);
        QCOMPARE(killed[u"status"].toString(), u"killed"_s);
        QVERIFY(killed[u"force_killed"].toInt() >= 1);
        QVERIFY(!isAlive(child));
    }

private:
    PrivateHome m_home;
    QTemporaryDir m_folder;
    std::unique_ptr<McpClient> m_agent;
};

QTEST_GUILESS_MAIN(TestTools)
#include "tst_tools.moc"
