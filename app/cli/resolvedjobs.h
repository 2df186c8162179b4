#pragma once

#include <functional>

#include <QObject>
#include <QStringList>

#include "app/cli/client.h"

namespace cli {

struct Context;

// The ids of the jobs that a person has named (mcp/jobnames.h), in that order, each once. When a name is nobody's the
// reply has the sentence for it.
using JobsAnswer = std::function<void(const Reply &reply, const QStringList &ids)>;
void resolveJobs(Context &context, const QStringList &names, QObject *receiver, JobsAnswer answer);

}  // namespace cli
