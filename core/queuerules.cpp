#include "core/queuerules.h"

namespace core {

QList<Turn> turnsOf(const QList<WaitingJob> &line, QHash<QString, int> running,
                    const std::function<Precondition(const QString &id)> &lookUp)
{
    QList<Turn> turns;
    QHash<QString, int> ahead;  // of those that wait for a place, by session
    for (const WaitingJob &job : line) {
        QStringList pending, broken;
        for (const QString &id : job.after) {
            const Precondition found = lookUp(id);
            if (found != Precondition::Met)
                (found == Precondition::Pending ? pending : broken) += id;
        }
        if (!broken.isEmpty()) {
            turns += Turn{Turn::Kind::Cancel, {broken.first()}};
        } else if (!pending.isEmpty()) {
            turns += Turn{Turn::Kind::WaitForJobs, pending};
        } else if (job.session.isEmpty()
                   || (ahead.value(job.session) == 0 && running.value(job.session) < job.maxJobs)) {
            ++running[job.session];
            turns += Turn{};
        } else {
            turns += Turn{Turn::Kind::WaitForPlace, {}, ++ahead[job.session]};
        }
    }
    return turns;
}

}  // namespace core
