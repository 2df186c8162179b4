#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QPointer>

#include "core/environment.h"
#include "core/jobresult.h"
#include "core/jobspec.h"
#include "core/keeperlink.h"
#include "core/outputlog.h"
#include "core/treeusage.h"

namespace core {

class TreeWatch;

// Why a queued job has not started.
struct QueuePlace {
    struct Awaited {
        QString id;
        QString name;  // JobSpec::displayName()
        bool operator==(const Awaited &) const = default;
    };
    QList<Awaited> waitsFor;  // the jobs that have not completed yet, of those that it is to run after
    int position = 0;  // 1: it gets the next free place of its requester; 0: it waits for jobs, or is about to start
    bool operator==(const QueuePlace &) const = default;
};

// One run of a command and its state machine. Made and ended by JobManager alone; everybody else reads it, listens to
// it, writes to it and asks it to stop.
class Job final : public QObject
{
    Q_OBJECT

public:
    ~Job() override;

    [[nodiscard]] const JobSpec &spec() const { return m_spec; }
    [[nodiscard]] QString id() const { return m_spec.id; }
    [[nodiscard]] JobState state() const { return m_state; }
    // How it ended; nothing before state() is final.
    [[nodiscard]] const std::optional<JobResult> &result() const { return m_result; }
    // Process id of the command's main process; 0 before launched() and for a job that could not be started.
    [[nodiscard]] qint64 pid() const { return m_pid; }
    // When the command began to run, UTC; the job's creation before launched().
    [[nodiscard]] QDateTime started() const;
    // Seconds between its creation and its start, or until now; 0 for one that was not queued. By the wall clock: it
    // may outlast a boot.
    [[nodiscard]] double queuedFor() const;
    // Whether its command has run; false also for one that could not be started.
    [[nodiscard]] bool hasRun() const;
    // Seconds that it has run for, by the clock that also runs while the machine sleeps.
    [[nodiscard]] double duration() const;
    // A stop was asked for and the tree has not ended yet.
    [[nodiscard]] bool isStopping() const { return m_stopping; }
    // When SIGKILL follows the last stop(); no time is left when it was sent at once.
    [[nodiscard]] QDeadlineTimer killDeadline() const { return m_killDeadline; }
    // Whether it waits for input, as far as the keeper can see (core/keeper/inputwatch.h).
    [[nodiscard]] bool needsInput() const { return m_inputNeed != keeper::InputNeed::None; }
    [[nodiscard]] bool needsSecret() const { return m_inputNeed == keeper::InputNeed::Secret; }
    // Where it stands in the queue; empty but in Queued.
    [[nodiscard]] const QueuePlace &queuePlace() const { return m_queuePlace; }
    // True when a keeper is there: it takes input, stops the tree, reports output.
    [[nodiscard]] bool isAttached() const { return m_link != nullptr; }
    // How much output there is; what it counts can be read from log().
    [[nodiscard]] const keeper::Growth &output() const { return m_growth; }
    // A reader of its output as it is now.
    [[nodiscard]] OutputLog log() const;
    // A sentence about why it failed, was killed or lost; empty for one that runs or completed.
    [[nodiscard]] QString reason() const;

    // Sends bytes to the job's stdin, then calls `answer` with what the keeper said. Nothing is sent in part. At most
    // keeper::maxInput bytes. Without a keeper the answer is Broken. `context` ends the interest.
    using InputAnswer = std::function<void(const keeper::InputReply &)>;
    void sendInput(const QByteArray &bytes, QObject *context, InputAnswer answer);
    // Closes stdin after what was sent before.
    void closeInput(QObject *context, InputAnswer answer);
    // Ends the whole tree: `signal` first, SIGKILL after the grace period. stopped() follows; ended() comes before it
    // when the main process ends by it. A queued job ends without having run. Without a keeper, stopped() follows with an
    // empty report.
    void stop(int signal, std::chrono::milliseconds grace, keeper::StopCause cause);
    // Gives the job's terminal another size, which its programs are told by SIGWINCH; terminalResized() follows, and
    // spec() has it from then on, so that a restart uses it. False, and nothing is done: it has no terminal, no keeper,
    // or the size is not allowed. A keeper of the version before this leaves it as it is, and nothing follows.
    bool resize(keeper::TerminalSize size);
    // Asks the keeper what the job's tree uses; without a keeper the answer is empty.
    using TreeAnswer = std::function<void(const TreeUsage &)>;
    void inspect(QObject *context, TreeAnswer answer);

