// The service is killed at random moments under 50 writing jobs; no line is lost or doubled, every exit code is right
// and the agents' sessions go on.

#include <csignal>

#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>

#include "mcpclient.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int agents = 5, jobsEach = 10, linesEach = 1500, kills = 20;

QString commandOf(int number)
{
    return u"i=0; while [ $i -lt %1 ]; do i=$((i+1)); echo \"%2 line $i\"; [ $((i%10)) = 0 ] && sleep 0.05; done; exit %3"_s
        .arg(linesEach)
        .arg(number)
        .arg(number % 7);
}

QByteArray expectedOutput(int number)
{
    QByteArray text;
    for (int i = 1; i <= linesEach; ++i)
        text += QByteArray::number(number) + " line " + QByteArray::number(i) + '\n';
    return text;
}

// Everything a job printed, read with cursors.
QString readAll(McpClient &agent, const QString &id)
{
    QString text;
    qint64 offset = 0;
    for (;;) {
        const QJsonObject read =
            agent.call(u"output"_s,
                       {{u"job_id"_s, id}, {u"offset"_s, offset}, {u"format"_s, u"raw"_s}, {u"stream"_s, u"merged"_s}});
        text += read[u"output"].toString();
        const qint64 next = read[u"next_offset"].toInteger();
        if (read[u"eof"].toBool() || read.contains(u"isError") || next == offset)
            return text;
        offset = next;
    }
}

}  // namespace

class TestSurvival : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsLostWhenTheServiceIsKilled()
    {
        const auto seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const PrivateHome home;
        std::vector<std::unique_ptr<McpClient>> clients;
        QHash<QString, int> numberOf;
        for (int a = 0; a < agents; ++a) {
            clients.push_back(std::make_unique<McpClient>(home));
            for (int j = 0; j < jobsEach; ++j) {
                const int number = a * jobsEach + j;
                const QString id =
                    clients.back()->call(u"execute"_s, {{u"command"_s, commandOf(number)}})[u"job_id"].toString();
                QVERIFY(!id.isEmpty());
                numberOf.insert(id, number);
            }
        }
        QCOMPARE(numberOf.size(), agents * jobsEach);

        for (int kill = 0; kill < kills; ++kill) {
            QTest::qWait(int(random.bounded(400)));
            const qint64 pid = home.servicePid();
            QVERIFY(pid > 0);
            ::kill(pid_t(pid), SIGKILL);
            // The sessions go on, on a service that their bridges have started; all jobs are there.
            for (const auto &client : clients) {
                const QJsonObject list = client->call(u"list"_s, {{u"limit"_s, 1000}});
                QCOMPARE(list[u"total"].toInt(), agents * jobsEach);
                for (const QJsonValue &job : list[u"jobs"].toArray())
                    QVERIFY2(job[u"status"].toString() != "lost"_L1, qPrintable(job[u"job_id"].toString()));
            }
            QVERIFY(home.servicePid() != pid);
        }

        for (auto it = numberOf.begin(); it != numberOf.end(); ++it) {
            McpClient &client = *clients[size_t(it.value() % agents)];
            QJsonObject status;
            const auto ended = [&] {
                status = client.call(u"status"_s, {{u"job_id"_s, it.key()}});
                return status[u"status"].toString() != "running"_L1;
            };
            QVERIFY(QTest::qWaitFor(ended, 60000));
            QCOMPARE(status[u"exit_code"].toInt(-1), it.value() % 7);
            QCOMPARE(status[u"status"].toString(), it.value() % 7 == 0 ? u"completed"_s : u"failed"_s);
            QCOMPARE(readAll(client, it.key()), QString::fromUtf8(expectedOutput(it.value())));
        }
        for (const auto &client : clients)
            QCOMPARE(client->close(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSurvival)
#include "tst_survival.moc"
