#pragma once

#include <sys/types.h>

#include <cstdint>
#include <set>
#include <vector>

#include "core/keeper/protocol.h"

namespace keeper {

class ControlGroup;

// Ends all descendants of this process: the signal first, SIGKILL after the grace period. It is stepped by the poll
// loop and never waits.
class Stopper final
{
public:
    explicit Stopper(const ControlGroup &group)
        : m_group(group)
    {
    }

    // Begins; while it is under way, a shorter grace or SIGKILL makes it faster. `mainGroup`: the process group of the
    // job's main process.
    void begin(pid_t mainGroup, const Stop &order);
    // To be called when delay() is over and whenever a child has ended, after it was reaped. True when it is finished:
    // nothing lives but the survivors.
    bool step();

    [[nodiscard]] bool isActive() const { return m_phase != Phase::Idle; }
    // Milliseconds until the next step; -1 when there is none.
    [[nodiscard]] int delay() const;

    // The first order that was given, and what came of all of them.
    [[nodiscard]] const Stop &order() const { return m_order; }
    [[nodiscard]] bool wasOrdered() const { return m_order.cause != StopCause::None; }
    [[nodiscard]] std::uint32_t signalled() const { return std::uint32_t(m_signalled.size()); }
    [[nodiscard]] std::uint32_t killed() const { return std::uint32_t(m_killed.size()); }
    [[nodiscard]] const std::vector<pid_t> &survivors() const { return m_survivors; }

private:
    enum class Phase { Idle, Asking, Killing };

    void ask(const std::vector<pid_t> &living);
    void killAll();
    bool finish(std::vector<pid_t> survivors);

    const ControlGroup &m_group;
    Phase m_phase = Phase::Idle;
    pid_t m_mainGroup = 0;
    Stop m_order{};
    int m_signal = 0;
    std::int64_t m_killAt = 0, m_giveUpAt = 0;  // steadyMs()
    std::set<pid_t> m_signalled, m_killed;
    std::vector<pid_t> m_survivors;
};

}  // namespace keeper