    // Looks at the tree as long as somebody holds it; all share one. Not beyond the job's life.
    [[nodiscard]] std::shared_ptr<TreeWatch> treeWatch();

signals:
    // Once per start, never for an adopted job and for one that ends in the queue: Running with a pid, or Failed because
    // it could not be started.
    void launched();
    // queuePlace() has changed; in Queued.
    void queuePlaceChanged();
    // needsInput() or needsSecret() has changed.
    void needsInputChanged();
    // A stop was asked for: isStopping() has become true, or killDeadline() has changed. stopped() follows.
    void stopRequested();
    // The terminal's size in spec() has changed.
    void terminalResized();
    // output() has grown, or is complete now: behind ended(), when nobody holds the job's output open any more.
    void outputGrew();
    // The state has become final. Once; in Running or Queued before. Late output may still grow.
    void ended();
    // The end of a stop(): the tree has ended but for the survivors. In any state.
    void stopped(const core::StopReport &report);
    // The keeper is gone or has dropped us. For JobManager, which adopts again or ends the job.
    void keeperLost();
    // A stop was asked for in Queued. For JobManager, which ends the job before stopped() comes.
    void withdrawn(keeper::StopCause cause);

private:
    friend class JobManager;
    friend class JobQueue;
    Job(JobSpec spec, QString folder, DescriptorHub &hub, QObject *parent);

    void setQueued(const Environment &environment);
    void setQueuePlace(const QueuePlace &place);
    void leaveQueue();  // Running from now on
    void attach(UniqueFd socket);
    void detach();
    void finish(const JobResult &result);  // the first one sets the state, later ones complete the counts
    void takeHello(const keeper::Hello &hello);
    void takeStart(qint64 pid, qint64 startedMs, qint64 startedSteadyMs);
    void takeGrowth(const keeper::Growth &growth);
    void takeInputNeed(keeper::InputNeed need);
    void takeTerminalSize(keeper::TerminalSize size);
    void takeResult(const QByteArray &json);
    void sendToInput(QObject *context, InputAnswer answer, const std::function<void(quint64)> &send);

    template<typename Answer>
    struct Pending {
        QPointer<QObject> context;
        Answer answer;
    };

    JobSpec m_spec;
    QString m_folder;
    DescriptorHub &m_hub;
    std::unique_ptr<KeeperLink> m_link;
    JobState m_state = JobState::Running;
    QueuePlace m_queuePlace;
    bool m_launched = false;
    bool m_stopping = false;
    keeper::InputNeed m_inputNeed = keeper::InputNeed::None;
    QDeadlineTimer m_killDeadline;
    std::weak_ptr<TreeWatch> m_treeWatch;
    Environment m_environment;  // what it was started with; empty when that is not known
    qint64 m_pid = 0;
    qint64 m_startedMs = 0;  // wall clock
    qint64 m_startedSteadyMs = 0;  // keeper::steadyMs()
    keeper::Growth m_growth{};
    std::optional<JobResult> m_result;
    quint64 m_serial = 0;
    QElapsedTimer m_sinceQueue;  // since it left the queue; invalid for one that was in none
    QHash<quint64, Pending<InputAnswer>> m_inputs;
    QHash<quint64, Pending<TreeAnswer>> m_inspections;
};

}  // namespace core
