// How fast a terminal's screen is drawn, beside the text of an endless one in the same run. Prints medians.

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

#include <QByteArray>
#include <QElapsedTimer>

#include "core/terminalscreen.h"
#include "core/terminaltext.h"
#include "core/terminalview.h"

namespace {

QByteArray repeated(const std::function<QByteArray(int)> &piece)
{
    QByteArray bytes;
    for (int i = 0; bytes.size() < 4 << 20; ++i)
        bytes += piece(i);
    return bytes;
}

// A frame of a program like top.
QByteArray frame(int number)
{
    QByteArray bytes = "\x1b[H";
    for (int row = 0; row < 38; ++row)
        bytes += "\x1b[m" + QByteArray::number(number * 38 + row).rightJustified(8)
            + " root      20   0  362520 342704  28748 R  99.9   1.4   0:02.02 program\x1b[K\r\n";
    return bytes + "\x1b[J";
}

QByteArray progress(int number)
{
    QByteArray bytes = "\x1b[5A";
    for (int row = 0; row < 5; ++row)
        bytes += "\x1b[2K\rlayer " + QByteArray::number(row) + ": " + QByteArray::number(number) + " kB "
            + QByteArray(number % 50, '#') + "\r\n";
    return bytes;
}

double megabytesPerSecond(const QByteArray &bytes, const std::function<void()> &draw)
{
    std::vector<double> speeds;
    for (int i = 0; i < 7; ++i) {
        QElapsedTimer timer;
        timer.start();
        draw();
        speeds.push_back(double(bytes.size()) * 1000 / double(timer.nsecsElapsed()));
    }
    std::sort(speeds.begin(), speeds.end());
    return speeds[speeds.size() / 2];
}

void measure(const char *what, const QByteArray &bytes)
{
    qsizetype size = 0;
    const double screen = megabytesPerSecond(bytes, [&] {
        core::TerminalScreen terminal(keeper::TerminalSize{});
        terminal.feed(bytes);
        size += terminal.text(core::ScreenPage::Extent::Screen).size();
    });
    const double text = megabytesPerSecond(bytes, [&] { size += core::TerminalText::render(bytes).size(); });
    const QByteArray figures = QByteArray::number(screen, 'f', 0) + " / " + QByteArray::number(text, 'f', 0) + " MB/s";
    std::printf("screen / endless text: %-35s %28s\n", what, figures.constData());
    if (size == 0)
        std::printf("nothing was drawn\n");
}

}  // namespace

int main()
{
    measure("redraws of a whole screen", repeated(frame));
    measure("progress of five lines", repeated(progress));
    measure("a build's lines", repeated([](int i) {
                return "[" + QByteArray::number(i)
                    + "/9999] Building CXX object core/CMakeFiles/core.dir/job.cpp.o\r\n";
            }));
    measure("coloured lines with UTF-8", repeated([](int i) {
                return "\x1b[32m\xe2\x9c\x93\x1b[0m test " + QByteArray::number(i) + " \x1b[90m(5 ms)\x1b[0m\r\n";
            }));
}
