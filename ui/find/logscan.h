#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>

#include "core/job.h"
#include "core/slices.h"
#include "ui/find/hitlist.h"

namespace ui {

// Collects all lines of a job's output that pass a test, on the event loop, and goes on as the output grows and as old
// output is dropped.
class LogScan final : public QObject
{
    Q_OBJECT

public:
    explicit LogScan(QObject *parent = nullptr);

    // Begins anew; `test` must outlive the scan or be followed by stop().
    void start(core::Job *job, LineTest *test);
    void stop();

    [[nodiscard]] const HitList &hits() const { return m_hits; }
    // All of the output that there is was looked at, or so many lines were found that it ended (HitList::isFull()).
    [[nodiscard]] bool isComplete() const { return !m_slices.isRunning(); }
    // Behind the last line that was looked at.
    [[nodiscard]] quint64 position() const { return m_position; }

signals:
    // hits() or isComplete() has changed. At most some 30 times a second, and once when it becomes complete.
    void progressed();

private:
    bool step();
    void grow();
    void forgetDropped();
    void report();

    QPointer<core::Job> m_job;
    LineTest *m_test = nullptr;
    LogReader m_reader;
    LineBlock m_rest;  // rows that were read and not looked at yet
    core::Slices m_slices;
    QTimer m_growth;  // gathers growth
    QTimer m_report;  // gathers what was found
    HitList m_hits;
    std::vector<LineHit> m_found;
    quint64 m_position = 0;
    quint64 m_settled = 0;  // lines from here on are tested again when the output grows
};

}  // namespace ui
