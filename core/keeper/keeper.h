#pragma once

#include <optional>
#include <vector>

#include "core/keeper/command.h"
#include "core/keeper/controlgroup.h"
#include "core/keeper/inputqueue.h"
#include "core/keeper/inputwatch.h"
#include "core/keeper/orders.h"
#include "core/keeper/outputpump.h"
#include "core/keeper/resultfile.h"
#include "core/keeper/services.h"
#include "core/keeper/stopper.h"

namespace keeper {

// One job from its start to the end of its last descendant, on one poll loop.
class Keeper final
{
public:
    // `lockFd`: keeper.lock, locked; it is held until this process ends. `listeningFd`: the bound socket.
    Keeper(const Orders &orders, int lockFd, int listeningFd);

    // Returns when the job is over and everything is written.
    void run();

private:
    void start();
    void writeLockFile() const;

    void wait();
    [[nodiscard]] int nextDelay() const;
    void takeSignals();
    void reap();
    void writeInput(const std::vector<pollfd> &fds);
    void checkDeadline();
    void stepStop();
    void reportGrowth();
    void reportInputNeed();

    void endMain(int waitStatus);
    void writeResult();
    [[nodiscard]] bool isOver() const;
    void finish();

    void greet(Services::Peer &peer);
    void handle(Services::Peer &peer, const Services::Frame &frame);
    void answerInput(Services::Peer &peer, std::uint64_t serial, InputStatus status);
    void answerInspect(Services::Peer &peer, std::uint64_t serial);
    void resize(TerminalSize size);
    [[nodiscard]] bool hasTerminal() const { return m_orders.terminal && m_output.outputFd() >= 0; }

    const Orders &m_orders;
    int m_lockFd;
    UniqueFd m_signals;
    Services m_services;
    ControlGroup m_group;
    OutputPump m_output;
    Stopper m_stopper;
    InputQueue m_input;
    InputWatch m_inputWatch;
    UniqueFd m_terminal;  // its slave side, as long as the main process lives
    Phase m_phase = Phase::Starting;
    Ending m_ending;
    bool m_childless = false;
    std::int64_t m_startedSteady = 0;
    std::int64_t m_deadline = 0;  // steadyMs(); 0: none
    std::string m_result;
    std::int64_t m_resultRetry = 0;  // steadyMs(); 0: what was written last is on disk
};

}  // namespace keeper
