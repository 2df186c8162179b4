#include "ui/jobs/jobgroup.h"

#include <algorithm>
#include <tuple>

#include "core/job.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

quint64 newest(const JobGroup &group)
{
    quint64 number = 0;
    for (const JobRow &row : group.rows)
        number = std::max(number, row.number);
    return number;
}

}  // namespace

QString GroupKey::text() const
{
    return u"%1\n%2\n%3\n%4"_s.arg(int(period)).arg(own).arg(agent, folder);
}

GroupKey groupKeyOf(const core::Job &job, QDate today)
{
    const core::JobSpec &spec = job.spec();
    if (job.result() && core::isFinal(job.state())) {
        const QDate ended = job.result()->ended.toLocalTime().date();
        if (ended.isValid() && ended < today)
            return {ended.addDays(1) == today ? GroupKey::Period::Yesterday : GroupKey::Period::Older, false, {}, {}};
    }
    return {GroupKey::Period::Now, spec.requester.session.isEmpty(), spec.requester.name, spec.cwd};
}

bool JobRow::isBefore(const JobRow &other) const
{
    const auto rank = [](Condition c) { return !isActive(c) ? 2 : c == Condition::Queued ? 1 : 0; };
    if (rank(condition) != rank(other.condition))
        return rank(condition) < rank(other.condition);
    return condition == Condition::Queued ? number < other.number : number > other.number;
}

int JobGroup::rowOf(const core::Job *job) const
{
    const auto at = std::ranges::find(rows, job, &JobRow::job);
    return at == rows.end() ? -1 : int(at - rows.begin());
}

int JobGroup::placeOf(const JobRow &row) const
{
    return int(
        std::ranges::count_if(rows, [&](const JobRow &other) { return other.job != row.job && other.isBefore(row); }));
}

int JobGroup::activeCount() const
{
    return int(std::ranges::count_if(rows, [](const JobRow &row) { return isActive(row.condition); }));
}

int JobGroup::queuedCount() const
{
    return int(std::ranges::count(rows, Condition::Queued, &JobRow::condition));
}

bool JobGroup::isBefore(const JobGroup &other) const
{
    const auto rank = [](const JobGroup &group) {
        return std::tuple(int(group.key.period), group.activeCount() == 0, ~newest(group));
    };
    return rank(*this) < rank(other);
}

}  // namespace ui
