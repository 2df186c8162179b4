#include "core/keeper/resultfile.h"

#include <sys/wait.h>

#include <cstdarg>
#include <cstdio>
#include <ctime>

namespace keeper {

namespace {

using Number = unsigned long long;

void add(std::string &text, const char *format, ...) __attribute__((format(printf, 2, 3)));

void add(std::string &text, const char *format, ...)
{
    char piece[256];
    va_list arguments;
    va_start(arguments, format);
    std::vsnprintf(piece, sizeof piece, format, arguments);
    va_end(arguments);
    text += piece;
}

void addTime(std::string &text, const char *name, std::int64_t ms)
{
    const std::time_t seconds = ms / 1000;
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char time[32];
    std::strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%S", &parts);
    add(text, ",\"%s\":\"%s.%03dZ\"", name, time, int(ms % 1000));
}

const char *causeName(StopCause cause)
{
    switch (cause) {
    case StopCause::Person:
        return "person";
    case StopCause::Timeout:
        return "timeout";
    case StopCause::Service:
        return "service";
    case StopCause::Agent:
    case StopCause::None:
        break;
    }
    return "agent";
}

void addExit(std::string &text, const Ending &ending)
{
    const int status = ending.waitStatus;
    add(text, ",\"wait_status\":%d", status);
    if (WIFEXITED(status))
        add(text, ",\"exit_code\":%d,\"signal\":null", WEXITSTATUS(status));
    else
        add(text, ",\"exit_code\":null,\"signal\":%d", WTERMSIG(status));
}

void addStop(std::string &text, const Stopper &stopper)
{
    add(text, ",\"stopped\":{\"by\":\"%s\",\"signal\":%u,\"signalled\":%u,\"killed\":%u,\"survivors\":[",
        causeName(stopper.order().cause), stopper.order().signal, stopper.signalled(), stopper.killed());
    const char *separator = "";
    for (const pid_t pid : stopper.survivors()) {
        add(text, "%s%d", separator, pid);
        separator = ",";
    }
    text += "]}";
}

void addOutput(std::string &text, const LogWriter &log, bool outputOpen)
{
    const Growth &growth = log.growth();
    add(text,
        ",\"output\":{\"bytes\":%llu,\"stdout\":%llu,\"stderr\":%llu,\"lines\":%llu},\"output_open\":%s,\"gaps\":[",
        Number(growth.end), Number(growth.end - growth.stderrBytes), Number(growth.stderrBytes), Number(growth.lines),
        outputOpen ? "true" : "false");
    const char *separator = "";
    for (const LogWriter::Gap &gap : log.gaps()) {
        add(text, "%s[%llu,%llu,\"disk_full\"]", separator, Number(gap.offset), Number(gap.length));
        separator = ",";
    }
    text += ']';
}

}  // namespace

std::string resultJson(const Ending &ending, const Stopper &stopper, const LogWriter &log, bool outputOpen)
{
    std::string text = "{\"version\":1";
    add(text, ",\"pid\":%d", ending.pid);
    if (ending.startedMs > 0)
        addTime(text, "started", ending.startedMs);
    addTime(text, "ended", ending.endedMs);
    add(text, ",\"duration_ms\":%lld", static_cast<long long>(ending.durationMs));
    if (ending.failure.stage)
        add(text, ",\"failed_to_start\":{\"stage\":\"%s\",\"errno\":%d}", ending.failure.stage, ending.failure.error);
    else
        addExit(text, ending);
    if (ending.stopped)
        addStop(text, stopper);
    addOutput(text, log, outputOpen);
    if (ending.terminal.columns > 0)
        add(text, ",\"columns\":%u,\"rows\":%u", ending.terminal.columns, ending.terminal.rows);
    add(text, ",\"cpu_ms\":%llu,\"max_rss_bytes\":%llu}\n", Number(ending.cpuMs), Number(ending.maxRssBytes));
    return text;
}

}  // namespace keeper
