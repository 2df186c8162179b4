// Jobs as resources, what subscribers are told of them, and the prompts about them.

#include <csignal>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "mcpclient.h"

using namespace Qt::StringLiterals;

namespace {

const QString updatedMethod = u"notifications/resources/updated"_s;
const QString listChangedMethod = u"notifications/resources/list_changed"_s;
const QString acknowledgedMethod = u"notifications/subscriptions/acknowledged"_s;
const QString subscriptionId = u"io.modelcontextprotocol/subscriptionId"_s;

QString recordOf(const QString &id)
{
    return u"jobs:///"_s + id;
}

QString outputOf(const QString &id)
{
    return recordOf(id) + u"/output"_s;
}

}  // namespace

class TestJobResources : public QObject
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

    void listsJobsNewestFirst()
    {
        QCOMPARE(m_agent->request(u"resources/list"_s)[u"resources"].toArray().size(), 0);
        const QString first = m_agent->run(u"echo 1"_s), second = m_agent->run(u"echo 2"_s, {{u"name"_s, u"two"_s}});
        const QJsonArray resources = m_agent->request(u"resources/list"_s)[u"resources"].toArray();
        QStringList uris, names;
        for (const QJsonValue &resource : resources) {
            uris += resource[u"uri"].toString();
            names += resource[u"name"].toString();
        }
        QCOMPARE(uris, (QStringList{recordOf(second), outputOf(second), recordOf(first), outputOf(first)}));
        QCOMPARE(names.removeDuplicates(), 0);
        QCOMPARE(resources[1][u"title"].toString(), u"Output of two"_s);
        const QJsonArray templates = m_agent->request(u"resources/templates/list"_s)[u"resourceTemplates"].toArray();
        QCOMPARE(templates[0][u"uriTemplate"].toString(), u"jobs:///{job_id}"_s);
        QCOMPARE(templates[1][u"uriTemplate"].toString(), u"jobs:///{job_id}/output"_s);
    }

    void listsRecentJobsOnly()
    {
        QString oldest;
        for (int i = 0; i < 52; ++i) {
            const QString id = m_agent->run(i == 0 ? u"sleep 300"_s : u"true"_s);
            QVERIFY(!id.isEmpty());
            if (i == 0)
                oldest = id;
            else
                QVERIFY(!m_agent->waitForEnd(id).isEmpty());
        }
        const QJsonArray resources = m_agent->request(u"resources/list"_s)[u"resources"].toArray();
        QCOMPARE(resources.size(), 2 * 51);  // 50, and the one that runs
        QCOMPARE(resources.last()[u"uri"].toString(), outputOf(oldest));
    }

    void readsRecordAndOutput()
    {
        const QString id = m_agent->run(u"echo to stdout; echo to stderr >&2; exit 3"_s);
        QVERIFY(!m_agent->waitForEnd(id).isEmpty());
        const QJsonObject record = read(recordOf(id));
        QCOMPARE(record[u"mimeType"].toString(), u"application/json"_s);
        const QJsonObject status = m_agent->call(u"status"_s, {{u"job_id"_s, id}});
        QCOMPARE(QJsonDocument::fromJson(record[u"text"].toString().toUtf8()).object(), status);
        QCOMPARE(status[u"exit_code"].toInt(), 3);
        const QJsonObject output = read(outputOf(id));
        QCOMPARE(output[u"mimeType"].toString(), u"text/plain"_s);
        QCOMPARE(output[u"uri"].toString(), outputOf(id));
        const QString text = output[u"text"].toString();
        QVERIFY2(text == "to stdout\nto stderr\n"_L1 || text == "to stderr\nto stdout\n"_L1, qPrintable(text));
        const auto ttl = [&](const QString &uri) {
            return m_agent->request(u"resources/read"_s, modernParams({{u"uri"_s, uri}}))[u"ttlMs"].toInteger(-1);
        };
        QTRY_COMPARE(ttl(outputOf(id)), 3600000);
        QCOMPARE(ttl(recordOf(id)), 0);
    }

    void showsBeginningAndEndOfLongOutput()
    {
        const QString id = m_agent->run(u"seq 100000"_s);
        QVERIFY(!m_agent->waitForEnd(id).isEmpty());
        QString text;
        QTRY_VERIFY((text = read(outputOf(id))[u"text"].toString()).endsWith("\n100000\n"_L1));
        QVERIFY(text.startsWith("1\n2\n3\n"_L1));
        QVERIFY2(text.size() < 22000, qPrintable(QString::number(text.size())));
        QVERIFY(text.contains("bytes left out here: read them with output, offset "_L1));
    }

    // Nothing is decoded or resolved; what is no job's is not found.
    void readsUrisStrictly_data()
    {
        QTest::addColumn<QString>("uri");
        for (const char *uri : {"",
                                "jobs:///",
                                "jobs:///ID/",
                                "jobs:///ID/output/",
                                "jobs:///ID/spec.json",
                                "jobs:///../jobs/ID",
                                "jobs:///ID/../ID",
                                "jobs:///%49D",
                                "jobs:///ID%00",
                                "jobs:////ID",
                                "jobs://ID",
                                "jobs:ID",
                                "JOBS:///ID",
                                "jobs:///ID?x",
                                "jobs:///ID#x",
                                "jobs://host/ID",
                                "file:///etc/passwd",
                                "/etc/passwd",
                                " jobs:///ID",
                                "jobs:///ID\n",
                                "jobs:///output",
                                "jobs:////output",
                                "jobs:///0000000o"})
            QTest::newRow(uri) << QString::fromLatin1(uri);
        QTest::newRow("NUL") << u"jobs:///ID"_s + QChar(0);
    }

    void readsUrisStrictly()
    {
        QFETCH(QString, uri);
        const QString id = m_agent->run(u"true"_s);
        uri.replace(u"ID"_s, id);
        for (const QString &method : {u"resources/read"_s, u"resources/subscribe"_s}) {
            const QJsonValue error = m_agent->request(method, {{u"uri"_s, uri}})[u"error"];
            QCOMPARE(error[u"code"].toInt(), -32002);
            QCOMPARE(error[u"data"][u"uri"].toString(), uri);
        }
    }

    // However much it prints: at most two a second, and one after its end.
    void tellsSubscribersOfOutput()
    {
        const QString id = m_agent->run(u"read line; for i in $(seq 60); do echo $i; sleep 0.05; done"_s);
        QCOMPARE(m_agent->request(u"resources/subscribe"_s, {{u"uri"_s, outputOf(id)}}), QJsonObject());
        QElapsedTimer clock;
        clock.start();
        m_agent->call(u"interact"_s, {{u"job_id"_s, id}, {u"input"_s, u""_s}, {u"wait"_s, 0}});
        qsizetype seen = 0;
        QString text;
        const bool complete = QTest::qWaitFor(
            [&] {
                if (m_agent->notifications(updatedMethod).size() == seen)
                    return false;
                seen = m_agent->notifications(updatedMethod).size();  // only what it was told of is read
                text = read(outputOf(id))[u"text"].toString();
                return text.endsWith("\n60\n"_L1);
            },
            30000);
        QVERIFY2(complete, qPrintable(text));
        QVERIFY(seen >= 3);
        QVERIFY2(seen <= clock.elapsed() / 500 + 2, qPrintable(QString::number(seen)));
        for (const QJsonObject &params : m_agent->notifications(updatedMethod))
            QCOMPARE(params, (QJsonObject{{u"uri"_s, outputOf(id)}}));
    }

    void tellsSubscribersOfTheState()
    {
        const QString id = m_agent->run(u"echo hello; read line; exit 5"_s);
        m_agent->request(u"resources/subscribe"_s, {{u"uri"_s, recordOf(id)}});
        m_agent->call(u"interact"_s, {{u"job_id"_s, id}, {u"input"_s, u""_s}, {u"wait"_s, 0}});
        const auto isToldTheEnd = [&] {
            if (m_agent->notifications(updatedMethod).isEmpty())
                return false;
            return QJsonDocument::fromJson(read(recordOf(id))[u"text"].toString().toUtf8())[u"exit_code"].toInt() == 5;
        };
        QVERIFY(QTest::qWaitFor(isToldTheEnd, 20000));
        m_agent->request(u"resources/unsubscribe"_s, {{u"uri"_s, recordOf(id)}});
    }

    void tellsWhenTheListChanges()
    {
        for (int i = 0; i < 5; ++i)
            m_agent->run(u"true"_s);
        QTRY_VERIFY(!m_agent->notifications(listChangedMethod).isEmpty());
    }

    // The bridge subscribes again, and has the agent read again.
    void subscriptionsSurviveTheService()
    {
        const QString id = m_agent->run(u"while read line; do echo got $line; done"_s);
        m_agent->request(u"resources/subscribe"_s, {{u"uri"_s, outputOf(id)}});
        for (int kills = 1; kills <= 2; ++kills) {
            qsizetype told = m_agent->notifications(updatedMethod).size();
            QVERIFY(m_home->endService(SIGKILL));
            QTRY_VERIFY_WITH_TIMEOUT(m_agent->notifications(updatedMethod).size() > told, 20000);
            told = m_agent->notifications(updatedMethod).size();
            m_agent->call(u"interact"_s, {{u"job_id"_s, id}, {u"input"_s, QString::number(kills)}, {u"wait"_s, 0}});
            QTRY_VERIFY_WITH_TIMEOUT(m_agent->notifications(updatedMethod).size() > told, 20000);
            QTRY_VERIFY(read(outputOf(id))[u"text"].toString().endsWith(u"got %1\n"_s.arg(kills)));
        }
    }

    void listensSurviveTheService()
    {
        const QString id = m_agent->run(u"while read line; do echo got $line; done"_s);
        const qint64 listen = m_agent->send(
            u"subscriptions/listen"_s,
            modernParams({{u"notifications"_s,
                           QJsonObject{{u"resourceSubscriptions"_s, QJsonArray{outputOf(id), recordOf(u"none"_s)}},
                                       {u"toolsListChanged"_s, true}}}}));
        QTRY_COMPARE(m_agent->notifications(acknowledgedMethod).size(), 1);
        const QJsonObject meta{{subscriptionId, listen}};
        QCOMPARE(
            m_agent->notifications(acknowledgedMethod)[0],
            (QJsonObject{{u"_meta"_s, meta},
                         {u"notifications"_s, QJsonObject{{u"resourceSubscriptions"_s, QJsonArray{outputOf(id)}}}}}));
        for (int kills = 1; kills <= 2; ++kills) {
            qsizetype told = m_agent->notifications(updatedMethod).size();
            QVERIFY(m_home->endService(SIGKILL));
            QTRY_VERIFY_WITH_TIMEOUT(m_agent->notifications(updatedMethod).size() > told, 20000);
            told = m_agent->notifications(updatedMethod).size();
            m_agent->call(u"interact"_s, {{u"job_id"_s, id}, {u"input"_s, u"x"_s}, {u"wait"_s, 0}});
            QTRY_VERIFY_WITH_TIMEOUT(m_agent->notifications(updatedMethod).size() > told, 20000);
        }
        for (const QJsonObject &params : m_agent->notifications(updatedMethod))
            QCOMPARE(params, (QJsonObject{{u"_meta"_s, meta}, {u"uri"_s, outputOf(id)}}));
        QCOMPARE(m_agent->notifications(acknowledgedMethod).size(), 1);
        // The end of stdin ends it with its response.
        m_agent->process().closeWriteChannel();
        QCOMPARE(m_agent->answer(listen)[u"_meta"].toObject(), meta);
    }

    void completesJobIds()
    {
        const QString running = m_agent->run(u"sleep 300"_s), failed = m_agent->run(u"exit 1"_s);
        QVERIFY(!m_agent->waitForEnd(failed).isEmpty());
        const auto values = [&](const QJsonObject &ref, const QString &begin) {
            const QJsonObject argument{{u"name"_s, u"job_id"_s}, {u"value"_s, begin}};
            return m_agent
                ->request(u"completion/complete"_s,
                          {{u"ref"_s, ref}, {u"argument"_s, argument}})[u"completion"][u"values"]
                .toArray();
        };
        const auto prompt = [](const QString &name) {
            return QJsonObject{{u"type"_s, u"ref/prompt"_s}, {u"name"_s, name}};
        };
        const QJsonObject output{{u"type"_s, u"ref/resource"_s}, {u"uri"_s, u"jobs:///{job_id}/output"_s}};
        QCOMPARE(values(output, {}), (QJsonArray{failed, running}));
        QCOMPARE(values(output, running.first(7)), QJsonArray{running});
        QCOMPARE(values(output, u"~"_s), QJsonArray());
        QCOMPARE(values(prompt(u"why_failed"_s), {}), QJsonArray{failed});
        QCOMPARE(values(prompt(u"watch_server"_s), {}), QJsonArray{running});
    }

    void promptsSayWhatToDo()
    {
        const auto get = [&](const QString &name, const QJsonObject &arguments = {}) {
            return m_agent->request(u"prompts/get"_s, {{u"name"_s, name}, {u"arguments"_s, arguments}});
        };
        QCOMPARE(get(u"why_failed"_s)[u"error"][u"code"].toInt(), -32602);
        QCOMPARE(get(u"watch_server"_s)[u"error"][u"message"].toString(), u"There is no job that runs."_s);
        QVERIFY(get(u"why_failed"_s, {{u"job_id"_s, u"0000none"_s}})[u"error"][u"message"].toString().startsWith(
            u"There is no job \"0000none\""_s));

        const QString failed = m_agent->run(u"echo 'main.cpp:7: error: oops'; exit 2"_s);
        QVERIFY(!m_agent->waitForEnd(failed).isEmpty());
        const QString server = m_agent->run(u"echo ready; sleep 300"_s);
        const QJsonArray why = get(u"why_failed"_s)[u"messages"].toArray();
        QVERIFY(why[0][u"content"][u"text"].toString().contains(u"job "_s + failed));
        QVERIFY(why[0][u"content"][u"text"].toString().contains("failed (exit 2)"_L1));
        QCOMPARE(why[1][u"content"][u"resource"][u"uri"].toString(), outputOf(failed));
        QCOMPARE(why[1][u"content"][u"resource"][u"text"].toString(), u"main.cpp:7: error: oops\n"_s);

        QTRY_COMPARE(m_agent->call(u"output"_s, {{u"job_id"_s, server}})[u"next_offset"].toInt(), 6);
        const QString watch = get(u"watch_server"_s)[u"messages"][0][u"content"][u"text"].toString();
        QVERIFY2(watch.contains(u"job_id \"%1\", offset 6"_s.arg(server)), qPrintable(watch));
        QVERIFY(get(u"watch_server"_s, {{u"job_id"_s, failed}})[u"error"][u"message"].toString().contains(
            "has ended: failed (exit 2)"_L1));
    }

private:
    QJsonObject read(const QString &uri)
    {
        return m_agent->request(u"resources/read"_s, {{u"uri"_s, uri}})[u"contents"][0].toObject();
    }

    std::unique_ptr<PrivateHome> m_home;
    std::unique_ptr<McpClient> m_agent;
};

QTEST_GUILESS_MAIN(TestJobResources)
#include "tst_jobresources.moc"
