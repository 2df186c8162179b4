// What is written of a job and read back: spec.json, result.json, ids, names, retention.

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include "core/jobresult.h"
#include "core/jobspec.h"
#include "core/jobstore.h"
#include "core/queuedenvironment.h"
#include "core/settings.h"

using namespace Qt::StringLiterals;
using core::JobState;

namespace {

core::JobSpec someSpec()
{
    core::JobSpec spec;
    spec.id = u"k7f2mq9x"_s;
    spec.command = u"echo 'ä \n'; sleep 1"_s;
    spec.cwd = u"/tmp"_s;
    spec.shell = u"/bin/bash"_s;
    spec.name = u"name"_s;
    spec.environmentNames = {u"A"_s, u"B"_s};
    spec.timeout = std::chrono::milliseconds(1500);
    spec.requester = {u"session"_s, u"claude-code"_s, u"2.1"_s, 4242};
    spec.created = QDateTime::fromMSecsSinceEpoch(1795400000123, Qt::UTC);
    spec.limits = keeper::logLimits(10485760);
    return spec;
}

JobState stateOf(const char *json)
{
    const auto result = core::JobResult::fromJson(json);
    return result ? result->state() : JobState::Queued;
}

}  // namespace

class TestJobRecords : public QObject
{
    Q_OBJECT

private slots:
    void specSurvivesItsFile()
    {
        const core::JobSpec spec = someSpec();
        const auto read = core::JobSpec::fromJson(spec.toJson());
        QVERIFY(read);
        QCOMPARE(read->toJson(), spec.toJson());
        QCOMPARE(read->command, spec.command);
        QCOMPARE(read->created, spec.created);
        QCOMPARE(*read->timeout, *spec.timeout);
        QCOMPARE(read->limits.segmentBytes, spec.limits.segmentBytes);
    }

    void terminalsHaveASize()
    {
        core::JobSpec spec = someSpec();
        spec.terminal = true;
        spec.terminalSize = {73, 21};
        QCOMPARE(core::JobSpec::fromJson(spec.toJson())->terminalSize, spec.terminalSize);
        // As an older service wrote it, and with what cannot be.
        QJsonObject object = QJsonDocument::fromJson(spec.toJson()).object();
        for (const QJsonValue &columns : {QJsonValue(QJsonValue::Undefined), QJsonValue(0), QJsonValue(1001)}) {
            object[u"columns"_s] = columns;
            QCOMPARE(core::JobSpec::fromJson(QJsonDocument(object).toJson())->terminalSize, keeper::TerminalSize());
        }
        const auto result = core::JobResult::fromJson(R"({"version":1,"exit_code":0,"columns":200,"rows":50})");
        QCOMPARE(*result->terminalSize, (keeper::TerminalSize{200, 50}));
        QVERIFY(!core::JobResult::fromJson(R"({"version":1,"exit_code":0})")->terminalSize);
    }

    void ticketSurvivesItsFile()
    {
        core::JobSpec spec = someSpec();
        QVERIFY(!core::JobSpec::fromJson(spec.toJson())->ticket);
        spec.ticket = {17, 3, {u"aaaaaaaa"_s, u"bbbbbbbb"_s}};
        const auto read = core::JobSpec::fromJson(spec.toJson());
        QVERIFY(read && read->ticket);
        QCOMPARE(read->ticket->number, quint64(17));
        QCOMPARE(read->ticket->maxJobs, 3);
        QCOMPARE(read->ticket->after, spec.ticket->after);
    }

    // The environment is there as long as the job waits, byte for byte, and in no folder that is kept for other reasons.
    void queuedEnvironments()
    {
        const QTemporaryDir folder;
        const core::Paths paths{folder.path(), folder.path(), folder.path()};
        core::JobStore store(paths);
        const core::Environment environment{{"A", "b\n c\xff"}, {"EMPTY", ""}};
        core::JobSpec spec = someSpec();
        QVERIFY(store.create(spec, environment));
        const core::QueuedEnvironment file(paths.job(spec.id));
        QList<core::StoredJob> jobs = store.load();
        QCOMPARE(jobs.size(), 1);
        QCOMPARE(jobs[0].queued.value_or(core::Environment()), environment);
        QVERIFY(store.writeResult(spec.id, core::neverStartedJson(u"agent"_s)));
        QVERIFY(!file.read());

        QVERIFY(file.write(environment));  // as after a crash between the result and the removal
        jobs = store.load();
        QVERIFY(jobs[0].result && !jobs[0].queued && !file.read());
        QCOMPARE(jobs[0].result->state(), JobState::Killed);

        QVERIFY(file.write(environment));
        QVERIFY(QFile::remove(paths.job(spec.id) + "/spec.json"_L1));
        QVERIFY(store.load().isEmpty());
        QVERIFY(QFile::exists(folder.path() + "/broken/"_L1 + spec.id));
        QVERIFY(!QFile::exists(folder.path() + "/broken/"_L1 + spec.id + "/queued"_L1));
    }

