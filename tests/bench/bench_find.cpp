// How fast a log of 1 GB in the page cache is searched, by what is searched for and by what the log looks like, and how
// long the event loop waits meanwhile.

#include <algorithm>
#include <cstdio>
#include <ctime>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include "tests/ui/storedjob.h"
#include "ui/find/errors.h"
#include "ui/find/logsearch.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 logBytes = 1'000'000'000;
constexpr keeper::LogLimits limits{128 << 20, 2, 15};

QByteArray plainLines()
{
    QByteArray lines;
    for (int i = 0; lines.size() < 1 << 20; ++i)
        lines += "[" + QByteArray::number(i) + "/90000] Building CXX object core/CMakeFiles/core.dir/outputlog.cpp.o\n";
    return lines;
}

QByteArray colouredLines()
{
    QByteArray lines;
    for (int i = 0; lines.size() < 1 << 20; ++i)
        lines += "\x1b[32m ok \x1b[0m \x1b[1mtest\x1b[0m number " + QByteArray::number(i)
            + " in 3 ms and a few words more\r\n";
    return lines;
}

QString write(JobHome &home, const QByteArray &lines, int lineRecords)
{
    StoredJob job(home, limits);
    for (qint64 written = 0; written < logBytes; written += lines.size()) {
        if (lineRecords == 0) {
            job.append(lines);
            continue;
        }
        for (qsizetype at = 0; at < lines.size();) {
            const qsizetype end = lines.indexOf('\n', std::min(at + lineRecords, lines.size() - 1)) + 1;
            job.append(lines.sliced(at, end - at));
            job.flush();
            at = end;
        }
    }
    job.append("the last line has the needle\n");
    job.end(0);
    return job.id();
}

// The longest time between two turns of the event loop.
class GapMeter final : public QObject
{
public:
    GapMeter()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] { m_longest = std::max(m_longest, m_clock.restart()); });
        m_clock.start();
        m_timer.start(1);
    }
    [[nodiscard]] qint64 longestMs() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

// Of this process, in nanoseconds: what a machine that does nothing else would take.
qint64 cpuTime()
{
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1'000'000'000 + now.tv_nsec;
}

void report(const char *log, const QString &what, quint64 bytes, qint64 nanoseconds, qint64 cpu, qint64 gapMs)
{
    std::printf("%-10s %-36s %6.2f GB/s, %6.2f by CPU time   longest gap %2lld ms\n", log, qPrintable(what),
                double(bytes) / double(nanoseconds), double(bytes) / double(cpu), gapMs);
    std::fflush(stdout);
}

void count(const char *log, core::Job *job, const ui::Pattern &pattern)
{
    ui::LogSearch search;
    search.setJob(job);
    QElapsedTimer timer;
    GapMeter meter;
    timer.start();
    const qint64 cpu = cpuTime();
    search.setPattern(pattern);
    while (!search.count().isComplete)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const QString kind = pattern.isExpression ? u"expression"_s : pattern.caseSensitive ? u"case"_s : u"any case"_s;
    report(log, u"%1 “%2”: %3"_s.arg(kind, pattern.text).arg(search.count().total), job->log().extent().end,
           timer.nsecsElapsed(), cpuTime() - cpu, meter.longestMs());
}

void walk(const char *log, core::Job *job, bool forErrors)
{
    ui::PatternTest needle({u"needle"_s, false, false});
    ui::ErrorTest errors;
    ui::LineSeek seek;
    bool ended = false;
    QObject::connect(&seek, &ui::LineSeek::found, &seek, [&] { ended = true; });
    QObject::connect(&seek, &ui::LineSeek::notFound, &seek, [&] { ended = true; });
    QElapsedTimer timer;
    GapMeter meter;
    timer.start();
    const qint64 cpu = cpuTime();
    const quint64 end = job->log().extent().end;
    ui::LineTest *test = &needle;
    if (forErrors)
        test = &errors;
    seek.start(job, test, end - 40, ui::Direction::Backward);
    while (!ended)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    report(log, forErrors ? u"backward, errors"_s : u"backward, any case “needle”"_s, end, timer.nsecsElapsed(),
           cpuTime() - cpu, meter.longestMs());
}

void bench(const char *name, const QByteArray &lines, int lineRecords)
{
    JobHome home;
    const QString id = write(home, lines, lineRecords);
    core::Job *job = home.jobs().find(id);
    count(name, job, {u"needle"_s, true, false});
    count(name, job, {u"needle"_s, true, false});
    count(name, job, {u"needle"_s, false, false});
    count(name, job, {u"Needle of äöü"_s, true, false});
    count(name, job, {u"object"_s, false, false});
    count(name, job, {u"9999"_s, true, false});
    count(name, job, {u"need[l]e"_s, false, true});
    walk(name, job, false);
    walk(name, job, true);
}

}  // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList wanted = QCoreApplication::arguments().sliced(1);
    const auto isWanted = [&](const char *name) { return wanted.isEmpty() || wanted.contains(QLatin1String(name)); };
    if (isWanted("plain"))
        bench("plain", plainLines(), 0);
    if (isWanted("small"))
        bench("small", plainLines(), 300);
    if (isWanted("coloured"))
        bench("coloured", colouredLines(), 0);
    return 0;
}
