#pragma once

#include <functional>

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace core {

// A job that waits, as far as its turn depends on it.
struct WaitingJob {
    QString session;  // of its requester; empty: it has no limit
    int maxJobs = 1;  // that many of the session's may run, this one included
    QStringList after;  // ids of the jobs that must have completed first
};

// What has become of a job that others are to run after.
enum class Precondition {
    Pending,
    Met,  // it completed
    Broken,  // it ended otherwise, or nobody knows it
};

// What is to be done with a job that waits.
struct Turn {
    enum class Kind { Start, Cancel, WaitForJobs, WaitForPlace } kind = Kind::Start;
    QStringList jobs;  // WaitForJobs: those that are pending; Cancel: the one that broke it
    int position = 0;  // WaitForPlace: 1 for the next of its session
    bool operator==(const Turn &) const = default;
};

// The turns of all jobs that wait, in their order. `running` jobs of each session hold a place. Of those of a session
// that wait for a place the first gets it, also when one behind it would be content with less; those that wait for other
// jobs hold up nobody.
QList<Turn> turnsOf(const QList<WaitingJob> &line, QHash<QString, int> running,
                    const std::function<Precondition(const QString &id)> &lookUp);

}  // namespace core
