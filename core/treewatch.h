#pragma once

#include <QElapsedTimer>
#include <QPointer>

#include "core/job.h"
#include "core/pulse.h"
#include "core/treeusage.h"

namespace core {

// Looks at a job's process tree for those who wait for something that nobody announces: a port, or that it waits for
// input. The keeper is asked when one of the processes has run since it was asked last, which every 150 ms is seen from
// their processor clocks: of a tree that sleeps, nothing can have changed. A tree that takes long to look at is asked
// about less often: looking takes a tenth of the time at most. See Job::treeWatch().
class TreeWatch final : public QObject
{
    Q_OBJECT

public:
    explicit TreeWatch(Job &job);

    // Asks the keeper now; looked() follows.
    void look();

signals:
    // What the keeper has found. Job::needsInput() is as fresh.
    void looked(const core::TreeUsage &usage);

private:
    void lookIfChanged();
    void take(const TreeUsage &usage);

    QPointer<Job> m_job;
    Pulse m_pulse;
    TreeUsage m_usage;
    QElapsedTimer m_sinceLook;
    qint64 m_lookTook = 0;  // ms
    bool m_looking = false;
};

}  // namespace core
