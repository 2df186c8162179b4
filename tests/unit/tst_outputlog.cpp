#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include "core/outputlog.h"
#include "logfolder.h"

using namespace core;
using namespace Qt::StringLiterals;
using keeper::Stream;

namespace {

// What every byte of a log is, found without any of the reader's code.
class Model final
{
public:
    explicit Model(const LogFolder &folder)
        : m_bytes(folder.everything())
        , m_streams(m_bytes.size(), 1)
        , m_gaps(m_bytes.size(), char(Gap::None))
        , m_known(m_bytes.size(), 1)
    {
        for (const LogFolder::Piece &piece : folder.pieces()) {
            for (quint64 at = piece.offset; at < piece.offset + quint64(piece.bytes.size()); ++at) {
                const quint64 number = at / folder.limits().segmentBytes;
                m_streams[qsizetype(at)] = char(piece.stream);
                const bool hasData = QFile::exists(folder.file(number, ".dat"));
                const bool hasIndex = QFile::exists(folder.file(number, ".idx"));
                Gap gap = piece.gap ? Gap::DiskFull : Gap::None;
                if (!hasData && !piece.gap)
                    gap = folder.isDropped(number) ? Gap::Dropped : Gap::Gone;
                else if (!hasIndex && !hasData)
                    gap = folder.isDropped(number) ? Gap::Dropped : Gap::Gone;
                m_gaps[qsizetype(at)] = char(gap);
                m_known[qsizetype(at)] = hasIndex;
            }
        }
    }

    [[nodiscard]] quint64 size() const { return quint64(m_bytes.size()); }
    [[nodiscard]] Gap gapAt(quint64 at) const { return Gap(m_gaps[qsizetype(at)]); }
    // Nothing is left that says which stream the byte was of.
    [[nodiscard]] bool isUnknown(quint64 at) const { return !m_known[qsizetype(at)]; }
    [[nodiscard]] quint64 bytesFrom(quint64 at, StreamFilter filter) const
    {
        quint64 count = 0;
        for (; at < size(); ++at)
            count += has(at, filter);
        return count;
    }
    [[nodiscard]] Stream streamAt(quint64 at) const { return Stream(m_streams[qsizetype(at)]); }
    [[nodiscard]] char byteAt(quint64 at) const { return m_bytes[qsizetype(at)]; }
    [[nodiscard]] bool has(quint64 at, StreamFilter filter) const { return matches(filter, streamAt(at)); }
    [[nodiscard]] quint64 linesBefore(quint64 at) const { return quint64(m_bytes.first(qsizetype(at)).count('\n')); }

    // Says what is wrong with the span, if anything.
    [[nodiscard]] QString check(const OutputSpan &span) const
    {
        for (quint64 at = span.offset; at < span.end(); ++at) {
            const QString where = u" at %1"_s.arg(at);
            if (gapAt(at) != span.gap)
                return u"gap %1, expected %2"_s.arg(int(span.gap)).arg(int(gapAt(at))) + where;
            if (span.gap == Gap::None && span.bytes[qsizetype(at - span.offset)] != byteAt(at))
                return u"wrong byte"_s + where;
            if (!isUnknown(at) && span.stream != streamAt(at))
                return u"wrong stream"_s + where;
        }
        if (span.gap == Gap::None && quint64(span.bytes.size()) != span.length)
            return u"length %1, bytes %2"_s.arg(span.length).arg(span.bytes.size());
        return {};
    }

    // Where the last lines begin, by walking back a byte at a time.
    [[nodiscard]] quint64 tailOffset(quint64 lines, StreamFilter filter) const
    {
        quint64 result = size();
        bool isFirst = true;
        for (quint64 at = size(); at-- > 0;) {
            if (!has(at, filter))
                continue;
            if (byteAt(at) == '\n' && !isFirst && --lines == 0)
                return filter == StreamFilter::Both ? at + 1 : result;
            isFirst = false;
            result = at;
        }
        return filter == StreamFilter::Both ? 0 : result;
    }

private:
    QByteArray m_bytes;
    QByteArray m_streams;
    QByteArray m_gaps;
    QByteArray m_known;
};

constexpr StreamFilter filters[] = {StreamFilter::Both, StreamFilter::Stdout, StreamFilter::Stderr};

QByteArray randomBytes(QRandomGenerator &random, int size)
{
    static constexpr char alphabet[] = "ab\n\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80 \n";
    QByteArray result(size, Qt::Uninitialized);
    for (char &byte : result)
        byte = alphabet[random.bounded(int(sizeof alphabet) - 1)];
    return result;
}

void appendRandom(LogFolder &folder, QRandomGenerator &random, int records, bool gaps)
{
    const int stderrShare = random.bounded(100);
    for (int i = 0; i < records; ++i) {
        const Stream stream = random.bounded(100) < stderrShare ? Stream::Stderr : Stream::Stdout;
        folder.append(randomBytes(random, 1 + random.bounded(40)), stream, gaps && random.bounded(20) == 0);
    }
}

}  // namespace

