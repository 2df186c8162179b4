#include "core/keeper/keeper.h"

#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>

#include "core/keeper/clock.h"
#include "core/keeper/files.h"
#include "core/keeper/processtree.h"
#include "core/keeper/terminal.h"

namespace keeper {

namespace {

constexpr std::int64_t resultRetryMs = 1000;
constexpr std::int64_t partingMs = 2000;  // for services to read the last reports

int openSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, SIGTERM);
    ::sigprocmask(SIG_BLOCK, &set, nullptr);
    return ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

bool earlier(std::int64_t at, std::int64_t &first)
{
    if (at <= 0 || (first > 0 && first <= at))
        return false;
    first = at;
    return true;
}

}  // namespace

Keeper::Keeper(const Orders &orders, int lockFd, int listeningFd)
    : m_orders(orders)
    , m_lockFd(lockFd)
    , m_signals(openSignals())
    , m_services(listeningFd, orders.controlFd)
    , m_output(orders.jobDir + "/output", orders.limits)
    , m_stopper(m_group)
{
}

void Keeper::run()
{
    start();
    while (!isOver())
        wait();
    finish();
}

void Keeper::start()
{
    m_group.make(m_orders.jobId());
    Command command;
    m_ending.failure = startCommand(m_orders, m_group, command);
    m_startedSteady = steadyMs();
    if (m_ending.failure.stage) {
        m_ending.endedMs = wallMs();
        m_phase = Phase::Ended;
        writeResult();
        return;
    }
    m_phase = Phase::Running;
    m_ending.pid = command.pid;
    m_ending.startedMs = wallMs();
    m_deadline = m_orders.timeoutMs > 0 ? m_startedSteady + m_orders.timeoutMs : 0;
    m_input.open(std::move(command.input), m_orders.terminal);
    m_terminal = std::move(command.terminal);
    m_inputWatch.begin(m_input.fd(), m_terminal.get());
    m_output.open(std::move(command.output), std::move(command.errors));
    m_services.report(FrameType::Started, Started{command.pid, 0, m_ending.startedMs, m_startedSteady});
    writeLockFile();
}

// For whoever finds the job without its keeper: a process id and its start time name a process for good, within a boot.
void Keeper::writeLockFile() const
{
    ProcessInfo info;
    readProcess(m_ending.pid, info);
    const std::string boot = readFile("/proc/sys/kernel/random/boot_id");
    char text[256];
    const int size =
        std::snprintf(text, sizeof text, "keeper_pid %d\nmain_pid %d\nmain_start %llu\nboot_id %s", ::getpid(),
                      m_ending.pid, static_cast<unsigned long long>(info.startTicks), boot.c_str());
    if (::ftruncate(m_lockFd, 0) != 0 || ::pwrite(m_lockFd, text, std::size_t(size), 0) != size)
        return;  // it only helps to clean up behind a keeper that is killed
}

void Keeper::wait()
{
    std::vector<pollfd> fds{{m_signals.get(), POLLIN, 0},
                            {m_output.outputFd(), POLLIN, 0},
                            {m_output.errorsFd(), POLLIN, 0},
                            {m_input.fd(), short(m_input.isWaiting() ? POLLOUT : 0), 0}};
    m_services.addPollFds(fds);
    ::poll(fds.data(), nfds_t(fds.size()), nextDelay());
    if ((fds[1].revents | fds[2].revents) != 0) {
        m_output.read();
        m_inputWatch.noteActivity();
    }
    if (fds[0].revents & POLLIN)
        takeSignals();
    writeInput(fds);
    m_services.serve(
        fds, [this](Services::Peer &peer) { greet(peer); },
        [this](Services::Peer &peer, const Services::Frame &frame) { handle(peer, frame); });
    checkDeadline();
    stepStop();
    if (m_output.step())
        reportGrowth();
    if (m_inputWatch.step(m_input))
        reportInputNeed();
    if (m_resultRetry > 0 && steadyMs() >= m_resultRetry)
        writeResult();
}

int Keeper::nextDelay() const
{
    const std::int64_t now = steadyMs();
    std::int64_t first = 0;
    earlier(m_resultRetry, first);
    if (m_phase == Phase::Running && !m_stopper.wasOrdered())
        earlier(m_deadline, first);
    if (const int delay = m_output.delay(); delay >= 0)
        earlier(now + delay, first);
    if (const int delay = m_stopper.delay(); delay >= 0)
        earlier(now + delay, first);
    if (const int delay = m_inputWatch.delay(); delay >= 0)
        earlier(now + delay, first);
    return first == 0 ? -1 : int(std::clamp<std::int64_t>(first - now, 0, 3600000));
}

