#pragma once

#include <vector>

#include <QDate>
#include <QString>

#include "ui/condition.h"

namespace ui {

// What the jobs of one group have in common. Jobs that are active or ended today stand with those of the same agent in
// the same folder; what ended before is history and stands by its day.
struct GroupKey {
    enum class Period { Now, Yesterday, Older };

    Period period = Period::Now;
    bool own = false;  // started by this program for the person, not by an agent
    QString agent;  // Requester::name; empty in history
    QString folder;  // empty in history

    bool operator==(const GroupKey &) const = default;
    // The same for equal keys alone.
    [[nodiscard]] QString text() const;
};

// `today` is the local date.
[[nodiscard]] GroupKey groupKeyOf(const core::Job &job, QDate today);

struct JobRow {
    core::Job *job = nullptr;
    quint64 number = 0;  // larger for newer jobs
    Condition condition = Condition::Queued;

    // Running jobs, the newest first; then queued ones in their order; then those that have ended, the newest first.
    [[nodiscard]] bool isBefore(const JobRow &other) const;
};

struct JobGroup {
    GroupKey key;
    std::vector<JobRow> rows;  // in the order of isBefore()

    [[nodiscard]] int rowOf(const core::Job *job) const;  // -1 if it is not there
    // Where `row` belongs: how many of the other jobs' rows stand before it.
    [[nodiscard]] int placeOf(const JobRow &row) const;
    [[nodiscard]] int activeCount() const;  // queued ones are active too; they stand first
    [[nodiscard]] int queuedCount() const;
    // Groups with active jobs first, then by the newest job; history last.
    [[nodiscard]] bool isBefore(const JobGroup &other) const;
};

}  // namespace ui
