// What the output view costs: gaps of the event loop and memory under a flood of lines, the time from a job's start to its
// last line on the screen beside that of a QPlainTextEdit, and the time to open large logs. Prints figures.
//
//   bench_view [SECONDS of flood, 30 unless told]

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <unistd.h>
#include <vector>

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>

#include "core/jobmanager.h"
#include "ui/output/outputview.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int ingestedLines = 200'000;

double residentMb()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / 1e6;
}

double threadCpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

void runUntil(const std::function<bool()> &isDone, std::chrono::milliseconds limit = 10min)
{
    QEventLoop loop;
    QTimer poll;
    QElapsedTimer timer;
    timer.start();
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (isDone() || timer.hasExpired(limit.count()))
            loop.quit();
    });
    poll.start(1ms);
    loop.exec();
}

// Gaps between the ticks of a timer of 1 ms, as somebody who waits for the event loop sees them.
class LoopGaps final : public QObject
{
public:
    LoopGaps()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_gaps.push_back(double(m_since.nsecsElapsed()) / 1e6);
            m_since.start();
        });
        m_since.start();
        m_timer.start(1ms);
    }

    void print(const char *what)
    {
        std::ranges::sort(m_gaps);
        const auto at = [&](double part) { return m_gaps[size_t(double(m_gaps.size() - 1) * part)]; };
        const auto over = m_gaps.end() - std::ranges::upper_bound(m_gaps, 33.0);
        std::printf("%s: event-loop gap p50 %.1f ms, p99 %.1f, p99.9 %.1f, max %.1f; over 33 ms: %d\n", what, at(0.5),
                    at(0.99), at(0.999), at(1.0), int(over));
    }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<double> m_gaps;
};

// Lines of 60 letters, each one with an escape sequence of its own, half of them not ASCII.
QString rainbow()
{
    return u"perl -e 'for $l (1 .. 20000) { print map({ sprintf(\"\\033[38;2;%d;%d;%dm%s\", $_ * 4, 255 - $_ * 4, $l % "
           u"255, "
           "$_ % 2 ? \"x\" : \"\\303\\251\") } 1 .. 60), \"\\033[0m\\n\" }'"_s;
}

class Bench final
{
public:
    Bench()
    {
        qputenv("JOBDECK_HOME", m_home.path().toLocal8Bit());
        m_jobs = std::make_unique<core::JobManager>(*core::findPaths(), core::Settings(), 1024);
        m_jobs->recover();
    }

    core::Job *start(const QString &command, qint64 maxOutput)
    {
        core::Settings settings;
        settings.maxJobs = 100;
        settings.maxOutputSize = maxOutput;
        core::StartRequest request;
        request.command = command;
        request.cwd = m_home.path();
        request.environment = core::currentEnvironment();
        const core::Result<core::Job *> job = m_jobs->start(request, settings);
        if (!job)
            qFatal("%s", qPrintable(job.error()));
        return *job;
    }

    static bool isOver(const core::Job *job) { return job->state() != core::JobState::Running; }

    void flood(std::chrono::seconds length)
    {
        ui::OutputView view;
        view.resize(1200, 800);
        view.show();
        int repaints = 0;
        QObject::connect(&view, &ui::OutputView::pageChanged, &view, [&] { ++repaints; });
        core::Job *job = start(
            uR"(exec perl -e '$b = ("x" x 59 . "\n") x 10000; while (1) { syswrite STDOUT, $b; select undef, undef, undef, 0.0095 }')"_s,
            100 << 20);
        view.setJob(job);
        runUntil([] { return false; }, 1s);
        repaints = 0;
        const quint64 linesBefore = job->output().lines;
        const double memoryBefore = residentMb();
        const double cpuBefore = threadCpuMs();
        {
            LoopGaps gaps;
            runUntil([] { return false; }, length);
            gaps.print("flood, following");
        }
        const double seconds = double(length.count());
        std::printf("  %.0f lines/s, %.0f refreshes/s, CPU %.0f %%, resident %.1f -> %.1f MB\n",
                    double(job->output().lines - linesBefore) / seconds, repaints / seconds,
                    (threadCpuMs() - cpuBefore) / seconds / 10, memoryBefore, residentMb());
        {
            LoopGaps gaps;
            int step = 0;
            QTimer scroller;
            QObject::connect(&scroller, &QTimer::timeout, &view, [&] {
                QScrollBar *const bar = view.verticalScrollBar();
                bar->setValue(int(qint64(bar->maximum()) * (++step * 7919 % 1000) / 1001));
            });
            scroller.start(10ms);
            runUntil([] { return false; }, std::min<std::chrono::seconds>(length, 5s));
            gaps.print("flood, the bar dragged to and fro");
        }
        std::printf("  resident %.1f MB\n", residentMb());
        job->stop(SIGKILL, 0ms, keeper::StopCause::Person);
        runUntil([&] { return isOver(job); });
    }