class TestOutputLog : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void emptyAndMissing();
    void fromTheBeginning();
    void againstModel_data();
    void againstModel();
    void tailAgainstModel_data();
    void tailAgainstModel();
    void linesAgainstModel();
    void rareStreamIsFound();
    void boundedWork();
    void dropped();
    void droppedWhileReading();
    void droppedDuringARead();
    void deletedFiles();
    void deletedIndex();
    void diskFull();
    void surplusOnlyWhenOver();
    void tornIndex();
    void tornData();
    void garbageRecords();
    void damagedMiddle();
    void garbageFiles();
    void characters();
    void charactersAcrossStreams();
    void openCharacterAtEnd();
    void lines();
    void keepsNoFileOpen();

private:
    [[nodiscard]] QString path() const { return m_folder->path() + u"/output"_s; }
    [[nodiscard]] OutputLog log(const keeper::LogLimits &limits, Live live = Live::Yes) const;
    void compareReads(const OutputLog &log, const Model &model, QRandomGenerator &random, int reads);
    // Passes nextOffset on from `offset` to the end and checks every span and their order.
    void readAll(const OutputLog &log, const Model &model, quint64 offset, quint64 limit, StreamFilter filter,
                 Align align = Align::Byte);

    std::optional<QTemporaryDir> m_folder;
};

static constexpr keeper::LogLimits roomy{256, 2, 1000};
static constexpr keeper::LogLimits tight{256, 2, 8};

void TestOutputLog::init()
{
    m_folder.emplace();
    QVERIFY(m_folder->isValid());
}

OutputLog TestOutputLog::log(const keeper::LogLimits &limits, Live live) const
{
    OutputLog result(path(), limits);
    result.setLive(live);
    return result;
}

void TestOutputLog::emptyAndMissing()
{
    const OutputLog missing = log(roomy);
    QDir().mkpath(path());
    for (const OutputLog &empty : {missing, log(roomy, Live::No), OutputLog(), OutputLog(path(), 0)}) {
        QCOMPARE(empty.extent().end, quint64(0));
        const OutputChunk chunk = empty.read(10, 100);
        QVERIFY(chunk.spans.isEmpty());
        QCOMPARE(chunk.nextOffset, quint64(0));
        QCOMPARE(chunk.eof, empty.live() == Live::No);
        QCOMPARE(empty.tailOffset(5), quint64(0));
        QCOMPARE(empty.lineOffset(0), quint64(0));
        QCOMPARE(empty.lineOffset(7), quint64(0));
        QCOMPARE(empty.lineAt(7), quint64(0));
        QVERIFY(empty.tail(3, StreamFilter::Stderr, 100).spans.isEmpty());
        QVERIFY(empty.gaps().isEmpty());
    }
}

void TestOutputLog::fromTheBeginning()
{
    LogFolder folder(path(), roomy);
    folder.append("one\ntwo\n");
    folder.append("oops\n", Stream::Stderr);
    folder.append("three");
    const OutputLog log = this->log(roomy);
    QCOMPARE(log.read(0, 1000).bytes(), QByteArray("one\ntwo\noops\nthree"));
    QCOMPARE(log.read(0, 1000, StreamFilter::Stdout).bytes(), QByteArray("one\ntwo\nthree"));
    QCOMPARE(log.read(0, 1000, StreamFilter::Stderr).bytes(), QByteArray("oops\n"));
    QCOMPARE(log.read(0, 1000).nextOffset, quint64(18));
    QVERIFY(!log.read(0, 1000).eof);
    QVERIFY(this->log(roomy, Live::No).read(0, 1000).eof);
    QVERIFY(!this->log(roomy, Live::No).read(0, 5).eof);
    const OutputExtent extent = log.extent();
    QCOMPARE(extent.begin, quint64(0));
    QCOMPARE(extent.end, quint64(18));
    QCOMPARE(extent.lines, quint64(3));
    QCOMPARE(extent.stderrBytes, quint64(5));
    QCOMPARE(extent.stdoutBytes(), quint64(13));
    QCOMPARE(extent.firstMs, folder.pieces().first().timeMs);
    QCOMPARE(extent.lastMs, folder.pieces().last().timeMs);
    QCOMPARE(log.tail(2, StreamFilter::Both, 1000).bytes(), QByteArray("oops\nthree"));
    QCOMPARE(log.tail(2, StreamFilter::Stdout, 1000).bytes(), QByteArray("two\nthree"));
    QCOMPARE(log.tail(1, StreamFilter::Both, 2).bytes(), QByteArray("ee"));
    QVERIFY(log.read(18, 10).spans.isEmpty());
    QVERIFY(log.read(5, 0).spans.isEmpty());
    QCOMPARE(log.read(5, 0).nextOffset, quint64(5));
    QCOMPARE(log.read(999, 10).nextOffset, quint64(18));
}

