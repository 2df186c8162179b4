// What a keeper says to its services, and does for them.

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

#include "core/keeper/clock.h"
#include "core/keeper/keeper.h"
#include "core/keeper/ports.h"
#include "core/keeper/processclock.h"
#include "core/keeper/processtree.h"
#include "core/keeper/terminal.h"

namespace keeper {

namespace {

constexpr std::size_t mostClocks = 256;

std::vector<ProcessClock> clocksOf(const std::vector<pid_t> &pids)
{
    std::vector<ProcessClock> clocks;
    for (std::size_t i = 0; pids.size() <= mostClocks && i < pids.size(); ++i)
        clocks.push_back({pids[i], 0, processClock(pids[i])});
    return clocks;
}

// A process that came since has no clock in the list.
bool areAllIn(const std::vector<ProcessClock> &clocks, const std::vector<pid_t> &pids)
{
    return std::all_of(pids.begin(), pids.end(), [&](pid_t pid) {
        return std::any_of(clocks.begin(), clocks.end(), [pid](const ProcessClock &clock) { return clock.pid == pid; });
    });
}

template<typename Item>
std::string bytesOf(const Item *items, std::size_t count)
{
    return count == 0 ? std::string() : std::string(reinterpret_cast<const char *>(items), count * sizeof *items);
}

}  // namespace

void Keeper::greet(Services::Peer &peer)
{
    peer.send(FrameType::Hello,
              Hello{protocolVersion, ::getpid(), m_ending.pid, m_phase, m_ending.startedMs, m_startedSteady,
                    m_output.growth()});
    if (hasTerminal())
        peer.send(FrameType::Resized, sizeOf(m_output.outputFd()));
    if (m_inputWatch.need() != InputNeed::None)
        peer.send(FrameType::NeedsInput, NeedsInput{m_inputWatch.need(), 0});
    if (m_phase == Phase::Ended)
        peer.sendBytes(FrameType::Result, m_result);
}

void Keeper::handle(Services::Peer &peer, const Services::Frame &frame)
{
    InputHeader input{};
    Stop stop{};
    Inspect inspect{};
    TerminalSize size{};
    if (frame.type == FrameType::Input || frame.type == FrameType::CloseInput)
        m_inputWatch.noteActivity();
    if (frame.type == FrameType::Input && unpack(frame.payload, input)) {
        answerInput(peer, input.serial, m_input.add(frame.payload.substr(sizeof input)));
    } else if (frame.type == FrameType::CloseInput && unpack(frame.payload, input)) {
        answerInput(peer, input.serial, m_input.close());
    } else if (frame.type == FrameType::Inspect && unpack(frame.payload, inspect)) {
        answerInspect(peer, inspect.serial);
    } else if (frame.type == FrameType::Resize && unpack(frame.payload, size)) {
        resize(size);
    } else if (frame.type == FrameType::Stop && unpack(frame.payload, stop)) {
        reap();  // a job that has just ended was not stopped
        m_stopper.begin(m_ending.pid, stop);
    }
}

void Keeper::answerInput(Services::Peer &peer, std::uint64_t serial, InputStatus status)
{
    peer.send(FrameType::InputReply, InputReply{serial, status, 0, m_input.size()});
}

void Keeper::resize(TerminalSize size)
{
    if (hasTerminal() && isAllowed(size) && setSize(m_output.outputFd(), size))
        m_services.report(FrameType::Resized, size);
}

void Keeper::answerInspect(Services::Peer &peer, std::uint64_t serial)
{
    const std::vector<ProcessClock> clocks = clocksOf(descendantsOf(::getpid()));
    const std::vector<pid_t> pids = descendantsOf(::getpid());
    if (m_inputWatch.look(m_input, pids))
        reportInputNeed();
    Tree tree{serial, 0, 0, 0, 0};
    rusage use{};
    ::getrusage(RUSAGE_CHILDREN, &use);
    tree.cpuMs = milliseconds(use.ru_utime) + milliseconds(use.ru_stime);
    for (const pid_t pid : pids) {
        ProcessInfo info;
        if (!readProcess(pid, info))
            continue;
        ++tree.processes;
        tree.cpuMs += info.cpuMs;
        tree.residentBytes += info.residentBytes;
    }
    const std::vector<std::uint16_t> ports = listeningPorts(pids);
    tree.ports = std::uint32_t(ports.size());
    const std::uint32_t count = areAllIn(clocks, pids) ? std::uint32_t(clocks.size()) : 0;
    peer.send(FrameType::Tree, tree,
              bytesOf(ports.data(), ports.size()) + bytesOf(&count, 1) + bytesOf(clocks.data(), count));
}

}  // namespace keeper
