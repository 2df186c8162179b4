#pragma once

#include <cstdint>

#include "core/keeper/inputsource.h"

namespace keeper {

class InputQueue;

// Knows whether a job waits for input. The kernel tells nobody when a process begins to read, so this looks: 150 ms
// after the last sign of life (start, output, input), and again after ever longer times, up to lookMostMs. Then a job
// that does not wait is left alone until its next sign of life or until somebody asks; one that waits is looked at
// once a minute, because it may give up.
class InputWatch final
{
public:
    // From now on; `terminal`: its slave side, or -1 for the pipe `input`.
    void begin(int input, int terminal);
    void end();

    // A sign of life: whatever was known is old.
    void noteActivity();
    [[nodiscard]] bool isWatching() const { return m_on; }
    // Milliseconds until look() is due; -1: it isn't.
    [[nodiscard]] int delay() const;
    // Looks now if it is due, or in any case at a tree that was just listed. True: need() has changed.
    bool step(const InputQueue &queue);
    bool look(const InputQueue &queue, const std::vector<pid_t> &tree);
    [[nodiscard]] InputNeed need() const { return m_need; }

private:
    [[nodiscard]] InputNeed find(const InputQueue &queue, const std::vector<pid_t> &tree) const;

    InputSource m_source;
    bool m_on = false;
    int m_terminal = -1;
    InputNeed m_need = InputNeed::None;
    std::int64_t m_pause = 0;  // between the last look and the next
    std::int64_t m_due = 0;  // steadyMs(); 0: not at all
};

}  // namespace keeper
