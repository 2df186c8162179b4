#include <QTest>

#include "sessionclient.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace mcp;

namespace {

QJsonObject callOf(const QString &tool)
{
    return {{u"name"_s, tool}};
}

}  // namespace

class McpTasksTest final : public QObject
{
    Q_OBJECT

private slots:
    void onlyForClientsThatDeclareThem();
    void tellsTheWholeTask();
    void answersErrorsAsTheTableSays_data();
    void answersErrorsAsTheTableSays();
    void updatesNothing();
    void cancelsOnce();
};

void McpTasksTest::onlyForClientsThatDeclareThem()
{
    SessionClient client(SessionClient::Serves::Everything);
    const QJsonObject made = client.withTasks(1, u"tools/call"_s, callOf(u"task"_s))["result"_L1].toObject();
    QCOMPARE(made["resultType"_L1], u"task"_s);
    QCOMPARE(made["taskId"_L1], u"t1"_s);
    QCOMPARE(made["status"_L1], u"working"_s);
    QVERIFY(made["task"_L1].isUndefined() && made["content"_L1].isUndefined() && made["result"_L1].isUndefined());
    QCOMPARE(client.withTasks(2, u"tools/call"_s, {{u"name"_s, u"show"_s}})["result"_L1]["resultType"_L1],
             u"complete"_s);

    const QJsonObject plain = client.modern(3, u"tools/call"_s, callOf(u"task"_s))["result"_L1].toObject();
    QCOMPARE(plain["resultType"_L1], u"complete"_s);
    QCOMPARE(plain["content"_L1][0]["text"_L1], u"no task"_s);
    client.initialize(u"2025-11-25"_s);
    QJsonObject asked = callOf(u"task"_s);
    asked.insert(u"task"_s, QJsonObject{{u"ttl"_s, 60000}});  // the experiment of 2025-11-25: ignored
    QCOMPARE(client.request(4, u"tools/call"_s, asked)["result"_L1]["content"_L1][0]["text"_L1], u"no task"_s);

    SessionClient without;
    QCOMPARE(without.withTasks(1, u"tools/call"_s, callOf(u"task"_s))["result"_L1]["content"_L1][0]["text"_L1],
             u"no task"_s);
}

void McpTasksTest::tellsTheWholeTask()
{
    SessionClient client(SessionClient::Serves::Everything);
    Task task;
    task.id = u"t2"_s;
    task.status = Task::Status::Completed;
    task.created = QDateTime::fromMSecsSinceEpoch(1000, Qt::UTC);
    task.updated = task.created.addSecs(1);
    task.ttl = 1h;
    task.result = {{u"isError"_s, true}};
    client.tasks.put(task);
    QJsonObject got = client.withTasks(1, u"tasks/get"_s, {{u"taskId"_s, u"t2"_s}})["result"_L1].toObject();
    got.remove("_meta"_L1);
    QCOMPARE(got,
             (QJsonObject{{u"resultType"_s, u"complete"_s},
                          {u"taskId"_s, u"t2"_s},
                          {u"status"_s, u"completed"_s},
                          {u"createdAt"_s, u"1970-01-01T00:00:01.000Z"_s},
                          {u"lastUpdatedAt"_s, u"1970-01-01T00:00:02.000Z"_s},
                          {u"ttlMs"_s, 3600000},
                          {u"pollIntervalMs"_s, 1000},
                          {u"result"_s, QJsonObject{{u"isError"_s, true}}}}));
    task.status = Task::Status::Failed;
    task.error = {ErrorCode::InternalError, u"Broken."_s};
    client.tasks.put(task);
    got = client.withTasks(2, u"tasks/get"_s, {{u"taskId"_s, u"t2"_s}})["result"_L1].toObject();
    QCOMPARE(got["error"_L1], (QJsonObject{{u"code"_s, -32603}, {u"message"_s, u"Broken."_s}}));
    QVERIFY(!got.contains("result"_L1));
}

