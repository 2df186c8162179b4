// What a job prints is in the log, byte for byte, or a gap is named.

#include <QDir>
#include <QJsonArray>
#include <QProcess>
#include <QScopeGuard>
#include <QTest>

#include "keeperharness.h"

using namespace Qt::StringLiterals;

class TestKeeperOutput : public QObject
{
    Q_OBJECT

private slots:
    void isExact_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("expected");
        QByteArray allBytes;
        for (int i = 0; i < 256; ++i)
            allBytes += char(i);
        QTest::newRow("nothing") << u"true"_s << QByteArray();
        QTest::newRow("one line") << u"echo hello"_s << QByteArray("hello\n");
        QTest::newRow("no final newline") << u"printf 'a\\nlast'"_s << QByteArray("a\nlast");
        QTest::newRow("every byte, NUL too")
            << u"for i in $(seq 0 255); do printf \"\\\\x$(printf %x $i)\"; done"_s << allBytes;
        QTest::newRow("1-byte writes") << u"for i in $(seq 2000); do printf x; done"_s << QByteArray(2000, 'x');
        QTest::newRow("1 MiB of NULs") << u"head -c 1048576 /dev/zero"_s << QByteArray(1 << 20, '\0');
    }

    void isExact()
    {
        QFETCH(QString, command);
        QFETCH(QByteArray, expected);
        KeeperHarness job(command);
        QCOMPARE(job.startExitCode(), 0);
        const QJsonObject result = job.service().finalResult();
        QCOMPARE(result[u"exit_code"].toInt(-1), 0);
        QCOMPARE(result[u"output"].toObject()[u"bytes"].toInteger(), expected.size());
        QCOMPARE(result[u"output"].toObject()[u"lines"].toInteger(), expected.count('\n'));
        QVERIFY(job.waitUntilGone());
        QCOMPARE(job.output(), expected);
    }

    void streamsAreToldApart()
    {
        KeeperHarness job(u"for i in $(seq 300); do echo out $i; echo err $i >&2; done"_s);
        const QJsonObject output = job.service().finalResult()[u"output"].toObject();
        QByteArray out, err;
        for (int i = 1; i <= 300; ++i) {
            out += "out " + QByteArray::number(i) + '\n';
            err += "err " + QByteArray::number(i) + '\n';
        }
        QCOMPARE(job.output(core::StreamFilter::Stdout), out);
        QCOMPARE(job.output(core::StreamFilter::Stderr), err);
        QCOMPARE(output[u"stdout"].toInteger(), out.size());
        QCOMPARE(output[u"stderr"].toInteger(), err.size());
    }

    // 0.9 GB of numbered lines, all of it kept.
    void gigabyteIsExact()
    {
        constexpr qint64 count = 100'000'000;
        KeeperHarness::Options options;
        options.limits = {16 << 20, 16, 256};
        KeeperHarness job(u"seq 100000000"_s, options);
        const QJsonObject result = job.service().finalResult();
        QCOMPARE(result[u"output"].toObject()[u"bytes"].toInteger(), 888888898);
        QCOMPARE(result[u"output"].toObject()[u"lines"].toInteger(), count);
        const core::OutputLog log = job.log();
        QByteArray rest;
        qint64 next = 1;
        quint64 offset = 0;
        for (;;) {
            const core::OutputChunk chunk = log.read(offset, core::OutputLog::maxLimit);
            if (chunk.nextOffset == offset)
                break;
            offset = chunk.nextOffset;
            rest += chunk.bytes();
            const char *at = rest.constData(), *const end = at + rest.size();
            while (const char *newline = static_cast<const char *>(std::memchr(at, '\n', size_t(end - at)))) {
                qint64 number = 0;
                for (const char *c = at; c < newline; ++c)
                    number = number * 10 + (*c - '0');
                if (number != next)
                    QCOMPARE(number, next);
                ++next;
                at = newline + 1;
            }
            rest = QByteArray(at, end - at);
        }
        QVERIFY(rest.isEmpty());
        QCOMPARE(next, count + 1);
    }

    // The same without room for it: the beginning and the end are kept, what was dropped is named.
    void boundIsKept()
    {
        KeeperHarness::Options options;
        options.maxBytes = 1 << 20;
        KeeperHarness job(u"seq 20000000"_s, options);
        job.service().finalResult();
        QVERIFY(job.waitUntilGone());
        qint64 stored = 0;
        for (const QFileInfo &file : QDir(job.jobFolder() + "/output"_L1).entryInfoList({u"*.dat"_s}, QDir::Files))
            stored += file.size();
        QVERIFY2(stored <= 1 << 20, qPrintable(QString::number(stored)));
        const QByteArray kept = job.output();
        QVERIFY(kept.startsWith("1\n2\n3\n"));
        QVERIFY(kept.endsWith("19999999\n20000000\n"));
        const auto gaps = job.log().gaps();
        QCOMPARE(gaps.size(), 1);
        QCOMPARE(gaps[0].gap, core::Gap::Dropped);
        QCOMPARE(gaps[0].length + quint64(kept.size()), job.log().extent().end);
    }

    void growthIsToldSoonAndRight()
    {
        KeeperHarness job(u"printf abc; sleep 1; echo d >&2"_s);
        const auto first = job.service().waitForPayload<keeper::Growth>(keeper::FrameType::Growth);
        QCOMPARE(first.end, 3u);
        QCOMPARE(job.output(), QByteArray("abc"));
        const auto second = job.service().waitForPayload<keeper::Growth>(keeper::FrameType::Growth);
        QCOMPARE(second.end, 5u);
        QCOMPARE(second.stderrBytes, 2u);
        QCOMPARE(second.lines, 1u);
        QVERIFY(second.lastOutputMs - first.lastOutputMs >= 900);
    }

    void closedOutputIsNoEnd()
    {
        KeeperHarness job(u"echo before; exec >&- 2>&-; sleep 1; exit 4"_s);
        const QJsonObject result = job.service().finalResult();
        QCOMPARE(result[u"exit_code"].toInt(), 4);
        QVERIFY(result[u"duration_ms"].toInteger() >= 950);
        QCOMPARE(job.output(), QByteArray("before\n"));
    }

    void grandchildMayHoldTheOutput()
    {
        KeeperHarness job(u"(sleep 1; echo late) & echo early; exit 3"_s);
        const QJsonObject first = job.service().result();
        QCOMPARE(first[u"exit_code"].toInt(), 3);
        QVERIFY(first[u"output_open"].toBool());
        QVERIFY(first[u"duration_ms"].toInteger() < 900);
        const QJsonObject last = job.service().finalResult();
        QCOMPARE(last[u"exit_code"].toInt(), 3);
        QCOMPARE(last[u"ended"], first[u"ended"]);
        QVERIFY(job.waitUntilGone());
        QCOMPARE(job.output(), QByteArray("early\nlate\n"));
        QVERIFY(!QFile::exists(job.socketPath()));
    }

    void fullDiskIsAGapAndNoEnd_data()
    {
        QTest::addColumn<QString>("print");
        QTest::newRow("as it comes") << u"seq 100000"_s;
        // Pieces of which no record is full, so that the index waits for its timer while the data fills the disk.
        QTest::newRow("faster than the index") << u"seq 100000 | dd bs=30000 iflag=fullblock status=none"_s;
    }

    void fullDiskIsAGapAndNoEnd()
    {
        QFETCH(QString, print);
        QTemporaryDir mount;
        QProcess mounting;
        mounting.start(u"mount"_s, {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=1m"_s, u"none"_s, mount.path()});
        if (!mounting.waitForFinished() || mounting.exitCode() != 0)
            QSKIP("A small file system can only be mounted by root.");
        const auto unmount = qScopeGuard([&] { QProcess::execute(u"umount"_s, {u"-l"_s, mount.path()}); });
        QFile filler(mount.filePath(u"filler"_s));
        QVERIFY(filler.open(QIODevice::WriteOnly));
        filler.write(QByteArray(600 << 10, 'f'));
        filler.close();

        KeeperHarness::Options options;
        options.folder = mount.path();
        KeeperHarness job(print + u"; while [ ! -e go ]; do sleep 0.05; done; echo recovered; exit 5"_s, options);
        QVERIFY(eventually([&] { return job.log().extent().end > 0; }));
        QTest::qWait(500);
        QVERIFY(job.isLocked());
        QVERIFY(filler.remove());
        QFile go(QFileInfo(job.socketPath()).path() + "/go"_L1);
        QVERIFY(go.open(QIODevice::WriteOnly));
        const QJsonObject result = job.service().finalResult();
        QCOMPARE(result[u"exit_code"].toInt(), 5);
        QVERIFY(job.waitUntilGone());

        const QJsonArray gaps = result[u"gaps"].toArray();
        QVERIFY(!gaps.isEmpty());
        QVERIFY(job.output().startsWith("1\n2\n3\n"));
        QVERIFY(job.output().endsWith("recovered\n"));
        qint64 missing = 0;
        for (const core::OutputSpan &gap : job.log().gaps()) {
            QCOMPARE(gap.gap, core::Gap::DiskFull);
            missing += qint64(gap.length);
        }
        QCOMPARE(missing + job.output().size(), qint64(588895 + 10));
        QCOMPARE(result[u"output"].toObject()[u"bytes"].toInteger(), qint64(588895 + 10));
    }

    void removedFolderComesBack()
    {
        KeeperHarness job(u"echo one; while [ ! -e go ]; do sleep 0.05; done; sleep 0.6; echo two; exit 6"_s);
        QVERIFY(eventually([&] { return job.output() == "one\n"; }));
        QVERIFY(QDir(job.jobFolder() + "/output"_L1).removeRecursively());
        QFile go(QFileInfo(job.socketPath()).path() + "/go"_L1);
        QVERIFY(go.open(QIODevice::WriteOnly));
        const QJsonObject result = job.service().finalResult();
        QCOMPARE(result[u"exit_code"].toInt(), 6);
        QVERIFY(job.waitUntilGone());
        QCOMPARE(job.output(), QByteArray("two\n"));
        QCOMPARE(job.log().extent().end, 8u);
        QVERIFY(QFile::exists(job.jobFolder() + "/result.json"_L1));
    }
};

QTEST_GUILESS_MAIN(TestKeeperOutput)
#include "tst_keeperoutput.moc"
