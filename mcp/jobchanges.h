#pragma once

#include <QObject>
#include <QTimer>

namespace core {
class Job;
class JobManager;
}  // namespace core

namespace mcp {

// Counts the changes of the list of jobs (one was added, has started or ended, wants input or was forgotten), for
// those who show it and do not want to ask again and again.
class JobChanges final : public QObject
{
    Q_OBJECT

public:
    explicit JobChanges(core::JobManager &jobs, QObject *parent = nullptr);

    // For jobs that were there before.
    void watch(core::Job *job);

    [[nodiscard]] qint64 serial() const { return m_serial; }

signals:
    // serial() has grown; changes within 100 ms are told together.
    void changed();

private:
    void count();

    qint64 m_serial = 1;
    QTimer m_telling;
};

}  // namespace mcp
