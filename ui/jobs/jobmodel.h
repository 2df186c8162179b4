#pragma once

#include <memory>
#include <vector>

#include <QAbstractItemModel>
#include <QHash>
#include <QTimer>

#include "ui/jobs/jobgroup.h"

namespace core {
class Agents;
class JobManager;
}  // namespace core

namespace ui {

class JobUsage;
class UnseenFailures;

// All jobs in two levels: groups (GroupKey), and in them the jobs, in the order in which they are to be shown. Rows are
// inserted, moved and removed one by one, never reset, so that selections hold. Made after JobManager::recover() and
// deleted before the JobManager; never without a job in a group.
//
// What changes by itself (the time a job runs for, how long ago it printed something) is announced once a second for
// active jobs while setActive(true); new output alone announces nothing.
class JobModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        JobRole = Qt::UserRole,  // core::Job *; null for a group
        ConditionRole,  // Condition
        AgentRole,  // QString: what a person calls who started the job; of a group in history: empty
        UsageRole,  // Usage; invalid when nothing is known
        UnseenRole,  // bool: a failure that nobody has looked at; of a group: int, how many
        // Of groups:
        GroupKeyRole,  // QString, GroupKey::text()
        ActiveCountRole,  // int, with those that are queued
        QueuedCountRole,  // int
        AgentGoneRole,  // bool: it has active jobs, and no agent that started one is connected
    };

    JobModel(core::JobManager &jobs, core::Agents &agents, JobUsage &usage, UnseenFailures &unseen,
             QObject *parent = nullptr);
    ~JobModel() override;

    void setActive(bool active);
    // The local date, by which what has ended is history. Kept by the model itself while it is active.
    void setToday(QDate today);
    [[nodiscard]] QModelIndex indexOf(const core::Job *job) const;
    // The jobs of a group, the one job of a job's row; of any proxy's index too.
    [[nodiscard]] static QList<core::Job *> jobsAt(const QModelIndex &index);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    void load();
    void watch(core::Job *job);
    void add(core::Job *job);
    void update(core::Job *job);
    void remove(const QString &id);
    void tick();
    void setPace();

    [[nodiscard]] JobGroup *findGroup(const GroupKey &key) const;
    [[nodiscard]] int rowOf(const JobGroup *group) const;
    [[nodiscard]] QModelIndex indexOf(const JobGroup *group) const;
    [[nodiscard]] int placeOf(const JobGroup &group) const;
    JobGroup *insertGroup(std::unique_ptr<JobGroup> group);
    void placeGroup(const JobGroup *group);
    void removeGroup(const JobGroup *group);
    void placeInGroup(JobGroup *group, int row);
    void moveToGroup(JobGroup *from, int row, const GroupKey &key);

    [[nodiscard]] QVariant jobData(const JobRow &row, int role) const;
    [[nodiscard]] QVariant groupData(const JobGroup &group, int role) const;
    [[nodiscard]] QString groupAgent(const JobGroup &group) const;
    [[nodiscard]] QString groupTitle(const JobGroup &group) const;
    [[nodiscard]] QString groupSpoken(const JobGroup &group) const;
    [[nodiscard]] bool isAgentGone(const JobGroup &group) const;

    core::JobManager &m_jobs;
    core::Agents &m_agents;
    JobUsage &m_usage;
    UnseenFailures &m_unseen;
    std::vector<std::unique_ptr<JobGroup>> m_groups;
    QHash<QString, JobGroup *> m_groupOf;  // by job id
    quint64 m_lastNumber = 0;
    QDate m_today;
    QTimer m_clock;
    bool m_active = false;
};

}  // namespace ui