void TestOutputLog::readAll(const OutputLog &log, const Model &model, quint64 offset, quint64 limit,
                            StreamFilter filter, Align align)
{
    for (quint64 at = offset; at < model.size();) {
        const OutputChunk chunk = log.read(at, limit, filter, align);
        if (chunk.nextOffset == at) {
            QVERIFY(align != Align::Byte && log.live() == Live::Yes);
            QVERIFY(model.bytesFrom(at, filter) <= 3);
            break;
        }
        QVERIFY(chunk.nextOffset > at);
        quint64 taken = 0;
        for (const OutputSpan &span : chunk.spans) {
            QVERIFY(span.length > 0);
            QVERIFY2(span.offset >= at, qPrintable(u"%1 before %2"_s.arg(span.offset).arg(at)));
            for (; at < span.offset; ++at)
                QVERIFY2(!model.has(at, filter) && !model.isUnknown(at), qPrintable(u"%1 left out"_s.arg(at)));
            const QString wrong = model.check(span);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
            at = span.end();
            taken += quint64(span.bytes.size());
        }
        for (; at < chunk.nextOffset; ++at)
            QVERIFY2(!model.has(at, filter) && !model.isUnknown(at), qPrintable(u"%1 left out"_s.arg(at)));
        QCOMPARE(at, chunk.nextOffset);
        QVERIFY(align != Align::Byte || taken <= limit);
    }
}

void TestOutputLog::compareReads(const OutputLog &log, const Model &model, QRandomGenerator &random, int reads)
{
    QCOMPARE(log.extent().end, model.size());
    for (int i = 0; i < reads; ++i) {
        const quint64 offset = random.bounded(quint64(model.size() + 1));
        const Align align = Align(random.bounded(3));
        readAll(log, model, offset, 1 + random.bounded(300u), filters[random.bounded(3)], align);
        if (QTest::currentTestFailed())
            return;
    }
}

void TestOutputLog::againstModel_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 60; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestOutputLog::againstModel()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const keeper::LogLimits limits = seed % 2 ? roomy : tight;
    LogFolder folder(path(), limits);
    appendRandom(folder, random, 1 + random.bounded(300), seed % 3 == 0);
    for (const Live live : {Live::Yes, Live::No})
        compareReads(log(limits, live), Model(folder), random, 10);
}

void TestOutputLog::tailAgainstModel_data()
{
    againstModel_data();
}

void TestOutputLog::tailAgainstModel()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed + 1000);
    LogFolder folder(path(), roomy);
    appendRandom(folder, random, 1 + random.bounded(200), false);
    const Model model(folder);
    const OutputLog log = this->log(roomy);
    for (const StreamFilter filter : filters) {
        for (quint64 lines = 1; lines < 400; lines = lines * 3 / 2 + 1)
            QCOMPARE(log.tailOffset(lines, filter), model.tailOffset(lines, filter));
        QCOMPARE(log.tailOffset(0, filter), model.size());
        const OutputChunk tail = log.tail(5, filter, 60);
        QVERIFY(tail.bytes().size() <= 60);
        QByteArray expected;
        for (quint64 at = model.tailOffset(5, filter); at < model.size(); ++at) {
            if (model.has(at, filter))
                expected += model.byteAt(at);
        }
        QVERIFY(expected.endsWith(tail.bytes()) || tail.nextOffset < model.size());
        if (expected.size() <= 60)
            QVERIFY(expected.startsWith(tail.bytes()));
    }
}

