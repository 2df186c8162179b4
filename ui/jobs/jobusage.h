#pragma once

#include <chrono>
#include <optional>

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

namespace core {
class Job;
class JobManager;
struct TreeUsage;
}  // namespace core

namespace ui {

// What a running job's tree of processes uses.
struct Usage {
    std::optional<double> cpuPercent;  // of one core since the sample before; nothing with the first one
    quint64 memoryBytes = 0;  // resident
    QList<quint16> ports;  // that it listens on
    QList<float> cpuHistory;  // of the last JobUsage::historyLength samples, oldest first
};

// Asks the keepers of all running jobs what these use, every `interval` while somebody looks.
class JobUsage final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds interval{2};
    static constexpr int historyLength = 30;

    explicit JobUsage(core::JobManager &jobs, QObject *parent = nullptr);

    // Off until told. On: asks at once, then every `interval`.
    void setActive(bool active);
    // Null for a job that does not run or has not answered yet.
    [[nodiscard]] const Usage *find(const core::Job *job) const;

signals:
    // A new sample is there; in Running. Nothing follows for a job that has ended: find() is null from then on.
    void changed(core::Job *job);

private:
    struct Entry {
        Usage usage;
        quint64 cpuMs = 0;
        qint64 atMs = 0;  // keeper::steadyMs()
    };

    void ask(core::Job *job);
    void take(core::Job *job, const core::TreeUsage &answer);

    core::JobManager &m_jobs;
    QHash<QString, Entry> m_entries;  // by job id
    QTimer m_timer;
};

}  // namespace ui
