// What a keeper says to its services, and does for them.

#include <sys/resource.h>
#include <unistd.h>

#include "core/keeper/clock.h"
#include "core/keeper/keeper.h"
#include "core/keeper/ports.h"
#include "core/keeper/processtree.h"
#include "core/keeper/terminal.h"

namespace keeper {

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
    if (m_inputWatch.look(m_input))
        reportInputNeed();
    Tree tree{serial, 0, 0, 0, 0};
    rusage use{};
    ::getrusage(RUSAGE_CHILDREN, &use);
    tree.cpuMs = milliseconds(use.ru_utime) + milliseconds(use.ru_stime);
    const std::vector<pid_t> pids = descendantsOf(::getpid());
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
    peer.send(FrameType::Tree, tree,
              std::string(reinterpret_cast<const char *>(ports.data()), ports.size() * sizeof ports[0]));
}

}  // namespace keeper
