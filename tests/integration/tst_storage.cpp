// The job folders as they lie on disk: broken ones, old ones, very many, and a disk that takes nothing.

#include <csignal>
#include <sys/mount.h>

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include "mcpclient.h"

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &name, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(name).path());
    QFile file(name);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
}

QString statusOf(McpClient &agent, const QString &id)
{
    return agent.call(u"status"_s, {{u"job_id"_s, id}})[u"status"].toString();
}

// A finished job as it lies on disk, ended `secondsAgo` with so much output.
void seedJob(const PrivateHome &home, const QString &id, qint64 secondsAgo, qint64 bytes = 0)
{
    const QString time = QDateTime::currentDateTimeUtc().addSecs(-secondsAgo).toString(Qt::ISODateWithMs);
    write(home.jobFolder(id) + "/spec.json"_L1,
          QJsonDocument(QJsonObject{{u"version"_s, 1},
                                    {u"id"_s, id},
                                    {u"command"_s, u"true"_s},
                                    {u"cwd"_s, u"/"_s},
                                    {u"shell"_s, u"/bin/sh"_s},
                                    {u"created"_s, time},
                                    {u"segment_bytes"_s, 1 << 20},
                                    {u"head_segments"_s, 2},
                                    {u"max_segments"_s, 10}})
              .toJson());
    write(home.jobFolder(id) + "/result.json"_L1,
          QJsonDocument(QJsonObject{{u"version"_s, 1},
                                    {u"ended"_s, time},
                                    {u"exit_code"_s, 0},
                                    {u"output"_s, QJsonObject{{u"bytes"_s, bytes}}}})
              .toJson());
}

QString seedId(int number)
{
    return u"%1"_s.arg(number, 8, 10, QChar(u'0'));
}

// A small file system of its own as JOBDECK_HOME's state; needs root.
class SmallDisk final
{
public:
    explicit SmallDisk(const QString &folder)
        : m_folder(folder.toUtf8())
    {
        QDir().mkpath(folder);
        m_mounted = ::mount("tmpfs", m_folder.constData(), "tmpfs", 0, "size=200k,mode=700") == 0;
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(m_folder.constData(), MNT_DETACH);
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

    [[nodiscard]] bool isMounted() const { return m_mounted; }
    bool setReadOnly(bool on)
    {
        return ::mount("tmpfs", m_folder.constData(), "tmpfs", MS_REMOUNT | (on ? MS_RDONLY : 0), "size=200k") == 0;
    }

private:
    QByteArray m_folder;
    bool m_mounted = false;
};

}  // namespace

class TestStorage : public QObject
{
    Q_OBJECT

private slots:
    void brokenJobsAreSetAside()
    {
        const auto seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const PrivateHome home;
        seedJob(home, u"g00dj0b0"_s, 10);
        const QByteArray spec = contentOf(home.jobFolder(u"g00dj0b0"_s) + "/spec.json"_L1),
                         result = contentOf(home.jobFolder(u"g00dj0b0"_s) + "/result.json"_L1);
        QStringList broken, lost;
        for (int i = 0; i < 40; ++i) {
            seedJob(home, seedId(i), 10);
            write(home.jobFolder(seedId(i)) + "/spec.json"_L1, spec.left(spec.size() * i / 40));
            broken += seedId(i);
        }
        for (int i = 100; i < 120; ++i) {
            seedJob(home, seedId(i), 10);
            write(home.jobFolder(seedId(i)) + "/result.json"_L1, result.left(result.size() * (i - 100) / 20));
            lost += seedId(i);
        }
        for (int i = 200; i < 300;
             ++i) {  // somewhere a bit is wrong: anything may come of it, but no end of the service
            seedJob(home, seedId(i), 10);
            const QString name = home.jobFolder(seedId(i)) + (i % 2 ? "/spec.json"_L1 : "/result.json"_L1);
            QByteArray content = contentOf(name);
            for (int flips = 0; flips < 3; ++flips)
                content[random.bounded(content.size())] ^= char(1 << random.bounded(8));
            write(name, content);
        }
        QDir().mkpath(home.jobFolder(u"emptyj0b"_s));
        write(home.jobFolder(u"not-a-job-id"_s) + "/readme"_L1, "of a person");
        write(home.jobFolder(u"afile"_s), "no folder");
        seedJob(home, u"newerj0b"_s, 10);
        write(home.jobFolder(u"newerj0b"_s) + "/spec.json"_L1,
              QByteArray(spec).replace("\"version\": 1", "\"version\": 2").replace("g00dj0b0", "newerj0b"));

        McpClient agent(home);
        QCOMPARE(statusOf(agent, u"g00dj0b0"_s), u"completed"_s);
        for (const QString &id : lost)
            QCOMPARE(statusOf(agent, id), u"lost"_s);
        broken += {u"emptyj0b"_s, u"not-a-job-id"_s};
        for (const QString &id : broken) {
            QVERIFY2(QFile::exists(home.path() + "/state/broken/"_L1 + id), qPrintable(id));
            QVERIFY2(!QFile::exists(home.jobFolder(id)), qPrintable(id));
        }
        QVERIFY(QFile::exists(home.jobFolder(u"afile"_s)));
        QVERIFY(QFile::exists(home.jobFolder(u"newerj0b"_s) + "/result.json"_L1));
        QVERIFY(agent.refusal(u"status"_s, {{u"job_id"_s, u"newerj0b"_s}}).startsWith(u"There is no job"_s));
        QCOMPARE(agent.call(u"execute"_s, {{u"command"_s, u"exit 4"_s}, {u"wait"_s, 20}})[u"exit_code"].toInt(), 4);
    }

