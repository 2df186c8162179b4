#pragma once

#include "core/connect/agentclient.h"
#include "core/doctor/finding.h"

namespace core {

// The agents of this person that are connected to Jobdeck, or are meant to be and are not.
[[nodiscard]] Findings checkAgents(const AgentSurroundings &surroundings);

}  // namespace core