void TestOutputLog::linesAgainstModel()
{
    for (quint32 seed = 1; seed <= 20; ++seed) {
        QRandomGenerator random(seed);
        init();
        LogFolder folder(path(), roomy);
        appendRandom(folder, random, 150, false);
        const Model model(folder);
        const OutputLog log = this->log(roomy);
        QCOMPARE(log.extent().lines, model.linesBefore(model.size()));
        for (quint64 at = 0; at <= model.size(); at += 1 + random.bounded(9u))
            QCOMPARE(log.lineAt(at), model.linesBefore(at));
        for (quint64 at = 0, line = 0; at < model.size(); ++at) {
            if (at == 0 || model.byteAt(at - 1) == '\n')
                QCOMPARE(log.lineOffset(line++), at);
        }
        QCOMPARE(log.lineOffset(100000), model.size());
    }
}

void TestOutputLog::rareStreamIsFound()
{
    LogFolder folder(path(), roomy);
    folder.append("warning\n", Stream::Stderr);
    for (int i = 0; i < 5000; ++i)
        folder.append("progress\n");
    const OutputLog log = this->log(roomy);
    QCOMPARE(log.tailOffset(3, StreamFilter::Stderr), quint64(0));
    QCOMPARE(log.tail(3, StreamFilter::Stderr, 1000).bytes(), QByteArray("warning\n"));
    folder.append("late", Stream::Stderr);
    QCOMPARE(log.tail(1, StreamFilter::Stderr, 1000).bytes(), QByteArray("late"));
    QCOMPARE(log.tail(2, StreamFilter::Stderr, 1000).bytes(), QByteArray("warning\nlate"));
    QCOMPARE(log.tail(2, StreamFilter::Stderr, 1000).nextOffset, folder.end());
    const OutputChunk all = log.read(0, 1000, StreamFilter::Stderr);
    QCOMPARE(all.bytes(), QByteArray("warning\nlate"));
    QCOMPARE(all.nextOffset, folder.end());
    // What is missing on the way is named, although nobody knows whose bytes they were.
    for (const char *const suffix : {".dat", ".idx"})
        QVERIFY(QFile::remove(folder.file(50, suffix)));
    const OutputChunk holed = log.read(0, 1000, StreamFilter::Stderr);
    QCOMPARE(holed.spans.size(), 3);
    QCOMPARE(holed.spans[1].gap, Gap::Gone);
    QCOMPARE(holed.spans[1].offset, quint64(50 * 256));
    QCOMPARE(holed.spans[1].length, quint64(256));
    QCOMPARE(holed.nextOffset, folder.end());
}

void TestOutputLog::boundedWork()
{
    LogFolder folder(path(), {1 << 20, 2, 100});
    for (int i = 0; i < 70000; ++i)
        folder.append("x", i % 2 ? Stream::Stderr : Stream::Stdout);
    const OutputLog log = this->log(folder.limits());
    const OutputChunk chunk = log.read(0, OutputLog::maxLimit);
    QVERIFY(chunk.nextOffset > 60000);
    QVERIFY(chunk.nextOffset < 70000);
    QCOMPARE(log.read(chunk.nextOffset, OutputLog::maxLimit).nextOffset, quint64(70000));
}

void TestOutputLog::dropped()
{
    QRandomGenerator random(7);
    LogFolder folder(path(), tight);
    appendRandom(folder, random, 400, false);
    const Model model(folder);
    const OutputLog log = this->log(tight);
    const quint64 gapEnd = (folder.newest() - 5) * 256;
    const OutputChunk inside = log.read(1000, 10);
    QCOMPARE(inside.bytes().size(), 10);
    QCOMPARE(inside.spans[0].gap, Gap::Dropped);
    QCOMPARE(inside.spans[0].offset, quint64(1000));
    QCOMPARE(inside.spans[0].end(), gapEnd);
    QCOMPARE(inside.nextOffset, gapEnd + 10);
    QCOMPARE(log.gaps().size(), 1);
    QCOMPARE(log.gaps()[0].offset, quint64(512));
    QCOMPARE(log.gaps()[0].end(), gapEnd);
    QCOMPARE(log.lineAt(1000), model.linesBefore(gapEnd));
    QCOMPARE(log.lineAt(gapEnd + 50), model.linesBefore(gapEnd + 50));
    QCOMPARE(log.lineOffset(model.linesBefore(1000)), gapEnd);
    QCOMPARE(log.tailOffset(100000), quint64(0));
    const quint64 inGap = model.linesBefore(model.size()) - model.linesBefore(2000);
    QCOMPARE(log.tailOffset(inGap), quint64(512));
    QCOMPARE(log.tailOffset(100000, StreamFilter::Stderr), quint64(512));
    compareReads(OutputLog(path(), tight.segmentBytes), model, random, 10);
}

