#pragma once

#include <optional>

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QTimer>

#include "core/jobspec.h"
#include "core/queuerules.h"
#include "core/result.h"

namespace core {

class Job;
struct StartRequest;

// The jobs that wait: for one of the places that their requester has for running jobs (MCP_BG_MAX_JOBS), or for other
// jobs to complete. It says who may start and who never will, and tells each job why it waits (Job::queuePlace());
// starting and ending them is JobManager's.
//
// A job whose precondition is broken ends as Killed: its own command neither failed nor completed, Jobdeck has stopped it.
// (As Failed it would be told to the person as one more failure, beside the one that is the cause.)
class JobQueue final : public QObject
{
    Q_OBJECT

public:
    // `jobs`: all jobs, by id; must outlive it.
    explicit JobQueue(const QHash<QString, Job *> &jobs, QObject *parent = nullptr);

    // Whether a job may start now (no ticket) or has to wait; an error when it may do neither, as there is no place and
    // it does not want to wait, or as a job that it is to run after is not known or has not completed.
    [[nodiscard]] Result<std::optional<QueueTicket>> admit(const StartRequest &request, int maxJobs) const;

    // Takes a Queued job in, at the place of its ticket. It is told where it stands soon, or by tellPlaces() at once.
    void add(Job *job);
    void tellPlaces() { tellPlaces(line()); }
    // A job that has ended before its turn.
    void remove(Job *job);
    // Some job has ended or was forgotten: looks soon whose turn it is.
    void update();
    // The jobs that those in the queue are to run after, completed ones too.
    [[nodiscard]] QSet<QString> awaited() const;

signals:
    // It is this job's turn; it is not in the queue any more.
    void due(core::Job *job);
    // This job's turn never comes; it is not in the queue any more. `because` goes on from "killed before it started".
    void broken(core::Job *job, const QString &because);

private:
    struct Line {
        QList<Job *> jobs;
        QList<Turn> turns;
    };

    [[nodiscard]] Line line() const;
    [[nodiscard]] int takenPlaces(const QString &session) const;
    [[nodiscard]] QHash<QString, int> running() const;
    [[nodiscard]] Precondition lookUp(const QString &id) const;
    void advance();
    void tellPlaces(const Line &line);

    const QHash<QString, Job *> &m_all;
    QList<Job *> m_waiting;  // by the numbers of their tickets
    quint64 m_lastNumber = 0;
    QTimer m_soon;
};

}  // namespace core
