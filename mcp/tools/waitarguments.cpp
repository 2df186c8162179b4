#include "mcp/tools/waitarguments.h"

#include <limits>

#include "mcp/arguments.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr qsizetype mostJobs = 64;

}  // namespace

WaitWish waitWish(Arguments &arguments)
{
    WaitWish wish;
    wish.pattern = textPattern(arguments);
    if (const auto offset = arguments.integer(u"offset"_s, 0, std::numeric_limits<qint64>::max()))
        wish.offset = quint64(*offset);
    if (const auto port = arguments.integer(u"port"_s, 1, 65535))
        wish.port = int(*port);
    wish.idle = std::chrono::milliseconds(qint64(1000 * arguments.number(u"idle"_s, 0.1, longestWait, 5)));
    const QString implied = wish.pattern ? u"output"_s
        : wish.port                      ? u"port"_s
        : arguments.has(u"idle"_s)       ? u"idle"_s
                                         : u"exit"_s;
    wish.until = WaitWish::Until(waitKinds.indexOf(arguments.oneOf(u"until"_s, waitKinds, implied)));
    if (wish.pattern && wish.until != WaitWish::Until::Output)
        arguments.reject(u"until"_s, u"\"output\" where there is a pattern"_s);
    return wish;
}

QStringList waitedJobs(Arguments &arguments)
{
    QStringList ids = arguments.strings(u"job_ids"_s);
    if (const auto id = arguments.optionalString(u"job_id"_s))
        ids.prepend(*id);
    ids.removeDuplicates();
    if (ids.isEmpty())
        arguments.reject(u"job_id"_s, u"a job's id, or job_ids a list of them"_s);
    else if (ids.size() > mostJobs)
        arguments.reject(u"job_ids"_s, u"at most %1 ids"_s.arg(mostJobs));
    return ids;
}

}  // namespace mcp