void TestOutputLog::droppedWhileReading()
{
    for (quint32 seed = 1; seed <= 20; ++seed) {
        QRandomGenerator random(seed);
        init();
        LogFolder folder(path(), tight);
        const OutputLog log = this->log(tight);
        quint64 at = 0;
        quint64 seen = 0;
        for (int round = 0; round < 300; ++round) {
            appendRandom(folder, random, random.bounded(12), false);
            const QByteArray all = folder.everything();
            const OutputChunk chunk = log.read(at, random.bounded(500u));
            QCOMPARE(chunk.offset, at);
            for (const OutputSpan &span : chunk.spans) {
                QCOMPARE(span.offset, at);
                QVERIFY(span.gap == Gap::None || span.gap == Gap::Dropped);
                if (span.gap == Gap::None)
                    QCOMPARE(span.bytes, all.mid(qsizetype(at), qsizetype(span.length)));
                at = span.end();
                seen += span.length;
            }
            QCOMPARE(chunk.nextOffset, at);
        }
        while (at < folder.end())
            at = log.read(at, 4096).nextOffset;
        QCOMPARE(at, folder.end());
        QVERIFY2(seen > 0, qPrintable(u"seed %1"_s.arg(seed)));
    }
}

void TestOutputLog::droppedDuringARead()
{
    // The byte at an offset follows from the offset, so that writer and reader share nothing but the folder.
    const auto byteAt = [](quint64 offset) { return char('a' + offset % 23); };
    const OutputLog log = this->log(tight);
    std::atomic<bool> isOver = false;
    std::jthread writer([&, path = path()] {
        LogFolder folder(path, tight);
        for (int i = 0; i < 6000; ++i) {
            QByteArray bytes(1 + i % 60, Qt::Uninitialized);
            for (qsizetype k = 0; k < bytes.size(); ++k)
                bytes[k] = byteAt(folder.end() + quint64(k));
            folder.append(bytes, i % 3 ? Stream::Stdout : Stream::Stderr);
        }
        isOver = true;
    });
    quint64 at = 0;
    quint64 dropped = 0;
    for (bool isLast = false; !isLast;) {
        isLast = isOver;
        for (quint64 before = at + 1; before != at;) {
            before = at;
            const OutputChunk chunk = log.read(at, 300);
            for (const OutputSpan &span : chunk.spans) {
                QCOMPARE(span.offset, at);
                QVERIFY2(span.gap == Gap::None || span.gap == Gap::Dropped, qPrintable(u"Gap at %1"_s.arg(at)));
                QVERIFY(span.indexed || span.gap == Gap::Dropped);
                for (qsizetype i = 0; i < span.bytes.size(); ++i)
                    QCOMPARE(span.bytes[i], byteAt(at + quint64(i)));
                at = span.end();
                dropped += span.gap == Gap::Dropped ? span.length : 0;
            }
            QCOMPARE(chunk.nextOffset, at);
        }
    }
    QCOMPARE(at, log.extent().end);
    QCOMPARE(at, quint64(100 * (60 * 61 / 2)));
    QVERIFY(dropped < at);
}

void TestOutputLog::deletedFiles()
{
    QRandomGenerator random(3);
    LogFolder folder(path(), roomy);
    appendRandom(folder, random, 200, true);
    QVERIFY(folder.newest() > 8);
    QVERIFY(QFile::remove(folder.file(4, ".dat")));
    QVERIFY(QFile::remove(folder.file(6, ".dat")));
    QVERIFY(QFile::remove(folder.file(6, ".idx")));
    QVERIFY(QFile::remove(folder.file(0, ".dat")));
    const Model model(folder);
    compareReads(log(roomy), model, random, 20);
    const OutputLog log = this->log(roomy);
    QCOMPARE(log.lineAt(8 * 256 + 3), model.linesBefore(8 * 256 + 3));
    QCOMPARE(log.read(6 * 256, 1).spans.first().gap, Gap::Gone);
    QDir(path()).removeRecursively();
    QCOMPARE(log.extent().end, quint64(0));
    QVERIFY(log.read(0, 10).spans.isEmpty());
}

