#pragma once

namespace ui {

// What happens to the program when a person closes its window or quits. It is the service too, so jobs and agents
// never depend on it: they go on in either case.
struct CloseSituation {
    bool quitting = false;  // Quit was chosen; else the window was closed
    bool trayShown = false;
    int runningJobs = 0;  // those that have not ended, queued ones too
    bool hintShown = false;  // that jobs keep running has been said before
};

struct CloseDecision {
    enum class Action { Hide, End, Ask } action;  // Ask: Keep Running, Kill Jobs or Cancel
    bool sayJobsKeepRunning;
};

[[nodiscard]] CloseDecision decideClose(const CloseSituation &situation);

}  // namespace ui
