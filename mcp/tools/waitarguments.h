#pragma once

#include <chrono>

#include <QStringList>

#include "mcp/tools/waitcondition.h"

namespace mcp {

class Arguments;

// The arguments of the tool `wait`, as a call has them and as they are kept with its task.

inline const QStringList waitKinds{QStringLiteral("exit"), QStringLiteral("output"), QStringLiteral("port"),
                                   QStringLiteral("input"), QStringLiteral("idle")};  // in the order of WaitWish::Until
inline constexpr double longestWait = 3600;  // s

WaitWish waitWish(Arguments &arguments);
// The ids in job_id and job_ids, each once; at least one unless something is wrong.
QStringList waitedJobs(Arguments &arguments);

}  // namespace mcp