void TestOutputLog::deletedIndex()
{
    LogFolder folder(path(), roomy);
    for (int i = 0; i < 300; ++i)
        folder.append("line %\n");
    const Model model(folder);
    const quint64 newest = folder.newest();
    for (const quint64 number : {quint64(2), quint64(3), newest})
        QVERIFY(QFile::remove(folder.file(number, ".idx")));
    QCOMPARE(log(roomy).extent().end, newest * 256);
    const OutputLog log = this->log(roomy, Live::No);
    QCOMPARE(log.extent().end, model.size());
    QCOMPARE(log.extent().lines, quint64(300));
    QVERIFY(!log.read(2 * 256, 1).spans.first().indexed);
    QVERIFY(log.read(4 * 256, 1).spans.first().indexed);
    readAll(log, model, 0, 100, StreamFilter::Both);
    for (quint64 at = 0; at < model.size(); at += 5)
        QCOMPARE(log.lineAt(at), model.linesBefore(at));
    for (quint64 number = 0; number <= newest; ++number)
        QFile::remove(folder.file(number, ".idx"));
    QCOMPARE(log.extent().lines, quint64(300));
    readAll(log, model, 0, 1000, StreamFilter::Stdout);
    QCOMPARE(log.tailOffset(10), model.tailOffset(10, StreamFilter::Both));
}

void TestOutputLog::diskFull()
{
    LogFolder folder(path(), roomy);
    folder.append("before\n");
    folder.append(QByteArray(700, 'z'), Stream::Stdout, true);
    folder.append("lost\n", Stream::Stderr, true);
    folder.append("after\n");
    const Model model(folder);
    const OutputLog log = this->log(roomy, Live::No);
    const OutputChunk chunk = log.read(100, 10);
    QCOMPARE(chunk.spans.size(), 3);
    QCOMPARE(chunk.spans[0].gap, Gap::DiskFull);
    QCOMPARE(chunk.spans[0].length, quint64(607));
    QCOMPARE(chunk.spans[1].stream, Stream::Stderr);
    QCOMPARE(chunk.spans[2].bytes, QByteArray("after\n"));
    QCOMPARE(log.gaps().size(), 2);
    QCOMPARE(log.gaps()[0].length, quint64(700));
    readAll(log, model, 0, 3, StreamFilter::Both);
    QCOMPARE(log.tailOffset(1), quint64(707));
    QCOMPARE(log.tailOffset(2), quint64(7));
    QCOMPARE(log.tailOffset(1, StreamFilter::Stdout), quint64(7));
    QCOMPARE(log.tailOffset(1, StreamFilter::Stderr), quint64(707));
}

void TestOutputLog::surplusOnlyWhenOver()
{
    LogFolder folder(path(), roomy);
    folder.append("indexed\n");
    folder.appendUnindexed("surplus\nmore");
    QCOMPARE(log(roomy).read(0, 100).bytes(), QByteArray("indexed\n"));
    const OutputLog over = log(roomy, Live::No);
    const OutputChunk chunk = over.read(0, 100);
    QCOMPARE(chunk.bytes(), QByteArray("indexed\nsurplus\nmore"));
    QVERIFY(chunk.spans[0].indexed);
    QVERIFY(!chunk.spans[1].indexed);
    QCOMPARE(over.extent().lines, quint64(2));
    QCOMPARE(over.tail(2, StreamFilter::Stdout, 100).bytes(), QByteArray("surplus\nmore"));
}

void TestOutputLog::tornIndex()
{
    LogFolder folder(path(), roomy);
    for (int i = 0; i < 60; ++i)
        folder.append("line\n12", i % 3 ? Stream::Stdout : Stream::Stderr);
    const QByteArray all = folder.everything();
    QFile index(folder.file(folder.newest(), ".idx"));
    for (qint64 size = index.size(); size >= 0; --size) {
        QVERIFY(index.resize(size));
        const OutputLog over = log(roomy, Live::No);
        QCOMPARE(over.extent().end, quint64(all.size()));
        QCOMPARE(over.extent().lines, quint64(all.count('\n')));
        QCOMPARE(over.read(0, 10000).bytes(), all);
        QCOMPARE(over.tailOffset(3), log(roomy, Live::No).lineOffset(58));
        const quint64 indexed = log(roomy).extent().end;
        QCOMPARE(log(roomy).read(0, 10000).bytes(), all.first(qsizetype(indexed)));
    }
}

