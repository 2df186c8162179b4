#pragma once

#include <QList>
#include <QString>

#include "ui/condition.h"

class QModelIndex;

namespace ui {

// What the row of a job says, in words.
struct RowFacts {
    Condition condition = Condition::Queued;
    bool unseen = false;
    QString name;
    QString time;  // elapsedText()
    QString conditionText;
    QString more;  // behind it: what it waits for, ports, silence, when it ended, whose it was; may be empty
    QString cpu, memory;  // empty when not known
    QList<float> cpuHistory;
    QString button;  // "Kill", "Kill Now (4 s)"; empty: none

    // `job` is a job's row of a JobModel or of a proxy on it.
    explicit RowFacts(const QModelIndex &job);

    [[nodiscard]] QString words() const;
};

// "Kill" or, when the job is being killed already, "Kill Now"; empty when it has ended.
[[nodiscard]] QString killWord(const core::Job &job);

}  // namespace ui
