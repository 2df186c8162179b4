#pragma once

#include <QObject>
#include <QSet>

namespace core {
class Job;
class JobManager;
}  // namespace core

namespace ui {

// The failed jobs that nobody has looked at since they ended. Only those that end while this object lives count: what
// failed before the start of the program was there to be seen then. Made after JobManager::recover().
class UnseenFailures final : public QObject
{
    Q_OBJECT

public:
    explicit UnseenFailures(core::JobManager &jobs, QObject *parent = nullptr);

    [[nodiscard]] bool contains(const core::Job *job) const;
    [[nodiscard]] int count() const { return int(m_ids.size()); }
    // Somebody looks at the job; of one that is not in here, nothing happens.
    void markSeen(const core::Job *job);
    void markAllSeen();

signals:
    // contains() has become true or false for this job, which is there.
    void jobChanged(core::Job *job);
    // count() has changed; after jobChanged().
    void countChanged(int count);

private:
    void note(core::Job *job);
    void remove(const QString &id);

    core::JobManager &m_jobs;
    QSet<QString> m_ids;
};

}  // namespace ui
