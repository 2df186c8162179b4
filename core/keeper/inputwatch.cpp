#include "core/keeper/inputwatch.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "core/keeper/clock.h"
#include "core/keeper/files.h"
#include "core/keeper/inputqueue.h"
#include "core/keeper/processtree.h"
#include "core/keeper/terminal.h"

namespace keeper {

namespace {

constexpr std::int64_t firstPauseMs = 150, lookMostMs = 5000, waitingPauseMs = 60000;

bool canLookInto(const std::vector<pid_t> &pids)
{
    return std::all_of(pids.begin(), pids.end(), [](pid_t pid) {
        char name[64];
        std::snprintf(name, sizeof name, "/proc/%d/syscall", pid);
        return !readFile(name).empty();
    });
}

}  // namespace

void InputWatch::begin(int input, int terminal)
{
    m_on = true;
    m_terminal = terminal;
    m_source.set(terminal >= 0 ? terminal : input, terminal >= 0);
    noteActivity();
}

void InputWatch::end()
{
    *this = InputWatch();
}

void InputWatch::noteActivity()
{
    if (!m_on)
        return;
    m_pause = firstPauseMs;
    m_due = steadyMs() + m_pause;
}

int InputWatch::delay() const
{
    return m_due == 0 ? -1 : int(std::max<std::int64_t>(0, m_due - steadyMs()));
}

bool InputWatch::step(const InputQueue &queue)
{
    if (m_due == 0 || steadyMs() < m_due)
        return false;
    const bool changed = look(queue, descendantsOf(::getpid()));
    if (m_need != InputNeed::None)
        m_pause = waitingPauseMs;
    else
        m_pause = changed ? firstPauseMs : m_pause * 2;
    const bool more = m_pause <= lookMostMs || m_need != InputNeed::None;
    m_due = more ? steadyMs() + m_pause : 0;
    return changed;
}

bool InputWatch::look(const InputQueue &queue, const std::vector<pid_t> &tree)
{
    const InputNeed before = m_need;
    m_need = m_on ? find(queue, tree) : InputNeed::None;
    return m_need != before;
}

InputNeed InputWatch::find(const InputQueue &queue, const std::vector<pid_t> &tree) const
{
    if (!queue.isOpen() || queue.size() > 0)
        return InputNeed::None;
    int unread = 0;
    if (m_terminal < 0 && ::ioctl(queue.fd(), FIONREAD, &unread) == 0 && unread > 0)
        return InputNeed::None;  // it is about to be read
    const bool reads = m_source.isReadBy(tree);
    // Who asks for a password may belong to another user (sudo) and cannot be looked into: the terminal must do.
    if (m_terminal >= 0 && hidesInput(m_terminal) && (reads || !canLookInto(tree)))
        return InputNeed::Secret;
    return reads ? InputNeed::Text : InputNeed::None;
}

}  // namespace keeper
