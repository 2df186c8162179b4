// The programs as a package installs them, and what happens to a service whose files are replaced or removed.

#include <csignal>
#include <cstdio>

#include <QDir>
#include <QFile>
#include <QTest>

#include "mcpclient.h"

using namespace Qt::StringLiterals;

namespace {

// bin/jobdeckd and libexec/jobdeck/jobdeck-keeper, copied from the build.
class Installation final
{
public:
    Installation()
    {
        QDir().mkpath(QFileInfo(service()).path());
        QDir().mkpath(QFileInfo(keeper()).path());
        QFile::copy(programPath(u"jobdeckd"_s), service());
        QFile::copy(programPath(u"jobdeck-keeper"_s), keeper());
    }
    [[nodiscard]] QString service() const { return m_folder.filePath(u"bin/jobdeckd"_s); }
    [[nodiscard]] QString keeper() const { return m_folder.filePath(u"libexec/jobdeck/jobdeck-keeper"_s); }
    [[nodiscard]] RunningProcess start(const PrivateHome &home) const
    {
        RunningProcess process(new QProcess);
        process->setProcessEnvironment(home.environment());
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(service(), QStringList());
        return QTest::qWaitFor([&] { return home.servicePid() == process->processId(); }, 20000) ? std::move(process)
                                                                                                 : nullptr;
    }
    // As dpkg does: a new file is moved over the old one.
    void replaceKeeper() const
    {
        QFile other(keeper() + ".dpkg-new"_L1);
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("#!/bin/sh\necho another version >&2\nexit 1\n");
        other.setPermissions(QFile::permissions(keeper()));
        other.close();
        QCOMPARE(::rename(QFile::encodeName(other.fileName()).constData(), QFile::encodeName(keeper()).constData()), 0);
    }
    void remove() { m_folder.remove(); }

private:
    QTemporaryDir m_folder;
};

QByteArray fileOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestInstalled : public QObject
{
    Q_OBJECT

private slots:
    void findsItsKeeper()
    {
        const PrivateHome home;
        const Installation installation;
        const RunningProcess service = installation.start(home);
        QVERIFY(service);
        McpClient agent(home);
        const QString id = agent.run(u"sleep 600"_s);
        QVERIFY(!id.isEmpty());
        const QByteArray lock = fileOf(home.jobFolder(id) + "/keeper.lock"_L1);
        const QByteArray pid = lock.mid(lock.indexOf("keeper_pid ") + 11).split('\n').first();
        QCOMPARE(QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(pid.toLongLong())),
                 QFileInfo(installation.keeper()).canonicalFilePath());
        // What ps and top show.
        QCOMPARE(fileOf(u"/proc/%1/comm"_s.arg(pid.toLongLong())), "jobdeck-keeper\n");
        QCOMPARE(fileOf(u"/proc/%1/cmdline"_s.arg(pid.toLongLong())).split('\0').first(), "jobdeck-keeper");
    }

    void keepsItsKeeper()
    {
        const PrivateHome home;
        Installation installation;
        RunningProcess service = installation.start(home);
        QVERIFY(service);
        McpClient agent(home);
        const QString before = agent.run(u"read line; exit 7"_s);
        QVERIFY(!before.isEmpty());

        installation.replaceKeeper();
        const QString replaced = agent.run(u"exit 3"_s);
        QCOMPARE(agent.waitForEnd(replaced)[u"exit_code"].toInt(-1), 3);
        installation.remove();
        QVERIFY(!QFile::exists(installation.keeper()));
        const QString removed = agent.run(u"exit 4"_s);
        QCOMPARE(agent.waitForEnd(removed)[u"exit_code"].toInt(-1), 4);

        // A job of the old service ends under a new one.
        QVERIFY(home.endService(SIGTERM));
        (void)agent.call(u"interact"_s, {{u"job_id"_s, before}, {u"input"_s, u"go"_s}});
        QCOMPARE(agent.waitForEnd(before)[u"exit_code"].toInt(-1), 7);
    }

    void saysWhichKeeperIsMissing()
    {
        const PrivateHome home;
        const Installation installation;
        QVERIFY(QFile::remove(installation.keeper()));
        const RunningProcess service = installation.start(home);
        QVERIFY(service);
        McpClient agent(home);
        const QString id = agent.run(u"true"_s);
        const QString said = id.isEmpty() ? agent.refusal(u"execute"_s, {{u"command"_s, u"true"_s}})
                                          : agent.waitForEnd(id)[u"reason"].toString();
        QVERIFY2(said.contains(installation.keeper()), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(TestInstalled)
#include "tst_installed.moc"
