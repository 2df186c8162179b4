#include "core/treeusage.h"

#include <algorithm>

#include "core/keeper/processclock.h"

namespace core {

bool isAsleepSince(const TreeUsage &usage)
{
    return !usage.clocks.isEmpty() && std::all_of(usage.clocks.begin(), usage.clocks.end(), [](const auto &clock) {
        return keeper::processClock(clock.pid) == clock.ranNs;
    });
}

}  // namespace core
