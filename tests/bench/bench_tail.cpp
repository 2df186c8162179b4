// What the tail of a log costs, with 4 MB and with 4 GB of output, and how fast output becomes text. Prints
// medians.

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include "core/outputlog.h"
#include "core/terminaltext.h"

using namespace core;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 MB = 1'000'000;
constexpr quint64 recordBytes = 4096;
constexpr int linesPerRecord = 51;

// A record of 50 lines of 80 bytes and one of 96.
QByteArray record()
{
    const QByteArray line = QByteArray(79, 'x') + '\n';
    return line.repeated(linesPerRecord - 1) + QByteArray(95, 'y') + '\n';
}

void append(QFile &file, const QByteArray &bytes)
{
    if (file.write(bytes) != bytes.size())
        qFatal("Can't write %s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
}

// A log of stdout with a line of stderr at its begin. The data of all segments but the first and the last two
// is a hole: only the end of a log is read here, and 4 GB of text would measure the disk.
void writeLog(const QString &folder, quint64 size, quint64 segmentBytes)
{
    QDir().mkpath(folder);
    const QByteArray text = record();
    const quint64 segments = (size + segmentBytes - 1) / segmentBytes;
    keeper::IndexRecord last{0, 0, 0, 1'700'000'000'000, 0, 0};
    for (quint64 number = 0; number < segments; ++number) {
        const QString name = folder + u'/' + QString::number(number).rightJustified(6, u'0');
        QFile data(name + u".dat"_s);
        QFile index(name + u".idx"_s);
        if (!data.open(QIODevice::WriteOnly) || !index.open(QIODevice::WriteOnly))
            qFatal("Can't write %s", qPrintable(name));
        const bool isHole = number > 0 && number + 2 < segments;
        data.resize(qint64(segmentBytes));
        QByteArray records;
        for (quint64 at = 0; at < segmentBytes; at += recordBytes) {
            const bool isStderr = number == 0 && at == 0;
            last.offset = number * segmentBytes + at;
            last.lines += linesPerRecord;
            last.stderrBytes += isStderr ? recordBytes : 0;
            last.timeMs += 10;
            last.length = recordBytes;
            last.flags = std::uint32_t(isStderr ? keeper::Stream::Stderr : keeper::Stream::Stdout);
            records.append(reinterpret_cast<const char *>(&last), sizeof last);
            if (!isHole)
                append(data, text);
        }
        append(index, records);
    }
}

double medianMs(int rounds, const std::function<void()> &measured)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        measured();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::nth_element(times, times.begin() + rounds / 2);
    return times[size_t(rounds) / 2];
}

void benchTail(const QString &folder)
{
    constexpr int rounds = 201;
    struct Call {
        const char *name;
        std::function<void(const OutputLog &)> run;
    };
    const Call calls[] = {
        {"tail, 50 lines of both",
         [](const OutputLog &log) { static_cast<void>(log.tail(50, StreamFilter::Both, 1 << 20)); }},
        {"tail, 1000 lines of stdout",
         [](const OutputLog &log) { static_cast<void>(log.tail(1000, StreamFilter::Stdout, 1 << 20)); }},
        {"tail, 50 lines of a stderr far back",
         [](const OutputLog &log) { static_cast<void>(log.tail(50, StreamFilter::Stderr, 1 << 20)); }},
        {"read, 20 kB in the middle",
         [](const OutputLog &log) { static_cast<void>(log.read(log.extent().end / 2, 20000)); }},
        {"line number in the middle",
         [](const OutputLog &log) { static_cast<void>(log.lineAt(log.extent().end / 2)); }},
        {"extent", [](const OutputLog &log) { static_cast<void>(log.extent()); }},
    };
    constexpr keeper::LogLimits smallLimits = keeper::logLimits(4 * MB), largeLimits = keeper::logLimits(4096 * MB);
    writeLog(folder + u"/small"_s, 4 * MB, smallLimits.segmentBytes);
    writeLog(folder + u"/large"_s, 4096 * MB, largeLimits.segmentBytes);
    const OutputLog small(folder + u"/small"_s, smallLimits);
    const OutputLog large(folder + u"/large"_s, largeLimits);
    std::printf("%-40s %10s %10s %6s\n", "", "4 MB", "4 GB", "ratio");
    for (const Call &call : calls) {
        const double smallMs = medianMs(rounds, [&] { call.run(small); });
        const double largeMs = medianMs(rounds, [&] { call.run(large); });
        std::printf("%-40s %7.3f ms %7.3f ms %6.2f\n", call.name, smallMs, largeMs, largeMs / smallMs);
    }
}

void benchText()
{
    QByteArray build;
    QByteArray progress;
    QByteArray coloured;
    QByteArray unicode;
    for (int i = 0; build.size() < 32 * qsizetype(MB); ++i)
        build += "[" + QByteArray::number(i)
            + "/90000] Building CXX object core/CMakeFiles/core.dir/outputlog.cpp.o and more\n";
    for (int i = 0; progress.size() < 16 * qsizetype(MB); ++i)
        progress += "downloading " + QByteArray::number(i % 100) + "% [=========>        ]\r";
    for (int i = 0; coloured.size() < 16 * qsizetype(MB); ++i)
        coloured += "\x1b[32mok\x1b[0m \x1b[1mtest\x1b[0m number " + QByteArray::number(i) + "\r\n";
    for (int i = 0; unicode.size() < 16 * qsizetype(MB); ++i)
        unicode += u"Zeile %1: äöü 漢字 😀\n"_s.arg(i).toUtf8();
    const QByteArray oneLine(32 * MB, 'x');
    const std::pair<const char *, const QByteArray &> texts[] = {
        {"plain lines of 80", build}, {"one line", oneLine},         {"progress bar", progress},
        {"coloured", coloured},       {"other than ASCII", unicode},
    };
    for (const auto &[name, bytes] : texts) {
        const double text = medianMs(5, [&bytes = bytes] { static_cast<void>(TerminalText::render(bytes)); });
        const double raw = medianMs(5, [&bytes = bytes] { static_cast<void>(rawText(bytes)); });
        const double megabytes = double(bytes.size()) / 1e6;
        std::printf("text: %-22s %7.0f MB/s    raw: %7.0f MB/s\n", name, megabytes / text * 1e3, megabytes / raw * 1e3);
    }
}

}  // namespace

int main()
{
    const QTemporaryDir folder;
    if (!folder.isValid())
        qFatal("Can't make a temporary folder: %s", qPrintable(folder.errorString()));
    benchTail(folder.path());
    benchText();
    return 0;
}