void Keeper::takeSignals()
{
    signalfd_siginfo info{};
    while (::read(m_signals.get(), &info, sizeof info) == ssize_t(sizeof info)) {
        // Somebody ends the session: the job ends in order, with a result.
        if (info.ssi_signo == SIGTERM)
            m_stopper.begin(m_ending.pid, {SIGTERM, m_orders.graceMs, StopCause::Service, 0});
    }
    reap();
}

// All that have ended, adopted ones included.
void Keeper::reap()
{
    for (;;) {
        int status = 0;
        const pid_t pid = ::waitpid(-1, &status, WNOHANG);
        if (pid == m_ending.pid && m_phase == Phase::Running)  // a descendant may get its process id later
            endMain(status);
        if (pid < 0 && errno == ECHILD)
            m_childless = true;
        if (pid <= 0)
            return;
    }
}

void Keeper::writeInput(const std::vector<pollfd> &fds)
{
    const pollfd &input = fds[3];
    if (input.fd != m_input.fd() || input.revents == 0)
        return;
    if (input.revents & POLLOUT)
        m_input.write();
    else
        m_input.abandon();  // POLLERR: the reading end is closed
}

void Keeper::checkDeadline()
{
    if (m_phase == Phase::Running && m_deadline > 0 && steadyMs() >= m_deadline && !m_stopper.wasOrdered())
        m_stopper.begin(m_ending.pid, {SIGTERM, m_orders.graceMs, StopCause::Timeout, 0});
}

void Keeper::stepStop()
{
    if (!m_stopper.isActive())
        return;
    reap();
    if (!m_stopper.step())
        return;
    reap();
    std::string pids;
    for (const std::int32_t pid : m_stopper.survivors())
        pids.append(reinterpret_cast<const char *>(&pid), sizeof pid);
    if (m_phase == Phase::Ended && m_ending.stopped)
        writeResult();  // with the final counts
    m_services.report(
        FrameType::Stopped,
        Stopped{m_stopper.signalled(), m_stopper.killed(), std::uint32_t(m_stopper.survivors().size()), 0}, pids);
}

void Keeper::reportGrowth()
{
    m_services.report(FrameType::Growth, m_output.growth());
}

// Behind the output that asks for it.
void Keeper::reportInputNeed()
{
    m_output.read();
    if (m_output.takeNews())
        reportGrowth();
    m_services.report(FrameType::NeedsInput, NeedsInput{m_inputWatch.need(), 0});
}

void Keeper::endMain(int waitStatus)
{
    m_phase = Phase::Ended;
    m_ending.waitStatus = waitStatus;
    m_ending.endedMs = wallMs();
    m_ending.durationMs = steadyMs() - m_startedSteady;
    m_ending.stopped = m_stopper.wasOrdered();
    rusage use{};
    ::getrusage(RUSAGE_CHILDREN, &use);
    m_ending.cpuMs = milliseconds(use.ru_utime) + milliseconds(use.ru_stime);
    m_ending.maxRssBytes = std::uint64_t(use.ru_maxrss) * 1024;
    if (hasTerminal())
        m_ending.terminal = sizeOf(m_output.outputFd());
    m_input.abandon();
    m_inputWatch.end();
    m_terminal.reset();
    // What it has printed is in the pipes by now; a descendant may go on printing.
    m_output.drain();
    if (m_output.takeNews())
        reportGrowth();
    writeResult();
}

// Writes the result if it has changed, tries again later if it can't be written, and reports it in any case.
void Keeper::writeResult()
{
    const std::string result = resultJson(m_ending, m_stopper, m_output.log(), m_output.isOpen());
    if (result == m_result && m_resultRetry == 0)
        return;
    const bool written = replaceFile(m_orders.jobDir, "result.json", result);
    m_resultRetry = written ? 0 : steadyMs() + resultRetryMs;
    if (result != m_result)
        m_services.reportBytes(FrameType::Result, result);
    m_result = result;
}

// The main process has ended, no descendant lives, and the result is on disk.
bool Keeper::isOver() const
{
    return m_phase == Phase::Ended && (m_childless || m_ending.failure.stage) && !m_stopper.isActive()
        && m_resultRetry == 0;
}

void Keeper::finish()
{
    m_output.close();
    if (m_output.takeNews())
        reportGrowth();
    writeResult();
    m_group.remove();
    const std::int64_t until = steadyMs() + partingMs;
    // The service that started us may not have attached yet.
    while (steadyMs() < until && (m_services.hasBacklog() || m_services.isAwaitingAttach())) {
        std::vector<pollfd> fds;
        m_services.addPollFds(fds);
        ::poll(fds.data(), nfds_t(fds.size()), 50);
        m_services.serve(
            fds, [this](Services::Peer &peer) { greet(peer); },
            [this](Services::Peer &peer, const Services::Frame &frame) { handle(peer, frame); });
    }
    ::unlink(m_orders.socket.c_str());
}

}  // namespace keeper
