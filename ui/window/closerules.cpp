#include "ui/window/closerules.h"

namespace ui {

CloseDecision decideClose(const CloseSituation &situation)
{
    using Action = CloseDecision::Action;
    if (situation.quitting)
        return {situation.runningJobs > 0 ? Action::Ask : Action::End, false};
    const bool say = situation.runningJobs > 0 && !situation.hintShown;
    return {situation.trayShown ? Action::Hide : Action::End, say};
}

}  // namespace ui
