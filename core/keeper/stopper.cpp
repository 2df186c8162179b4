#include "core/keeper/stopper.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

#include "core/keeper/clock.h"
#include "core/keeper/controlgroup.h"
#include "core/keeper/processtree.h"

namespace keeper {

namespace {

constexpr int askingStepMs = 20, killingStepMs = 5;
constexpr std::int64_t killingTimeMs = 3000;  // what lives after this is a survivor
constexpr int mostFreezeRounds = 50;

// The kernel's word, where a look at /proc may miss a process that was born meanwhile: whoever lives of the tree has an
// ancestor among our children, because we adopt the orphans.
bool isChildless()
{
    siginfo_t info{};
    return ::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) < 0 && errno == ECHILD;
}

}  // namespace

void Stopper::begin(pid_t mainGroup, const Stop &order)
{
    const std::int64_t killAt = steadyMs() + (order.signal == SIGKILL ? 0 : order.graceMs);
    if (isActive()) {
        m_killAt = std::min(m_killAt, killAt);
        return;
    }
    if (!wasOrdered())
        m_order = order;
    m_mainGroup = mainGroup;
    m_signal = int(order.signal);
    m_killAt = killAt;
    m_survivors.clear();
    m_phase = Phase::Asking;
    if (m_signal == SIGKILL)
        return;
    // The group first: no member can fork past it. Whoever is stopped must go on to notice.
    const std::vector<pid_t> living = descendantsOf(::getpid());
    const bool groupLives =
        std::any_of(living.begin(), living.end(), [&](pid_t pid) { return ::getpgid(pid) == m_mainGroup; });
    if (groupLives) {
        ::kill(-m_mainGroup, m_signal);
        ::kill(-m_mainGroup, SIGCONT);
    }
    for (const pid_t pid : living) {
        if (::getpgid(pid) == m_mainGroup)
            m_signalled.insert(pid);
    }
    ask(living);
}

bool Stopper::step()
{
    if (!isActive())
        return false;
    std::vector<pid_t> living = descendantsOf(::getpid());
    if (living.empty() && isChildless())
        return finish({});
    const std::int64_t now = steadyMs();
    if (m_phase == Phase::Asking && now >= m_killAt) {
        m_phase = Phase::Killing;
        m_giveUpAt = now + killingTimeMs;
    }
    if (m_phase == Phase::Asking) {
        ask(living);
        return false;
    }
    if (now >= m_giveUpAt)
        return finish(std::move(living));
    killAll();
    return false;
}

int Stopper::delay() const
{
    if (m_phase == Phase::Idle)
        return -1;
    if (m_phase == Phase::Killing)
        return killingStepMs;
    return int(std::clamp<std::int64_t>(m_killAt - steadyMs(), 0, askingStepMs));
}

// The signal for those who haven't had it: children of another group, and those born since.
void Stopper::ask(const std::vector<pid_t> &living)
{
    for (const pid_t pid : living) {
        if (!m_signalled.insert(pid).second)
            continue;
        ::kill(pid, m_signal);
        ::kill(pid, SIGCONT);
    }
}

// Stops everyone first, until no look finds a new process: then nobody is left who could fork.
void Stopper::killAll()
{
    m_group.kill();
    std::set<pid_t> frozen;
    for (int round = 0; round < mostFreezeRounds; ++round) {
        bool found = false;
        for (const pid_t pid : descendantsOf(::getpid())) {
            if (frozen.insert(pid).second) {
                ::kill(pid, SIGSTOP);
                found = true;
            }
        }
        if (!found)
            break;
    }
    for (const pid_t pid : frozen) {
        m_signalled.insert(pid);
        m_killed.insert(pid);
        ::kill(pid, SIGKILL);
    }
}

bool Stopper::finish(std::vector<pid_t> survivors)
{
    m_survivors = std::move(survivors);
    m_phase = Phase::Idle;
    return true;
}

}  // namespace keeper