    // Cut at every byte: an error, never a half-read job.
    void tornSpecIsAnError()
    {
        const QByteArray json = someSpec().toJson().trimmed();
        for (qsizetype size = 0; size < json.size(); ++size)
            QVERIFY2(!core::JobSpec::fromJson(json.left(size)), qPrintable(QString::number(size)));
        QVERIFY(core::JobSpec::fromJson(json));
    }

    void newerSpecIsRefused()
    {
        QJsonObject object = QJsonDocument::fromJson(someSpec().toJson()).object();
        object[u"version"_s] = 2;
        const auto read = core::JobSpec::fromJson(QJsonDocument(object).toJson());
        QVERIFY(!read);
        QVERIFY(read.error().startsWith(u"its version is 2"_s));
    }

    void stateFollowsFromTheResult()
    {
        QCOMPARE(stateOf(R"({"version":1,"exit_code":0,"signal":null})"), JobState::Completed);
        QCOMPARE(stateOf(R"({"version":1,"exit_code":3,"signal":null})"), JobState::Failed);
        QCOMPARE(stateOf(R"({"version":1,"exit_code":null,"signal":11})"), JobState::Failed);
        QCOMPARE(stateOf(R"({"version":1,"exit_code":0,"stopped":{"by":"agent","signal":15}})"), JobState::Killed);
        QCOMPARE(stateOf(R"({"version":1,"failed_to_start":{"stage":"exec","errno":2}})"), JobState::Failed);
        QCOMPARE(stateOf(core::lostJson(QDateTime::currentDateTimeUtc()).constData()), JobState::Lost);
        QCOMPARE(stateOf(core::failedKeeperJson(u"no such program"_s).constData()), JobState::Failed);
        QCOMPARE(stateOf(core::neverStartedJson(u"queue"_s, u"it was to run after another"_s).constData()),
                 JobState::Killed);
    }

    // Nobody's exit code becomes 0.
    void unknownExitCodeIsNotZero()
    {
        const auto result = core::JobResult::fromJson(R"({"version":1})");
        QVERIFY(result);
        QVERIFY(!result->exitCode);
        QCOMPARE(result->state(), JobState::Failed);
    }

    void idsAreShortSafeAndDifferent()
    {
        QSet<QString> ids;
        for (int i = 0; i < 1000; ++i) {
            const QString id = core::newJobId();
            QVERIFY2(core::isJobId(id), qPrintable(id));
            ids += id;
        }
        QCOMPARE(ids.size(), 1000);
        for (const QString &other :
             {u""_s, u"../../etc"_s, u"k7f2mq9"_s, u"k7f2mq9xx"_s, u"K7F2MQ9X"_s, u"k7f2/q9x"_s, u"k7f2mq9i"_s})
            QVERIFY2(!core::isJobId(other), qPrintable(other));
    }

    void statesHaveNames()
    {
        for (const JobState state : {JobState::Queued, JobState::Running, JobState::Completed, JobState::Failed,
                                     JobState::Killed, JobState::Lost})
            QCOMPARE(*core::jobStateFromString(core::stateName(state)), state);
        QVERIFY(!core::jobStateFromString(u"done"_s));
    }

    void signalsHaveNames()
    {
        QCOMPARE(core::signalName(15), u"SIGTERM"_s);
        for (const QString &name : {u"TERM"_s, u"SIGTERM"_s, u"sigterm"_s, u"15"_s, u" term "_s})
            QCOMPARE(core::signalFromName(name).value_or(0), 15);
        for (const QString &name : {u""_s, u"0"_s, u"-1"_s, u"BANG"_s, u"65536"_s})
            QVERIFY2(!core::signalFromName(name), qPrintable(name));
    }

    void retentionForgetsTheOldest()
    {
        const QDateTime now = QDateTime::fromMSecsSinceEpoch(1795400000000, Qt::UTC);
        QList<core::FinishedJob> jobs;
        for (int i = 0; i < 10; ++i)
            jobs += {QString::number(i), now.addSecs(-3600 * i), 100};

        core::Settings settings;
        QVERIFY(core::expiredJobs(jobs, settings, now).isEmpty());
        settings.keepJobs = 8;
        QCOMPARE(core::expiredJobs(jobs, settings, now), (QStringList{u"8"_s, u"9"_s}));
        settings.keepJobs = 1000;
        settings.keepBytes = 950;
        QCOMPARE(core::expiredJobs(jobs, settings, now), (QStringList{u"9"_s}));
        settings.keepBytes = 2000;
        settings.keepDays = 1;
        jobs += {u"old"_s, now.addDays(-2), 0};
        QCOMPARE(core::expiredJobs(jobs, settings, now), (QStringList{u"old"_s}));
        settings.keepJobs = 0;
        QCOMPARE(core::expiredJobs(jobs, settings, now).size(), 11);
    }
};

QTEST_APPLESS_MAIN(TestJobRecords)
#include "tst_jobrecords.moc"
