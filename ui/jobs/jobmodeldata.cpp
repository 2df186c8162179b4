// What JobModel says of its rows.

#include <algorithm>

#include "core/agents.h"
#include "core/foldertext.h"
#include "core/job.h"
#include "ui/jobs/jobmodel.h"
#include "ui/jobs/jobtext.h"
#include "ui/jobs/jobusage.h"
#include "ui/jobs/unseenfailures.h"

using namespace Qt::StringLiterals;

namespace ui {

QModelIndex JobModel::indexOf(const core::Job *job) const
{
    const JobGroup *group = m_groupOf.value(job->id());
    const int row = group ? group->rowOf(job) : -1;
    return row < 0 ? QModelIndex() : index(row, 0, indexOf(group));
}

QModelIndex JobModel::indexOf(const JobGroup *group) const
{
    return createIndex(rowOf(group), 0);
}

QList<core::Job *> JobModel::jobsAt(const QModelIndex &index)
{
    if (auto *job = index.data(JobRole).value<core::Job *>())
        return {job};
    QList<core::Job *> jobs;
    for (int row = 0; index.isValid() && row < index.model()->rowCount(index); ++row)
        jobs += jobsAt(index.model()->index(row, 0, index));
    return jobs;
}

// The index of a job holds its group, that of a group nothing.
QModelIndex JobModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return parent.isValid() ? createIndex(row, column, m_groups[size_t(parent.row())].get()) : createIndex(row, column);
}

QModelIndex JobModel::parent(const QModelIndex &index) const
{
    const auto *group = static_cast<const JobGroup *>(index.internalPointer());
    return group ? indexOf(group) : QModelIndex();
}

int JobModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    return parent.internalPointer() || parent.column() > 0 ? 0 : int(m_groups[size_t(parent.row())]->rows.size());
}

int JobModel::columnCount(const QModelIndex &) const
{
    return 1;
}

Qt::ItemFlags JobModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return index.internalPointer() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                                   : Qt::ItemIsEnabled;
}

QVariant JobModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const auto *group = static_cast<const JobGroup *>(index.internalPointer()))
        return jobData(group->rows[size_t(index.row())], role);
    return groupData(*m_groups[size_t(index.row())], role);
}

QVariant JobModel::jobData(const JobRow &row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return row.job->spec().displayName();
    case Qt::ToolTipRole:
        return toolTipText(*row.job, agentText(*row.job, m_agents));
    case Qt::AccessibleTextRole:
        return spokenText(*row.job, agentText(*row.job, m_agents));
    case JobRole:
        return QVariant::fromValue(row.job);
    case ConditionRole:
        return QVariant::fromValue(row.condition);
    case AgentRole:
        return agentText(*row.job, m_agents);
    case UsageRole:
        if (const Usage *usage = m_usage.find(row.job))
            return QVariant::fromValue(*usage);
        return {};
    case UnseenRole:
        return m_unseen.contains(row.job);
    default:
        return {};
    }
}

QVariant JobModel::groupData(const JobGroup &group, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return groupTitle(group);
    case Qt::ToolTipRole:
        return isAgentGone(group) ? tr("%1\nThe agent that started these jobs is not connected.").arg(group.key.folder)
                                  : group.key.folder;
    case Qt::AccessibleTextRole:
        return groupSpoken(group);
    case AgentRole:
        return groupAgent(group);
    case UnseenRole:
        return int(std::ranges::count_if(group.rows, [this](const JobRow &row) { return m_unseen.contains(row.job); }));
    case GroupKeyRole:
        return group.key.text();
    case ActiveCountRole:
        return group.activeCount();
    case QueuedCountRole:
        return group.queuedCount();
    case AgentGoneRole:
        return isAgentGone(group);
    default:
        return {};
    }
}

QString JobModel::groupAgent(const JobGroup &group) const
{
    // While its only job is moved to or from it, a group is empty.
    const bool known = group.key.period == GroupKey::Period::Now && !group.rows.empty();
    return known ? agentText(*group.rows.front().job, m_agents) : QString();
}

QString JobModel::groupTitle(const JobGroup &group) const
{
    switch (group.key.period) {
    case GroupKey::Period::Yesterday:
        return tr("Yesterday");
    case GroupKey::Period::Older:
        return tr("Older");
    case GroupKey::Period::Now:
        break;
    }
    return u"%1 · %2"_s.arg(groupAgent(group), core::folderText(group.key.folder));
}

QString JobModel::groupSpoken(const JobGroup &group) const
{
    const int queued = group.queuedCount();
    const QString text = tr("%1, %n job(s), %2 running", nullptr, int(group.rows.size()))
                             .arg(groupTitle(group))
                             .arg(group.activeCount() - queued);
    return queued == 0 ? text : u"%1, %2"_s.arg(text, tr("%n queued", nullptr, queued));
}

bool JobModel::isAgentGone(const JobGroup &group) const
{
    if (group.key.own || group.activeCount() == 0)
        return false;
    return std::ranges::none_of(group.rows, [this](const JobRow &row) {
        return isActive(row.condition) && m_agents.find(row.job->spec().requester.session);
    });
}

}  // namespace ui
