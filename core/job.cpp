#include "core/job.h"

#include <csignal>
#include <cstring>

#include <QLoggingCategory>
#include <QTimer>

#include "core/descriptorhub.h"
#include "core/keeper/clock.h"
#include "core/treewatch.h"

Q_LOGGING_CATEGORY(lcJob, "jobdeck.job", QtWarningMsg)

using namespace Qt::StringLiterals;

namespace core {

namespace {

QString failedStartReason(const JobResult::FailedStart &failure, const JobSpec &spec)
{
    const QString error = QString::fromLocal8Bit(std::strerror(failure.error));
    if (failure.stage == "keeper"_L1)
        return u"could not be started: %1"_s.arg(failure.message);
    if (failure.stage == "chdir"_L1)
        return u"could not be started: the folder %1 cannot be entered (%2)"_s.arg(spec.cwd, error);
    if (failure.stage == "exec"_L1)
        return u"could not be started: the shell %1 cannot be run (%2)"_s.arg(spec.shell, error);
    return u"could not be started: %1 failed (%2)"_s.arg(failure.stage, error);
}

QString neverStartedReason(const JobResult::Stop &stop)
{
    if (stop.by == "queue"_L1)
        return u"killed before it started: %1"_s.arg(stop.because);
    if (stop.by == "service"_L1)
        return u"killed before it started, because the service ended"_s;
    return u"killed by %1 before it started"_s.arg(stop.by == "person"_L1 ? u"a person"_s : u"an agent"_s);
}

QString stopReason(const JobResult::Stop &stop)
{
    QString reason = stop.by == "timeout"_L1 ? u"killed by its timeout"_s
        : stop.by == "person"_L1             ? u"killed by a person"_s
        : stop.by == "service"_L1            ? u"killed because the service ended"_s
                                             : u"killed by an agent"_s;
    reason += u" with %1"_s.arg(signalName(stop.signal));
    if (stop.killed > 0 && stop.signal != SIGKILL)
        reason += u", then SIGKILL for %1 of its processes"_s.arg(stop.killed);
    return reason;
}

}  // namespace

Job::Job(JobSpec spec, QString folder, DescriptorHub &hub, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
    , m_folder(std::move(folder))
    , m_hub(hub)
{
}

Job::~Job() = default;

QDateTime Job::started() const
{
    if (m_startedMs > 0)
        return QDateTime::fromMSecsSinceEpoch(m_startedMs, Qt::UTC);
    return m_result && m_result->started.isValid() ? m_result->started : m_spec.created;
}

double Job::queuedFor() const
{
    if (!m_spec.ticket)
        return 0;
    const QDateTime until = hasRun() ? started() : m_result ? m_result->ended : QDateTime::currentDateTimeUtc();
    return std::max(0.0, double(m_spec.created.msecsTo(until)) / 1000);
}

bool Job::hasRun() const
{
    return m_startedMs > 0 || (m_result && m_result->started.isValid());
}

double Job::duration() const
{
    if (m_result)
        return double(m_result->durationMs) / 1000;
    return m_startedSteadyMs > 0 ? double(keeper::steadyMs() - m_startedSteadyMs) / 1000 : 0;
}

OutputLog Job::log() const
{
    OutputLog log(m_folder + "/output"_L1, m_spec.limits);
    const bool complete = isFinal(m_state) && (!isAttached() || !m_result->outputOpen);
    log.setLive(complete ? Live::No : Live::Yes);
    return log;
}

QString Job::reason() const
{
    if (!m_result || m_state == JobState::Completed)
        return {};
    if (m_result->lost)
        return u"lost: its keeper or the machine went down before it ended, so nobody knows its exit code"_s;
    if (m_result->failedStart)
        return failedStartReason(*m_result->failedStart, m_spec);
    if (m_result->neverStarted && m_result->stop)
        return neverStartedReason(*m_result->stop);
    if (m_result->stop)
        return stopReason(*m_result->stop);
    if (m_result->signal)
        return u"ended by %1, which nobody sent through Jobdeck"_s.arg(signalName(*m_result->signal));
    return u"exit code %1"_s.arg(m_result->exitCode.value_or(-1));
}

void Job::sendInput(const QByteArray &bytes, QObject *context, InputAnswer answer)
{
    Q_ASSERT(bytes.size() <= qsizetype(keeper::maxInput));
    sendToInput(context, std::move(answer), [&](quint64 serial) { m_link->sendInput(serial, bytes); });
}

void Job::closeInput(QObject *context, InputAnswer answer)
{
    sendToInput(context, std::move(answer), [this](quint64 serial) { m_link->closeInput(serial); });
}

void Job::sendToInput(QObject *context, InputAnswer answer, const std::function<void(quint64)> &send)
{
    const quint64 serial = ++m_serial;
    if (!m_link) {
        QMetaObject::invokeMethod(
            context,
            [serial, answer = std::move(answer)] {
                answer({serial, keeper::InputStatus::Broken, 0, 0});
            },
            Qt::QueuedConnection);
        return;
    }
    m_inputs.insert(serial, {context, std::move(answer)});
    send(serial);
}

void Job::stop(int signal, std::chrono::milliseconds grace, keeper::StopCause cause)
{
    if (m_state == JobState::Queued) {
        m_stopping = true;  // from now on the queue lets it be
        emit stopRequested();
        QTimer::singleShot(0, this, [this, cause] {
            if (m_state == JobState::Queued)
                emit withdrawn(cause);
            m_stopping = false;
            emit stopped({});
        });
        return;
    }
    if (!m_link) {
        QTimer::singleShot(0, this, [this] { emit stopped({}); });
        return;
    }
    m_stopping = true;
    m_killDeadline = QDeadlineTimer(signal == SIGKILL ? std::chrono::milliseconds(0) : grace);
    m_link->stop(signal, grace, cause);
    emit stopRequested();
}

void Job::inspect(QObject *context, TreeAnswer answer)
{
    const quint64 serial = ++m_serial;
    if (!m_link) {
        // A posted call comes before the deletion of a job that is forgotten later; a timer might not.
        QMetaObject::invokeMethod(
            context, [answer = std::move(answer)] { answer({}); }, Qt::QueuedConnection);
        return;
    }
    m_inspections.insert(serial, {context, std::move(answer)});
    m_link->inspect(serial);
}

std::shared_ptr<TreeWatch> Job::treeWatch()
{
    std::shared_ptr<TreeWatch> watch = m_treeWatch.lock();
    if (!watch)
        m_treeWatch = watch = std::make_shared<TreeWatch>(*this);
    return watch;
}

bool Job::resize(keeper::TerminalSize size)
{
    if (!m_spec.terminal || !m_link || !keeper::isAllowed(size))
        return false;
    m_link->resize(size);
    return true;
}

void Job::setQueued(const Environment &environment)
{
    m_state = JobState::Queued;
    m_environment = environment;
}

void Job::setQueuePlace(const QueuePlace &place)
{
    if (std::exchange(m_queuePlace, place) != place)
        emit queuePlaceChanged();
}

void Job::leaveQueue()
{
    m_state = JobState::Running;
    m_queuePlace = {};
    m_sinceQueue.start();
}

void Job::attach(UniqueFd socket)
{
    m_link = std::make_unique<KeeperLink>(m_hub, std::move(socket));
    connect(m_link.get(), &KeeperLink::hello, this, &Job::takeHello);
    connect(m_link.get(), &KeeperLink::started, this,
            [this](const keeper::Started &start) { takeStart(start.mainPid, start.startedMs, start.startedSteadyMs); });
    connect(m_link.get(), &KeeperLink::grew, this, &Job::takeGrowth);
    connect(m_link.get(), &KeeperLink::needsInput, this, &Job::takeInputNeed);
    connect(m_link.get(), &KeeperLink::resized, this, &Job::takeTerminalSize);
    connect(m_link.get(), &KeeperLink::resultArrived, this, &Job::takeResult);
    connect(m_link.get(), &KeeperLink::inputAnswered, this, [this](const keeper::InputReply &reply) {
        if (const auto pending = m_inputs.take(reply.serial); pending.context)
            pending.answer(reply);
    });
    connect(m_link.get(), &KeeperLink::inspected, this, [this](quint64 serial, const TreeUsage &usage) {
        if (const auto pending = m_inspections.take(serial); pending.context)
            pending.answer(usage);
    });
    connect(m_link.get(), &KeeperLink::stopped, this, [this](const StopReport &report) {
        m_stopping = false;
        emit stopped(report);
    });
    connect(m_link.get(), &KeeperLink::disconnected, this, &Job::detach);
}

void Job::detach()
{
    // The link is in the middle of its signal.
    m_link.release()->deleteLater();
    for (const auto &pending : std::exchange(m_inputs, {})) {
        if (pending.context)
            pending.answer({0, keeper::InputStatus::Broken, 0, 0});
    }
    for (const auto &pending : std::exchange(m_inspections, {})) {
        if (pending.context)
            pending.answer({});
    }
    emit keeperLost();
    if (std::exchange(m_stopping, false))
        emit stopped({});
}

void Job::takeHello(const keeper::Hello &hello)
{
    if (m_environment.isEmpty())
        m_environment = environmentOf(hello.keeperPid);  // the keeper's is the job's
    if (hello.mainPid > 0)
        takeStart(hello.mainPid, hello.startedMs, hello.startedSteadyMs);
    takeGrowth(hello.growth);
    takeInputNeed(keeper::InputNeed::None);  // the keeper says it if it is otherwise
}

void Job::takeStart(qint64 pid, qint64 startedMs, qint64 startedSteadyMs)
{
    m_pid = pid;
    m_startedMs = startedMs;
    m_startedSteadyMs = startedSteadyMs;
    if (!std::exchange(m_launched, true))
        emit launched();
}

void Job::takeGrowth(const keeper::Growth &growth)
{
    const bool changed = growth.end != m_growth.end || growth.openStreams != m_growth.openStreams;
    m_growth = growth;
    if (changed)
        emit outputGrew();
}

void Job::takeInputNeed(keeper::InputNeed need)
{
    if (std::exchange(m_inputNeed, need) != need)
        emit needsInputChanged();
}

void Job::takeTerminalSize(keeper::TerminalSize size)
{
    if (keeper::isAllowed(size) && !(std::exchange(m_spec.terminalSize, size) == size))
        emit terminalResized();
}

void Job::takeResult(const QByteArray &json)
{
    const auto result = JobResult::fromJson(json);
    if (result)
        finish(*result);
    else
        qCWarning(lcJob, "The keeper of job %s sent a result that cannot be understood: %s.", qUtf8Printable(id()),
                  qUtf8Printable(result.error()));
}

void Job::finish(const JobResult &result)
{
    const bool first = !isFinal(m_state);
    const bool closes = m_result && m_result->outputOpen && !result.outputOpen;
    m_result = result;
    if (!m_link)
        takeGrowth({quint64(result.outputBytes), quint64(result.outputLines), quint64(result.stderrBytes), 0, 0, 0, 0});
    if (closes)
        emit outputGrew();
    if (!first)
        return;
    m_state = result.state();
    m_queuePlace = {};
    m_inputNeed = keeper::InputNeed::None;
    if (result.terminalSize)
        takeTerminalSize(*result.terminalSize);
    if (m_pid == 0)
        m_pid = result.pid;
    if (!std::exchange(m_launched, true) && !result.neverStarted)
        emit launched();
    emit ended();
}

}  // namespace core