void TestOutputLog::tornData()
{
    LogFolder folder(path(), roomy);
    for (int i = 0; i < 60; ++i)
        folder.append("line\n12", i % 3 ? Stream::Stdout : Stream::Stderr);
    const QByteArray all = folder.everything();
    const quint64 begin = folder.newest() * 256;
    QFile data(folder.file(folder.newest(), ".dat"));
    for (qint64 size = data.size(); size >= 0; --size) {
        QVERIFY(data.resize(size));
        const QByteArray kept = all.first(qsizetype(begin) + qsizetype(size));
        const OutputLog over = log(roomy, Live::No);
        QCOMPARE(over.extent().end, quint64(kept.size()));
        QCOMPARE(over.extent().lines, quint64(kept.count('\n')));
        QCOMPARE(over.read(0, 10000).bytes(), kept);
        const OutputChunk live = log(roomy).read(0, 10000);
        QCOMPARE(live.nextOffset, quint64(all.size()));
        QCOMPARE(live.bytes(), kept);
    }
}

void TestOutputLog::garbageRecords()
{
    QRandomGenerator random(11);
    LogFolder folder(path(), roomy);
    for (int i = 0; i < 20; ++i)
        folder.append("0123456789abcde\n");
    const QByteArray all = folder.everything();
    QFile index(folder.file(folder.newest(), ".idx"));
    QVERIFY(index.open(QIODevice::ReadWrite));
    const QByteArray good = index.readAll();
    for (int round = 0; round < 400; ++round) {
        QByteArray bad = good + QByteArray(random.bounded(200), '\0');
        for (qsizetype i = random.bounded(int(good.size())); i < bad.size(); ++i)
            bad[i] = round % 3 ? char(random.bounded(256)) : '\0';
        index.resize(0);
        index.seek(0);
        index.write(bad);
        index.flush();
        const OutputChunk chunk = log(roomy, Live::No).read(0, 10000);
        QCOMPARE(chunk.bytes(), all);
        QCOMPARE(log(roomy, Live::No).extent().lines, quint64(20));
        QVERIFY(all.startsWith(log(roomy).read(0, 10000).bytes()));
    }
}

void TestOutputLog::damagedMiddle()
{
    for (quint32 seed = 1; seed <= 60; ++seed) {
        QRandomGenerator random(seed);
        init();
        LogFolder folder(path(), {1 << 16, 2, 100});
        for (int i = 0; i < 2500; ++i)
            folder.append("ab\n", i % 7 ? Stream::Stdout : Stream::Stderr);
        QFile index(folder.file(0, ".idx"));
        QVERIFY(index.open(QIODevice::ReadWrite));
        const qint64 from = random.bounded(50000);
        index.seek(from);
        const qint64 length = std::min<qint64>(40 + random.bounded(4096), index.size() - 2000 - from);
        for (qint64 i = 0; i < length; ++i)
            index.putChar(seed % 2 ? '\0' : char(random.bounded(256)));
        index.close();
        const OutputLog log = this->log(folder.limits(), Live::No);
        for (const StreamFilter filter : filters) {
            quint64 at = 0;
            while (at < folder.end()) {
                const quint64 next = log.read(at, 1000, filter).nextOffset;
                QVERIFY(next > at);
                at = next;
            }
            QVERIFY(log.tailOffset(random.bounded(3000u), filter) <= folder.end());
            QVERIFY(log.tail(random.bounded(3000u), filter, 5000).nextOffset <= folder.end());
        }
        QVERIFY(log.lineOffset(random.bounded(3000u)) <= folder.end());
        static_cast<void>(log.lineAt(random.bounded(8000u)));
        static_cast<void>(log.gaps());
    }
}

