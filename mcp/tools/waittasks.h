#pragma once

#include <QElapsedTimer>
#include <QHash>

#include "core/paths.h"
#include "mcp/taskstore.h"
#include "mcp/tools/pendingwait.h"
#include "mcp/tools/waitrecord.h"

namespace core {
class JobManager;
}

namespace mcp {

// The waits that go on as tasks. Each is a file in STATE/tasks/, ID.working until it has ended and ID.json from then
// on, so that another service waits on until the same moment, an end never changes, and a cancelled task stays
// cancelled. (A signed id that describes itself could not keep the last two.) Expired files go as new ones come.
class WaitTasks final : public TaskStore
{
    Q_OBJECT

public:
    static constexpr int mostWorking = 1000;
    static constexpr int mostKept = 10000;

    // `jobs` must outlive it.
    WaitTasks(core::JobManager &jobs, core::Paths paths, QObject *parent = nullptr);

    // Waits on for the tasks that another service has left. Once, after JobManager::recover().
    void resume();

    // Makes a task of a wait that has begun and not ended, durably, and takes it over. Nothing, and the wait stays the
    // caller's, when there are too many of them or the disk takes no more.
    std::optional<Task> adopt(PendingWait *wait, const QJsonObject &arguments, const WaitWish &wish,
                              std::chrono::milliseconds timeout);

    [[nodiscard]] std::optional<Task> find(const QString &id) override;
    void cancel(const QString &id) override;

private:
    struct Working {
        WaitRecord record;
        PendingWait *wait = nullptr;
    };

    void watch(const WaitRecord &record, PendingWait *wait);
    void resume(WaitRecord record);
    void end(WaitRecord record, Task::Status status, const ToolResult &result);
    void removeExpired();
    [[nodiscard]] QString file(const QString &id, QLatin1StringView suffix) const;

    core::JobManager &m_jobs;
    core::Paths m_paths;
    QHash<QString, Working> m_working;  // by id
    QHash<QString, WaitRecord> m_unwritten;  // ended while the disk took no more
    int m_kept = 0;  // files
    QElapsedTimer m_sinceRemoval;
};

}  // namespace mcp
