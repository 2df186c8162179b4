#include "app/cli/jobend.h"

#include <csignal>

#include "app/cli/exitcode.h"
#include "app/cli/jobtext.h"
#include "core/jobstate.h"

using namespace Qt::StringLiterals;

namespace cli {

int exitCodeOf(const QJsonObject &job)
{
    const QString status = job[u"status"].toString();
    if (job.contains(u"signal"))
        return 128 + core::signalFromName(job[u"signal"].toString()).value_or(0);
    if (job.contains(u"exit_code")) {
        const int code = job[u"exit_code"].toInt();
        return status == "killed"_L1 && code == 0 ? 128 + SIGTERM : code;
    }
    return status == "failed"_L1 ? exitcode::notStarted : exitcode::unknown;
}

QString endText(const QJsonObject &job)
{
    const QString status = job[u"status"].toString();
    const QString reason = status == "killed"_L1 || status == "lost"_L1 ? reasonText(job) : QString();
    const QString how = reason.isEmpty() ? stateText(job) : reason;
    return how + u" after "_s + durationText(job[u"duration_s"].toDouble());
}

}  // namespace cli
