#include "app/cli/resolvedjobs.h"

#include <QJsonArray>

#include "app/cli/command.h"

using namespace Qt::StringLiterals;

namespace cli {

void resolveJobs(Context &context, const QStringList &names, QObject *receiver, JobsAnswer answer)
{
    context.client.request(u"jobdeck/resolve"_s, {{u"names"_s, QJsonArray::fromStringList(names)}}, receiver,
                           [answer = std::move(answer)](const Reply &reply) {
                               QStringList ids;
                               for (const QJsonValue &id : reply.fields[u"job_ids"].toArray())
                                   ids += id.toString();
                               ids.removeDuplicates();
                               answer(reply, ids);
                           });
}

}  // namespace cli