    void retention_data()
    {
        QTest::addColumn<QByteArray>("ini");
        QTest::addColumn<int>("kept");  // of ten jobs of 1000 bytes that ended 0, 1, … 9 days ago
        QTest::newRow("keep_jobs") << QByteArray("keep_jobs=3\nkeep_days=100\n") << 3;
        QTest::newRow("keep_bytes") << QByteArray("keep_bytes=4500\nkeep_days=100\n") << 4;
        QTest::newRow("keep_days") << QByteArray("keep_days=5\n") << 5;
        QTest::newRow("none") << QByteArray("keep_jobs=0\n") << 0;
        QTest::newRow("default") << QByteArray() << 7;
    }

    void retention()
    {
        QFETCH(const QByteArray, ini);
        QFETCH(const int, kept);
        const PrivateHome home;
        home.writeSettings(ini);
        McpClient agent(home);
        const QString running = agent.run(u"sleep 300"_s);
        for (int i = 0; i < 10; ++i)
            seedJob(home, seedId(i), i * 86400 + 60, 1000);
        QVERIFY(home.endService(SIGTERM));
        QTRY_COMPARE_WITH_TIMEOUT(agent.call(u"list"_s)[u"total"].toInt(), kept + 1, 10000);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(QFile::exists(home.jobFolder(seedId(i))), i < kept);
        QCOMPARE(statusOf(agent, running), u"running"_s);
        agent.call(u"kill"_s, {{u"job_id"_s, running}, {u"grace"_s, 0}});
    }

    void longHistory()
    {
        constexpr int count = 10000;
        const PrivateHome home;
        home.writeSettings("keep_jobs=20000\n");
        for (int i = 0; i < count; ++i)
            seedJob(home, seedId(i), 3600 + i);
        QElapsedTimer timer;
        timer.start();
        McpClient agent(home);
        const QJsonObject list = agent.call(u"list"_s, {{u"limit"_s, 1000}});
        qInfo("a service with %d jobs in its history answers after %lld ms", count, timer.elapsed());
        QCOMPARE(list[u"total"].toInt(), count);
        QCOMPARE(list[u"jobs"].toArray().size(), 1000);
        QCOMPARE(list[u"jobs"].toArray().first()[u"job_id"].toString(), seedId(0));
        QCOMPARE(statusOf(agent, seedId(count - 1)), u"completed"_s);
    }

    void fullDisk()
    {
        const PrivateHome home;
        const SmallDisk disk(home.path() + "/state"_L1);
        if (!disk.isMounted())
            QSKIP("A file system of 200 kB cannot be mounted: not permitted.");
        McpClient agent(home);
        QCOMPARE(agent.call(u"execute"_s, {{u"command"_s, u"echo 1"_s}, {u"wait"_s, 20}})[u"exit_code"].toInt(-1), 0);
        const qint64 service = home.servicePid();
        const QString ballast = home.path() + "/state/ballast"_L1;
        write(ballast, QByteArray(1 << 20, 'x'));
        const QString sentence = agent.refusal(u"execute"_s, {{u"command"_s, u"echo 2"_s}});
        QVERIFY2(sentence.contains(u"No space left on device"_s) && sentence.contains(u"Free some space"_s),
                 qPrintable(sentence));
        QCOMPARE(agent.call(u"list"_s)[u"total"].toInt(), 1);
        QVERIFY(QFile::remove(ballast));
        const QJsonObject again = agent.call(u"execute"_s, {{u"command"_s, u"echo 3; exit 3"_s}, {u"wait"_s, 20}});
        QCOMPARE(again[u"exit_code"].toInt(), 3);
        QCOMPARE(again[u"stdout"].toString(), u"3\n"_s);
        QCOMPARE(home.servicePid(), service);
    }

    void readOnlyState()
    {
        const PrivateHome home;
        SmallDisk disk(home.path() + "/state"_L1);
        if (!disk.isMounted())
            QSKIP("A file system cannot be mounted read-only: not permitted.");
        QDir().mkpath(home.path() + "/state/jobs"_L1);
        QVERIFY(disk.setReadOnly(true));
        McpClient agent(home);
        const QString sentence = agent.refusal(u"execute"_s, {{u"command"_s, u"echo 1"_s}});
        QVERIFY2(sentence.contains(u"Read-only file system"_s), qPrintable(sentence));
        QVERIFY(home.endService(SIGTERM));
        QVERIFY(disk.setReadOnly(false));
        QCOMPARE(agent.call(u"execute"_s, {{u"command"_s, u"exit 6"_s}, {u"wait"_s, 20}})[u"exit_code"].toInt(), 6);
    }
};

QTEST_GUILESS_MAIN(TestStorage)
#include "tst_storage.moc"
