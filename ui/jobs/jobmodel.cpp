#include "ui/jobs/jobmodel.h"

#include <algorithm>

#include "core/agents.h"
#include "core/jobmanager.h"
#include "ui/jobs/jobtext.h"
#include "ui/jobs/jobusage.h"
#include "ui/jobs/unseenfailures.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

JobModel::JobModel(core::JobManager &jobs, core::Agents &agents, JobUsage &usage, UnseenFailures &unseen,
                   QObject *parent)
    : QAbstractItemModel(parent)
    , m_jobs(jobs)
    , m_agents(agents)
    , m_usage(usage)
    , m_unseen(unseen)
    , m_today(QDate::currentDate())
{
    load();
    connect(&jobs, &core::JobManager::jobAdded, this, &JobModel::add);
    connect(&jobs, &core::JobManager::jobEnded, this, &JobModel::update);
    connect(&jobs, &core::JobManager::jobForgotten, this, &JobModel::remove);
    connect(&agents, &core::Agents::changed, this, [this] {
        if (!m_groups.empty())
            emit dataChanged(index(0, 0), index(int(m_groups.size()) - 1, 0));
    });
    connect(&usage, &JobUsage::changed, this, [this](core::Job *job) {
        const QModelIndex changed = indexOf(job);
        emit dataChanged(changed, changed, {UsageRole});
    });
    connect(&unseen, &UnseenFailures::jobChanged, this, [this](core::Job *job) {
        const QModelIndex changed = indexOf(job);
        emit dataChanged(changed, changed, {UnseenRole});
        emit dataChanged(changed.parent(), changed.parent(), {UnseenRole});
    });
    connect(&m_clock, &QTimer::timeout, this, &JobModel::tick);
}

JobModel::~JobModel() = default;

void JobModel::load()
{
    QList<core::Job *> jobs = m_jobs.jobs();
    std::ranges::reverse(jobs);
    for (core::Job *job : std::as_const(jobs)) {
        const GroupKey key = groupKeyOf(*job, m_today);
        JobGroup *group = findGroup(key);
        if (!group)
            group = m_groups.emplace_back(new JobGroup{key, {}}).get();
        group->rows.push_back({job, ++m_lastNumber, conditionOf(*job)});
        m_groupOf.insert(job->id(), group);
        watch(job);
    }
    for (const auto &group : m_groups)
        std::ranges::sort(group->rows, &JobRow::isBefore);
    std::ranges::sort(m_groups, [](const auto &a, const auto &b) { return a->isBefore(*b); });
}

void JobModel::watch(core::Job *job)
{
    if (core::isFinal(job->state()))
        return;
    for (const auto signal : {&core::Job::launched, &core::Job::needsInputChanged, &core::Job::stopRequested})
        connect(job, signal, this, [this, job] { update(job); });
    connect(job, &core::Job::queuePlaceChanged, this, [this, job] {
        const QModelIndex changed = indexOf(job);
        emit dataChanged(changed, changed, {Qt::DisplayRole});
    });
    connect(job, &core::Job::stopped, this, [this, job] { update(job); });
}

void JobModel::setActive(bool active)
{
    m_active = active;
    if (active)
        tick();
    setPace();
}

// Active jobs are told of every second; without any, only the change of the day matters.
void JobModel::setPace()
{
    const auto pace = m_jobs.activeCount() > 0 ? 1000ms : 60000ms;
    if (!m_active)
        m_clock.stop();
    else if (!m_clock.isActive() || m_clock.intervalAsDuration() != pace)
        m_clock.start(pace);
}

void JobModel::setToday(QDate today)
{
    if (std::exchange(m_today, today) == today)
        return;
    for (core::Job *job : m_jobs.jobs())
        update(job);
}

void JobModel::tick()
{
    setToday(QDate::currentDate());
    for (const auto &group : m_groups) {
        const int active = group->activeCount();
        if (active == 0)
            continue;
        const QModelIndex parent = indexOf(group.get());
        emit dataChanged(index(0, 0, parent), index(active - 1, 0, parent), {Qt::DisplayRole});
    }
}

void JobModel::add(core::Job *job)
{
    watch(job);
    const GroupKey key = groupKeyOf(*job, m_today);
    const JobRow row{job, ++m_lastNumber, conditionOf(*job)};
    if (JobGroup *group = findGroup(key)) {
        const int place = group->placeOf(row);
        beginInsertRows(indexOf(group), place, place);
        group->rows.insert(group->rows.begin() + place, row);
        m_groupOf.insert(job->id(), group);
        endInsertRows();
        placeGroup(group);
    } else {
        insertGroup(std::unique_ptr<JobGroup>(new JobGroup{key, {row}}));
    }
    setPace();
}