void TestOutputLog::garbageFiles()
{
    LogFolder folder(path(), roomy);
    for (int i = 0; i < 100; ++i)
        folder.append("text\n");
    const Model model(folder);
    const QStringList names{u"foo.dat"_s,
                            u"1.dat"_s,
                            u"000001.txt"_s,
                            u"0000001.dat"_s,
                            u"999999999999999.dat"_s,
                            u"99999999999999999999999.idx"_s,
                            u".idx"_s,
                            u"-00001.dat"_s,
                            u"00000a.idx"_s};
    for (const QString &name : names) {
        QFile file(path() + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QDir().mkpath(path() + u"/000077.dat"_s);
    readAll(log(roomy), model, 0, 100, StreamFilter::Both);
    readAll(log(roomy, Live::No), model, 0, 100, StreamFilter::Both);
    QCOMPARE(log(roomy, Live::No).extent().end, model.size());
}

void TestOutputLog::characters()
{
    const QString text = u"aä€😀\n"_s.repeated(60);
    LogFolder folder(path(), roomy);
    folder.append(text.toUtf8());
    for (const Live live : {Live::Yes, Live::No}) {
        const OutputLog log = this->log(roomy, live);
        for (quint64 limit = 1; limit < 30; ++limit) {
            QString seen;
            for (quint64 at = 0; at < folder.end();) {
                const OutputChunk chunk = log.read(at, limit, StreamFilter::Both, Align::Character);
                QVERIFY(chunk.nextOffset > at);
                QVERIFY(quint64(chunk.bytes().size()) <= std::max<quint64>(limit, 4));
                seen += QString::fromUtf8(chunk.bytes());
                at = chunk.nextOffset;
            }
            QCOMPARE(seen, text);
        }
    }
}

void TestOutputLog::charactersAcrossStreams()
{
    LogFolder folder(path(), {1024, 2, 1000});
    const QByteArray out = u"€😀ä"_s.repeated(30).toUtf8();
    const QByteArray err = u"ßx→"_s.repeated(45).toUtf8();
    for (qsizetype i = 0; i < out.size(); ++i) {
        folder.append(out.mid(i, 1));
        folder.append(err.mid(i, 1), Stream::Stderr);
        if (i % 9 == 0)
            folder.append("z\n", Stream::Stderr);
    }
    const OutputLog log = this->log(folder.limits());
    for (quint64 limit = 1; limit < 40; ++limit) {
        for (const StreamFilter filter : {StreamFilter::Both, StreamFilter::Stdout}) {
            QString seen;
            for (quint64 at = 0; at < folder.end();) {
                const OutputChunk chunk = log.read(at, limit, filter, Align::Character);
                QVERIFY(chunk.nextOffset > at);
                seen += QString::fromUtf8(chunk.bytes(StreamFilter::Stdout));
                at = chunk.nextOffset;
            }
            QCOMPARE(seen, QString::fromUtf8(out));
        }
    }
}

void TestOutputLog::openCharacterAtEnd()
{
    LogFolder folder(path(), roomy);
    folder.append("ok\xe2\x82");
    const OutputLog log = this->log(roomy);
    QCOMPARE(log.read(0, 100, StreamFilter::Both, Align::Character).bytes(), QByteArray("ok"));
    QVERIFY(log.read(2, 100, StreamFilter::Both, Align::Character).spans.isEmpty());
    QCOMPARE(this->log(roomy, Live::No).read(0, 100, StreamFilter::Both, Align::Character).nextOffset, quint64(4));
    folder.append("password:", Stream::Stderr);
    QCOMPARE(log.read(2, 100, StreamFilter::Both, Align::Character).nextOffset, quint64(13));
    folder.append("\xac!");
    QCOMPARE(log.read(0, 100, StreamFilter::Both, Align::Character).bytes(StreamFilter::Stdout),
             QByteArray("ok\xe2\x82\xac!"));
}

void TestOutputLog::lines()
{
    LogFolder folder(path(), roomy);
    folder.append("first\nsecond\npart");
    folder.append("err one\nerr", Stream::Stderr);
    folder.append("ial\n");
    folder.append(" two\n", Stream::Stderr);
    folder.append("prompt> ");
    const OutputLog log = this->log(roomy);
    const auto read = [&](quint64 at, quint64 limit, StreamFilter filter = StreamFilter::Both) {
        return log.read(at, limit, filter, Align::Line).bytes();
    };
    QCOMPARE(read(0, 10), QByteArray("first\n"));
    QCOMPARE(read(0, 6), QByteArray("first\n"));
    QCOMPARE(read(0, 3), QByteArray("fir"));
    QCOMPARE(read(0, 20), QByteArray("first\nsecond\n"));
    QCOMPARE(read(13, 20), QByteArray("parterr one\nerrial\n"));
    QCOMPARE(read(0, 20, StreamFilter::Stdout), QByteArray("first\nsecond\n"));
    QCOMPARE(read(0, 1000).size(), qsizetype(folder.end()));
    QVERIFY(read(0, 1000).endsWith("prompt> "));
}

void TestOutputLog::keepsNoFileOpen()
{
    LogFolder folder(path(), roomy);
    folder.append(QByteArray(3000, 'x'));
    const auto open = [] {
        return QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size();
    };
    const auto before = open();
    const OutputLog log = this->log(roomy);
    static_cast<void>(log.read(0, 4000));
    static_cast<void>(log.tail(5, StreamFilter::Both, 100));
    static_cast<void>(log.lineAt(100));
    QCOMPARE(open(), before);
}

QTEST_GUILESS_MAIN(TestOutputLog)
#include "tst_outputlog.moc"
