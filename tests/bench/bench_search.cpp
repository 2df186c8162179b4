// How fast the tool `output` finds the lines of a log that match a pattern, with the log in the page cache, and how long
// the event loop waits meanwhile.

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <unistd.h>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

#include "core/boundedexpression.h"
#include "core/linesearch.h"

using namespace core;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 MiB = 1 << 20;

QByteArray lines(const char *begin, const char *end)
{
    QByteArray lines;
    for (int i = 0; lines.size() < qsizetype(MiB) - 120; ++i)
        lines += begin + QByteArray::number(i) + "/90000] Building CXX object core/CMakeFiles/core.dir/outputlog.cpp.o"
            + end + '\n';
    lines += QByteArray(qsizetype(MiB) - lines.size() - 1, 'x') + '\n';
    return lines;
}

void append(QFile &file, const QByteArray &bytes)
{
    if (file.write(bytes) != bytes.size())
        qFatal("Can't write %s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
}

// A log whose segments are one and the same file: so large a log is in the page cache on every machine. Its last line
// is a part of the block.
OutputLog writeLog(const QString &folder, const QByteArray &block, quint64 segmentBytes, int segments,
                   quint64 recordBytes)
{
    QDir().mkpath(folder);
    const QString first = folder + u"/000000.dat"_s;
    for (int number = 0; number < segments; ++number) {
        const QString name = folder + u'/' + QString::number(number).rightJustified(6, u'0');
        QFile data(name + u".dat"_s), index(name + u".idx"_s);
        if (number == 0) {
            if (!data.open(QIODevice::WriteOnly))
                qFatal("Can't write %s", qPrintable(name));
            for (quint64 at = 0; at < segmentBytes; at += MiB)
                append(data, block);
        } else if (::link(qPrintable(first), qPrintable(data.fileName())) != 0) {
            qFatal("Can't link %s", qPrintable(name));
        }
        if (!index.open(QIODevice::WriteOnly))
            qFatal("Can't write %s", qPrintable(name));
        QByteArray records;
        for (quint64 at = 0; at < segmentBytes; at += recordBytes) {
            const keeper::IndexRecord record{.offset = quint64(number) * segmentBytes + at,
                                             .lines = 0,
                                             .stderrBytes = 0,
                                             .timeMs = 1'700'000'000'000,
                                             .length = quint32(recordBytes),
                                             .flags = quint32(keeper::Stream::Stdout)};
            records.append(reinterpret_cast<const char *>(&record), sizeof record);
        }
        append(index, records);
    }
    return OutputLog(folder, keeper::LogLimits{segmentBytes, 2, quint32(segments)});
}

// Of this process, in nanoseconds: what a machine that does nothing else would take.
qint64 cpuTime()
{
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1'000'000'000 + now.tv_nsec;
}

void search(const char *what, const OutputLog &log, const QString &pattern)
{
    LineSearch::Wish wish{pattern, boundedExpression(pattern, QRegularExpression::MultilineOption)};
    LineSearch search([log] { return log; }, wish);
    bool isOver = false;
    QObject::connect(&search, &LineSearch::finished, &search, [&] { isOver = true; });
    qint64 longest = 0, longestCpu = 0, turnCpu = cpuTime();
    QElapsedTimer turn, timer;
    QTimer beat;
    beat.setTimerType(Qt::PreciseTimer);
    QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
        longest = std::max(longest, turn.nsecsElapsed());
        longestCpu = std::max(longestCpu, cpuTime() - std::exchange(turnCpu, cpuTime()));
        turn.start();
    });
    turn.start();
    timer.start();
    beat.start(1);
    const qint64 cpu = cpuTime();
    search.start();
    while (!isOver)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const double bytes = double(search.nextOffset());
    std::printf(
        "search: %-34s %5.2f GB, %5.2f GB/s, %5.2f by CPU time, %zu matches, longest gap %4.1f ms, %4.1f by CPU time\n",
        what, bytes / 1e9, bytes / double(timer.nsecsElapsed()), bytes / double(cpuTime() - cpu),
        search.matches().size(), double(longest) / 1e6, double(longestCpu) / 1e6);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    if (!folder.isValid())
        qFatal("Can't make a temporary folder: %s", qPrintable(folder.errorString()));
    const auto log = [&](const char *name, const QByteArray &block, quint64 segmentBytes, int segments,
                         quint64 record) {
        return writeLog(folder.filePath(QLatin1String(name)), block, segmentBytes, segments, record);
    };
    const OutputLog large = log("large", lines("[", ""), 256 * MiB, 16, 64 << 10);
    search("(warm-up)", large, u"needle \\d+"_s);
    search("literal prefix", large, u"needle \\d+"_s);
    search("literal, any case", large, u"(?i)needle \\d+"_s);
    const OutputLog small = log("small", lines("[", ""), 32 * MiB, 16, 64 << 10);
    search("no literal", small, u"[Nn]eedle|NEEDLE"_s);
    const OutputLog coloured = log("coloured", lines("\x1b[32m[\x1b[0m", "\r"), 32 * MiB, 16, 64 << 10);
    search("literal, coloured lines", coloured, u"needle \\d+"_s);
    const OutputLog slow = log("slow", lines("[", ""), 32 * MiB, 4, 64);
    search("literal, records of 64 bytes", slow, u"needle \\d+"_s);
    return 0;
}
