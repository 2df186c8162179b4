// Waits as tasks, for agents that declare the extension: they outlive the request, the agent and the service.

#include <csignal>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUuid>

#include "mcpclient.h"

using namespace Qt::StringLiterals;

class TestWaitTasks : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_home = std::make_unique<PrivateHome>();
        m_agent = std::make_unique<McpClient>(*m_home);
    }

    void cleanup()
    {
        QCOMPARE(m_agent->close(), 0);
        m_agent.reset();
        m_home.reset();
    }

    void completesWithTheResultOfTheOrdinaryForm()
    {
        const QString id = m_agent->run(u"echo before; read line; echo after; exit 4"_s);
        const QJsonObject made = wait(id, {{u"timeout"_s, 600}});
        QCOMPARE(made[u"resultType"].toString(), u"task"_s);
        QCOMPARE(made[u"status"].toString(), u"working"_s);
        QCOMPARE(made[u"ttlMs"].toInteger(), 3600000);
        QCOMPARE(made[u"pollIntervalMs"].toInteger(), 1000);
        const QString task = made[u"taskId"].toString();
        QVERIFY(!QUuid::fromString(task).isNull());
        QVERIFY(task != id && made[u"result"].isUndefined() && made[u"content"].isUndefined());
        QCOMPARE(get(task)[u"status"].toString(), u"working"_s);

        end(id);
        const QJsonObject ended = completed(task);
        QCOMPARE(ended[u"resultType"].toString(), u"complete"_s);
        QCOMPARE(ended[u"createdAt"], made[u"createdAt"]);
        QVERIFY(ended[u"lastUpdatedAt"].toString() >= ended[u"createdAt"].toString());
        QJsonObject result = ended[u"result"].toObject();
        QJsonObject ordinary = wait(id, {{u"timeout"_s, 600}});  // the job has ended
        QCOMPARE(ordinary[u"resultType"].toString(), u"complete"_s);
        ordinary.remove(u"_meta"_s);
        QCOMPARE(result, ordinary);
        QCOMPARE(result[u"structuredContent"][u"exit_code"].toInt(), 4);
        QCOMPARE(result[u"isError"].toBool(true), false);
        QVERIFY(result[u"structuredContent"][u"output"].toString().endsWith("after\n"_L1));
        QCOMPARE(get(task), ended);  // for good
    }

    void isAnOrdinaryResultWhereThereIsNothingToWaitFor()
    {
        const QString id = m_agent->run(u"echo ready; sleep 300"_s);
        QTRY_COMPARE(m_agent->call(u"output"_s, {{u"job_id"_s, id}})[u"next_offset"].toInt(), 6);
        QCOMPARE(wait(id, {{u"timeout"_s, 0}})[u"structuredContent"][u"reason"].toString(), u"timeout"_s);
        QCOMPARE(wait(id, {{u"until"_s, u"output"_s}, {u"offset"_s, 0}})[u"structuredContent"][u"reason"].toString(),
                 u"output"_s);
        QVERIFY(wait(u"0000none"_s, {})[u"isError"].toBool());
        QVERIFY(wait(id, {{u"timeout"_s, 3601}})[u"isError"].toBool());
        QCOMPARE(QDir(folder()).entryList(QDir::Files), QStringList());
        const QJsonObject started = m_agent->request(
            u"tools/call"_s,
            modernParams({{u"name"_s, u"execute"_s}, {u"arguments"_s, QJsonObject{{u"command"_s, u"true"_s}}}}));
        QCOMPARE(started[u"resultType"].toString(), u"complete"_s);  // only wait may return a task
    }

    void endsWithItsTime()
    {
        const QString id = m_agent->run(u"sleep 300"_s);
        const QString task = wait(id, {{u"timeout"_s, 0.5}})[u"taskId"].toString();
        QCOMPARE(completed(task)[u"result"][u"structuredContent"][u"reason"].toString(), u"timeout"_s);
        QCOMPARE(m_agent->call(u"status"_s, {{u"job_id"_s, id}})[u"status"].toString(), u"running"_s);
    }

    void survivesTheService()
    {
        const QString id = m_agent->run(u"read line; exit 7"_s);
        const QJsonObject made = wait(id, {{u"timeout"_s, 600}});
        const QString task = made[u"taskId"].toString();
        for (int kills = 0; kills < 2; ++kills) {
            QVERIFY(m_home->endService(SIGKILL));
            const QJsonObject now = get(task);
            QCOMPARE(now[u"status"].toString(), u"working"_s);
            QCOMPARE(now[u"createdAt"], made[u"createdAt"]);
        }
        end(id);
        QCOMPARE(completed(task)[u"result"][u"structuredContent"][u"exit_code"].toInt(), 7);
        QVERIFY(m_home->endService(SIGKILL));
        QCOMPARE(get(task)[u"result"][u"structuredContent"][u"exit_code"].toInt(), 7);
    }

    // The wait's time goes on while no service is there, and so does its job.
    void countsTheTimeWithoutAService()
    {
        const QString go = m_home->path() + "/go"_L1;
        const QString id =
            m_agent->run(u"echo old; while [ ! -e '%1' ]; do sleep 0.05; done; echo new; sleep 300"_s.arg(go));
        QTRY_COMPARE(m_agent->call(u"output"_s, {{u"job_id"_s, id}})[u"next_offset"].toInt(), 4);
        const QString output = wait(id, {{u"until"_s, u"output"_s}, {u"timeout"_s, 600}})[u"taskId"].toString();
        const QString brief = wait(id, {{u"timeout"_s, 1}})[u"taskId"].toString();
        const QString untouched = wait(id, {{u"timeout"_s, 600}})[u"taskId"].toString();
        QVERIFY(!output.isEmpty() && !brief.isEmpty() && !untouched.isEmpty());
        endEverything();
        QVERIFY(QFile(go).open(QIODevice::WriteOnly));
        QTRY_COMPARE(logged(id), QByteArray("old\nnew\n"));
        QTest::qWait(1100);
        m_agent = std::make_unique<McpClient>(*m_home);
        QCOMPARE(completed(brief)[u"result"][u"structuredContent"][u"reason"].toString(), u"timeout"_s);
        const QJsonObject ended = completed(output);
        QCOMPARE(ended[u"result"][u"structuredContent"][u"reason"].toString(), u"output"_s);
        QVERIFY(ended[u"result"][u"structuredContent"][u"output"].toString().contains("new"_L1));
        QCOMPARE(get(untouched)[u"status"].toString(), u"working"_s);
    }

    void isCancelledWithoutItsJob()
    {
        const QString id = m_agent->run(u"sleep 300"_s);
        const QString task = wait(id, {{u"timeout"_s, 600}})[u"taskId"].toString();
        for (int twice = 0; twice < 2; ++twice)
            QCOMPARE(request(u"tasks/cancel"_s, {{u"taskId"_s, task}})[u"resultType"].toString(), u"complete"_s);
        QCOMPARE(get(task)[u"status"].toString(), u"cancelled"_s);
        QCOMPARE(m_agent->call(u"status"_s, {{u"job_id"_s, id}})[u"status"].toString(), u"running"_s);
        QVERIFY(m_home->endService(SIGKILL));
        QCOMPARE(get(task)[u"status"].toString(), u"cancelled"_s);
        QCOMPARE(m_agent->call(u"status"_s, {{u"job_id"_s, id}})[u"status"].toString(), u"running"_s);
        QCOMPARE(request(u"tasks/update"_s, {{u"taskId"_s, task}, {u"inputResponses"_s, QJsonObject()}})[u"resultType"]
                     .toString(),
                 u"complete"_s);
    }

    void isToldToWhoListens()
    {
        const QString id = m_agent->run(u"read line; exit 2"_s);
        const QString task = wait(id, {{u"timeout"_s, 600}})[u"taskId"].toString();
        const QJsonObject filter{{u"taskIds"_s, QJsonArray{task, u"none"_s}}};
        m_agent->send(u"subscriptions/listen"_s, modernParams({{u"notifications"_s, filter}}));
        QTRY_COMPARE(m_agent->notifications(u"notifications/subscriptions/acknowledged"_s).size(), 1);
        QCOMPARE(m_agent->notifications(u"notifications/subscriptions/acknowledged"_s)[0][u"notifications"],
                 (QJsonObject{{u"taskIds"_s, QJsonArray{task}}}));
        QVERIFY(m_home->endService(SIGKILL));
        end(id);
        QTRY_COMPARE(m_agent->notifications(u"notifications/tasks"_s).size(), 1);
        const QJsonObject told = m_agent->notifications(u"notifications/tasks"_s)[0];
        QCOMPARE(told[u"taskId"].toString(), task);
        QCOMPARE(told[u"status"].toString(), u"completed"_s);
        QCOMPARE(told[u"result"][u"structuredContent"][u"exit_code"].toInt(), 2);
        QCOMPARE(m_agent->notifications(u"notifications/subscriptions/acknowledged"_s).size(), 1);
    }

    void expires()
    {
        const QString id = m_agent->run(u"read line"_s);
        const QString task = wait(id, {{u"timeout"_s, 600}})[u"taskId"].toString();
        end(id);
        completed(task);
        QFile file(folder() + u'/' + task + ".json"_L1);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QJsonObject record = QJsonDocument::fromJson(file.readAll()).object();
        const auto beginAt = [&](qint64 wallMs) {
            record[u"begun"_s] = QJsonObject{{u"boot"_s, u"another"_s}, {u"steady_ms"_s, 0}, {u"wall_ms"_s, wallMs}};
            file.resize(0);
            file.seek(0);
            file.write(QJsonDocument(record).toJson());
            file.flush();
        };
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        beginAt(now - 3000000);
        QCOMPARE(get(task)[u"status"].toString(), u"completed"_s);
        beginAt(now - 3600001);
        QCOMPARE(get(task)[u"error"][u"code"].toInt(), -32602);
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-7200), QFile::FileModificationTime));
        QVERIFY(m_home->endService(SIGKILL));
        QCOMPARE(get(task)[u"error"][u"code"].toInt(), -32602);
        QTRY_VERIFY(!file.exists());
    }

    void damagedFilesHarmNobody()
    {
        const QString id = m_agent->run(u"sleep 300"_s);
        const QString task = wait(id, {{u"timeout"_s, 600}})[u"taskId"].toString();
        endEverything();
        const QString other = QUuid::createUuid().toString(QUuid::WithoutBraces);
        for (const QString &name : {other + ".working"_L1, other + ".json"_L1, u"x.working"_s, task + ".json"_L1}) {
            QFile file(folder() + u'/' + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("{\"version\":1,\"task\":");
        }
        m_agent = std::make_unique<McpClient>(*m_home);
        for (const QString &none : {other, u"x"_s, u"../jobs/"_s + id + u"/spec"_s, QString(), task.toUpper()})
            QCOMPARE(get(none)[u"error"][u"code"].toInt(), -32602);
        QCOMPARE(get(task)[u"status"].toString(), u"working"_s);
        QCOMPARE(m_agent->call(u"status"_s, {{u"job_id"_s, id}})[u"status"].toString(), u"running"_s);
    }

private:
    QJsonObject request(const QString &method, const QJsonObject &params)
    {
        return m_agent->request(method, modernParams(params));
    }

    QJsonObject wait(const QString &id, QJsonObject arguments)
    {
        arguments.insert(u"job_id"_s, id);
        return request(u"tools/call"_s, {{u"name"_s, u"wait"_s}, {u"arguments"_s, arguments}});
    }

    QJsonObject get(const QString &task)
    {
        QJsonObject answer = request(u"tasks/get"_s, {{u"taskId"_s, task}});
        answer.remove(u"_meta"_s);
        return answer;
    }

    // Polls until it is no longer working.
    QJsonObject completed(const QString &task)
    {
        QJsonObject now;
        const bool ended =
            QTest::qWaitFor([&] { return (now = get(task))[u"status"].toString() != "working"_L1; }, 30000);
        return ended && now[u"status"].toString() == "completed"_L1 ? now : QJsonObject();
    }

    // Ends a job that reads a line.
    void end(const QString &id)
    {
        m_agent->call(u"interact"_s, {{u"job_id"_s, id}, {u"input"_s, u""_s}, {u"wait"_s, 0}});
    }

    // Agent and service; jobs go on.
    void endEverything()
    {
        ::kill(pid_t(m_agent->process().processId()), SIGKILL);
        QVERIFY(m_agent->process().waitForFinished());
        m_agent.reset();
        QVERIFY(m_home->endService(SIGKILL));
    }

    [[nodiscard]] QString folder() const { return m_home->path() + "/state/tasks"_L1; }

    [[nodiscard]] QByteArray logged(const QString &id) const
    {
        QFile log(m_home->jobFolder(id) + "/output/000000.dat"_L1);
        return log.open(QIODevice::ReadOnly) ? log.readAll() : QByteArray();
    }

    std::unique_ptr<PrivateHome> m_home;
    std::unique_ptr<McpClient> m_agent;
};

QTEST_GUILESS_MAIN(TestWaitTasks)
#include "tst_waittasks.moc"