void McpTasksTest::answersErrorsAsTheTableSays_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QJsonObject>("params");
    QTest::addColumn<int>("declared");
    QTest::addColumn<int>("undeclared");
    const auto row = [](const char *name, const QString &method, const QJsonObject &params, int declared,
                        int undeclared) { QTest::newRow(name) << method << params << declared << undeclared; };
    const QJsonObject known{{u"taskId"_s, u"t1"_s}, {u"inputResponses"_s, QJsonObject()}};
    const QJsonObject unknown{{u"taskId"_s, u"none"_s}, {u"inputResponses"_s, QJsonObject()}};
    for (const QString &method : {u"tasks/get"_s, u"tasks/update"_s, u"tasks/cancel"_s}) {
        row(qPrintable(method), method, known, 0, -32021);
        row(qPrintable(method + u" of the unknown"_s), method, unknown, -32602, -32021);
        row(qPrintable(method + u" of nothing"_s), method, {{u"inputResponses"_s, QJsonObject()}}, -32602, -32602);
        row(qPrintable(method + u" of a number"_s), method, {{u"taskId"_s, 5}}, -32602, -32602);
    }
    row("update without responses", u"tasks/update"_s, {{u"taskId"_s, u"t1"_s}}, -32602, -32602);
    row("tasks/list", u"tasks/list"_s, {}, -32601, -32601);
    row("tasks/result", u"tasks/result"_s, known, -32601, -32601);
}

void McpTasksTest::answersErrorsAsTheTableSays()
{
    QFETCH(const QString, method);
    QFETCH(const QJsonObject, params);
    SessionClient client(SessionClient::Serves::Everything);
    client.tasks.put({u"t1"_s});
    QTEST(errorCode(client.withTasks(1, method, params)), "declared");
    const QJsonObject refused = client.modern(2, method, params);
    QTEST(errorCode(refused), "undeclared");
    if (errorCode(refused) == -32021)
        QVERIFY(refused["error"_L1]["data"_L1]["requiredCapabilities"_L1]["extensions"_L1][tasksExtension].isObject());
    client.initialize(u"2025-11-25"_s);
    QCOMPARE(errorCode(client.request(3, method, params)), -32601);
    QVERIFY(client.isAlive());
}

void McpTasksTest::updatesNothing()
{
    SessionClient client(SessionClient::Serves::Everything);
    client.tasks.put({u"t1"_s});
    const QJsonObject responses{{u"unknown"_s, QJsonObject()}};
    const QJsonObject result =
        client.withTasks(1, u"tasks/update"_s, {{u"taskId"_s, u"t1"_s}, {u"inputResponses"_s, responses}})["result"_L1]
            .toObject();
    QCOMPARE(result.keys(), (QStringList{u"_meta"_s, u"resultType"_s}));
    QCOMPARE(client.tasks.find(u"t1"_s)->status, Task::Status::Working);
}

void McpTasksTest::cancelsOnce()
{
    SessionClient client(SessionClient::Serves::Everything);
    client.tasks.put({u"t1"_s});
    int changes = 0;
    connect(&client.tasks, &TaskStore::changed, this, [&] { ++changes; });
    for (int id = 1; id <= 2; ++id) {
        const QJsonObject ack =
            client.withTasks(id, u"tasks/cancel"_s, {{u"taskId"_s, u"t1"_s}})["result"_L1].toObject();
        QCOMPARE(ack["resultType"_L1], u"complete"_s);
        QVERIFY(ack["status"_L1].isUndefined());
    }
    QCOMPARE(changes, 1);
    QCOMPARE(client.withTasks(3, u"tasks/get"_s, {{u"taskId"_s, u"t1"_s}})["result"_L1]["status"_L1], u"cancelled"_s);
}

QTEST_GUILESS_MAIN(McpTasksTest)
#include "tst_tasks.moc"