    void ingest()
    {
        const QString command =
            u"seq -f 'line %06g of some output that a compiler may have printed' "_s + QString::number(ingestedLines);
        const auto measured = [&](const char *what, const std::function<bool(core::Job *)> &follow) {
            core::Job *job = start(command, 100 << 20);
            QElapsedTimer timer;
            timer.start();
            const double cpu = threadCpuMs();
            LoopGaps gaps;
            runUntil([&] { return follow(job); });
            const double used = threadCpuMs() - cpu;
            std::printf("%s: %d lines on the screen after %lld ms, %.1f ms of CPU\n", what, ingestedLines,
                        static_cast<long long>(timer.elapsed()), used);
            gaps.print("  ");
            return used;
        };

        double ours = 0, theirs = 0;
        {
            ui::OutputView view;
            view.resize(1200, 800);
            view.show();
            ours = measured("OutputView", [&](core::Job *job) {
                view.setJob(job);
                return isOver(job) && view.page().isAtEnd() && !view.page().items().empty()
                    && view.page().items().back().row.end == job->output().end;
            });
        }
        {
            QPlainTextEdit edit;
            edit.resize(1200, 800);
            edit.show();
            quint64 read = 0;
            theirs = measured("QPlainTextEdit", [&](core::Job *job) {
                const core::OutputChunk chunk =
                    job->log().read(read, 64 << 10, core::StreamFilter::Both, core::Align::Line);
                read = chunk.nextOffset;
                QString text = QString::fromUtf8(chunk.bytes());
                text.chop(text.endsWith(u'\n') ? 1 : 0);
                if (!text.isEmpty())
                    edit.appendPlainText(text);
                return isOver(job) && read == job->log().extent().end;
            });
        }
        std::printf("ratio of CPU, QPlainTextEdit to OutputView: %.1f\n", theirs / ours);
    }

    void open(const char *what, const QString &command, qint64 maxOutput)
    {
        core::Job *job = start(command, maxOutput);
        runUntil([&] { return isOver(job); });
        ui::OutputView view;
        view.resize(1200, 800);
        view.show();
        for (const bool wraps : {false, true}) {
            view.setJob(nullptr);
            view.setWrap(wraps);
            std::printf("%s, %.0f MB%s, CPU to the painted page:", what, double(job->output().end) / 1e6, wraps ? ", wrapped" : "");
            const auto timed = [&](const char *name, const std::function<void()> &run) {
                const double before = threadCpuMs();
                run();
                view.grab();
                std::printf(" %s %.1f ms", name, threadCpuMs() - before);
            };
            timed("open", [&] { view.setJob(job); });
            timed("begin", [&] { view.verticalScrollBar()->setValue(0); });
            timed("middle", [&] { view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2); });
            timed("page up", [&] { view.verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub); });
            timed("end", [&] { view.setFollowing(true); });
            std::printf("; resident %.1f MB\n", residentMb());
        }
    }

private:
    QTemporaryDir m_home;
    std::unique_ptr<core::JobManager> m_jobs;
};

}  // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const int seconds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 30;
    std::setvbuf(stdout, nullptr, _IONBF, 0);
    Bench bench;
    bench.ingest();
    bench.open("a log", u"yes 'a line of some sixty characters, as they are common in logs' | head -c 1000000000"_s,
               2'000'000'000);
    bench.open("one line", u"head -c 100000000 /dev/zero | tr '\\0' x"_s, 200'000'000);
    bench.open("one line of Japanese", u"yes 日本語のログ | tr -d '\\n' | head -c 100000000"_s, 200'000'000);
    bench.open("a colour for each letter", rainbow(), 200'000'000);
    bench.flood(std::chrono::seconds(seconds));
    return 0;
}
