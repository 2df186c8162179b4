#include "mcp/tools/waittasks.h"

#include <QDir>
#include <QFile>
#include <QUuid>

#include "core/durablefile.h"
#include "core/jobmanager.h"
#include "mcp/arguments.h"
#include "mcp/logging.h"
#include "mcp/tools/waitarguments.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr auto workingSuffix = ".working"_L1, endedSuffix = ".json"_L1;
constexpr std::chrono::milliseconds leastTtl = 1h;
constexpr auto removalInterval = 10min;

// As they are made here, and nothing else: it becomes part of a path.
bool isTaskId(const QString &text)
{
    return text.size() == 36 && QUuid::fromString(text).toString(QUuid::WithoutBraces) == text;
}

std::optional<WaitRecord> read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? WaitRecord::fromJson(file.readAll()) : std::nullopt;
}

}  // namespace

WaitTasks::WaitTasks(core::JobManager &jobs, core::Paths paths, QObject *parent)
    : TaskStore(parent)
    , m_jobs(jobs)
    , m_paths(std::move(paths))
{
}

void WaitTasks::resume()
{
    removeExpired();
    const QDir folder(m_paths.tasks());
    for (const QString &name : folder.entryList({u'*' + workingSuffix}, QDir::Files)) {
        const QString id = name.chopped(workingSuffix.size());
        const auto record = read(folder.filePath(name));
        if (!record || record->task.id != id || read(file(id, endedSuffix)))
            QFile::remove(folder.filePath(name));  // damaged, or it had ended
        else
            resume(*record);
    }
}

void WaitTasks::resume(WaitRecord record)
{
    Arguments arguments(record.arguments);
    WaitWish wish = waitWish(arguments);
    wish.newFrom = record.newFrom;
    QList<core::Job *> jobs;
    for (const QString &id : waitedJobs(arguments)) {
        if (core::Job *job = m_jobs.find(id))
            jobs += job;
    }
    if (jobs.isEmpty())
        return end(std::move(record), Task::Status::Completed, {{}, forgottenJob(), true});
    auto *wait = new PendingWait(jobs, wish, record.remaining(), this);
    watch(record, wait);
    wait->start();
}

std::optional<Task> WaitTasks::adopt(PendingWait *wait, const QJsonObject &arguments, const WaitWish &wish,
                                     std::chrono::milliseconds timeout)
{
    if (!m_sinceRemoval.isValid() || std::chrono::milliseconds(m_sinceRemoval.elapsed()) > removalInterval)
        removeExpired();
    if (m_working.size() >= mostWorking || m_kept >= mostKept)
        return std::nullopt;
    WaitRecord record;
    record.task.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    record.task.message = wait->description();
    record.task.created = record.task.updated = record.begun.utc();
    record.task.ttl = std::max(leastTtl, timeout);
    record.timeout = timeout;
    record.arguments = arguments;
    record.newFrom = wish.newFrom;
    if (const auto made = core::makePrivateFolder(m_paths.tasks()); !made)
        return std::nullopt;
    if (const auto kept = core::writeDurably(file(record.task.id, workingSuffix), record.toJson()); !kept) {
        qCWarning(logMcp).noquote() << "A wait is no task:" << kept.error();
        return std::nullopt;
    }
    ++m_kept;
    wait->setParent(this);
    watch(record, wait);
    return record.task;
}

std::optional<Task> WaitTasks::find(const QString &id)
{
    if (!isTaskId(id))
        return std::nullopt;
    if (const auto working = m_working.constFind(id); working != m_working.cend()) {
        if (working->record.remaining() > 0ms)
            return working->record.task;
        working->wait->timeOut();  // timers stand still while the machine sleeps
    }
    const auto unwritten = m_unwritten.constFind(id);
    const auto record = unwritten != m_unwritten.cend() ? std::optional(*unwritten) : read(file(id, endedSuffix));
    return record && !record->isExpired() ? std::optional(record->task) : std::nullopt;
}

void WaitTasks::cancel(const QString &id)
{
    if (!m_working.contains(id))
        return;
    const Working working = m_working.take(id);
    delete working.wait;
    end(working.record, Task::Status::Cancelled, {});
}

void WaitTasks::watch(const WaitRecord &record, PendingWait *wait)
{
    const QString id = record.task.id;
    m_working.insert(id, {record, wait});
    connect(wait, &PendingWait::ended, this, [this, id] {
        const Working working = m_working.take(id);
        working.wait->deleteLater();
        end(working.record, Task::Status::Completed, *working.wait->result());
    });
}

// The end is written before anybody hears of it. A power cut, which ends the jobs and their agents too, may undo that:
// a thousand waits for one job would otherwise wait for the disk for ten seconds.
void WaitTasks::end(WaitRecord record, Task::Status status, const ToolResult &result)
{
    record.task.status = status;
    record.task.message.clear();
    record.task.updated = QDateTime::currentDateTimeUtc();
    if (status == Task::Status::Completed) {
        record.task.result = toJson(result, {}, newestModern);
        record.task.result.insert("resultType"_L1, u"complete"_s);
    }
    if (const auto written = core::writeAtomically(file(record.task.id, endedSuffix), record.toJson())) {
        QFile::remove(file(record.task.id, workingSuffix));
    } else {
        qCWarning(logMcp).noquote() << "The end of a wait is not kept:" << written.error();
        m_unwritten.insert(record.task.id, record);
    }
    emit changed(record.task);
}

void WaitTasks::removeExpired()
{
    m_sinceRemoval.start();
    m_unwritten.removeIf([](const auto &entry) { return entry.value().isExpired(); });
    m_kept = 0;
    const QDateTime old = QDateTime::currentDateTimeUtc().addMSecs(-leastTtl.count());
    for (const QFileInfo &entry : QDir(m_paths.tasks()).entryInfoList(QDir::Files)) {
        const bool isWorking = entry.fileName().endsWith(workingSuffix);
        if (!isWorking && entry.lastModified() < old) {
            const auto record = read(entry.filePath());
            if (!record || record->isExpired()) {
                QFile::remove(entry.filePath());
                continue;
            }
        }
        ++m_kept;
    }
}

QString WaitTasks::file(const QString &id, QLatin1StringView suffix) const
{
    return m_paths.tasks() + u'/' + id + suffix;
}

}  // namespace mcp