void JobModel::update(core::Job *job)
{
    JobGroup *group = m_groupOf.value(job->id());
    const int row = group ? group->rowOf(job) : -1;
    if (row < 0)
        return;
    group->rows[size_t(row)].condition = conditionOf(*job);
    const QModelIndex changed = index(row, 0, indexOf(group));
    emit dataChanged(changed, changed);
    emit dataChanged(changed.parent(), changed.parent());
    if (const GroupKey key = groupKeyOf(*job, m_today); key != group->key)
        moveToGroup(group, row, key);
    else
        placeInGroup(group, row);
    placeGroup(m_groupOf.value(job->id()));
    setPace();
}

void JobModel::remove(const QString &id)
{
    JobGroup *group = m_groupOf.value(id);
    if (!group)
        return;
    if (group->rows.size() == 1)
        return removeGroup(group);
    const auto at = std::ranges::find(group->rows, id, [](const JobRow &row) { return row.job->id(); });
    const int row = int(at - group->rows.begin());
    beginRemoveRows(indexOf(group), row, row);
    group->rows.erase(at);
    m_groupOf.remove(id);
    endRemoveRows();
    placeGroup(group);
}

JobGroup *JobModel::insertGroup(std::unique_ptr<JobGroup> group)
{
    const int place = placeOf(*group);
    beginInsertRows({}, place, place);
    JobGroup *inserted = m_groups.insert(m_groups.begin() + place, std::move(group))->get();
    for (const JobRow &job : inserted->rows)
        m_groupOf.insert(job.job->id(), inserted);
    endInsertRows();
    return inserted;
}

void JobModel::removeGroup(const JobGroup *group)
{
    const int row = rowOf(group);
    beginRemoveRows({}, row, row);
    for (const JobRow &job : group->rows)
        m_groupOf.remove(job.job->id());
    m_groups.erase(m_groups.begin() + row);
    endRemoveRows();
}

void JobModel::placeGroup(const JobGroup *group)
{
    const int from = rowOf(group), to = placeOf(*group);
    if (from == to)
        return;
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    const auto begin = m_groups.begin();
    if (to > from)
        std::rotate(begin + from, begin + from + 1, begin + to + 1);
    else
        std::rotate(begin + to, begin + from, begin + from + 1);
    endMoveRows();
}

void JobModel::placeInGroup(JobGroup *group, int row)
{
    const int to = group->placeOf(group->rows[size_t(row)]);
    if (to == row)
        return;
    const QModelIndex parent = indexOf(group);
    beginMoveRows(parent, row, row, parent, to > row ? to + 1 : to);
    const auto begin = group->rows.begin();
    if (to > row)
        std::rotate(begin + row, begin + row + 1, begin + to + 1);
    else
        std::rotate(begin + to, begin + row, begin + row + 1);
    endMoveRows();
}

void JobModel::moveToGroup(JobGroup *from, int row, const GroupKey &key)
{
    const JobRow moved = from->rows[size_t(row)];
    JobGroup *to = findGroup(key);
    if (!to)
        to = insertGroup(std::unique_ptr<JobGroup>(new JobGroup{key, {}}));
    const int place = to->placeOf(moved);
    beginMoveRows(indexOf(from), row, row, indexOf(to), place);
    from->rows.erase(from->rows.begin() + row);
    to->rows.insert(to->rows.begin() + place, moved);
    m_groupOf[moved.job->id()] = to;
    endMoveRows();
    if (from->rows.empty())
        removeGroup(from);
    else
        placeGroup(from);
}

JobGroup *JobModel::findGroup(const GroupKey &key) const
{
    const auto at = std::ranges::find_if(m_groups, [&](const auto &group) { return group->key == key; });
    return at == m_groups.end() ? nullptr : at->get();
}

int JobModel::rowOf(const JobGroup *group) const
{
    return int(std::ranges::find_if(m_groups, [&](const auto &other) { return other.get() == group; })
               - m_groups.begin());
}

int JobModel::placeOf(const JobGroup &group) const
{
    return int(std::ranges::count_if(
        m_groups, [&](const auto &other) { return other.get() != &group && other->isBefore(group); }));
}

}  // namespace ui
