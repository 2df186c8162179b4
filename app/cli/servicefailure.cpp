#include "app/cli/servicefailure.h"

using namespace Qt::StringLiterals;

namespace cli {

QString failureSentence(mcp::ServiceControl::Failure failure, const QString &socket, qint64 holder)
{
    using Failure = mcp::ServiceControl::Failure;
    if (failure == Failure::Foreign)
        return u"The socket %1 is served by another user. Remove it."_s.arg(socket);
    if (failure == Failure::TooOld)
        return u"The service%1 is older than this command, %2, and does not tell its status. "
               "'jobdeck service stop' ends it; jobs go on."_s.arg(
                   holder > 0 ? u" (process %1)"_s.arg(holder) : QString(), QStringLiteral(JOBDECK_VERSION));
    // What listens need not be a service yet: systemd does, and starts one.
    if (holder == 0)
        return u"Nobody answers on %1, and no service runs. Run jobdeckd in a terminal to see why."_s.arg(socket);
    const QString wrong = failure == Failure::Silent ? u"does not answer on"_s : u"runs, but does not listen on"_s;
    return u"The service (process %1) %2 %3. End it with 'kill %1' ('kill -9 %1' if it stays); jobs go on, and "
           "the next command or agent starts another one."_s.arg(QString::number(holder), wrong, socket);
}

}  // namespace cli
