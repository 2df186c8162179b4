#pragma once

#include <QObject>
#include <QPointer>

#include "core/job.h"
#include "core/slices.h"
#include "ui/find/linetest.h"

namespace ui {

enum class Direction { Forward, Backward };

// Finds the line nearest to a place that passes a test, on the event loop: all of the log in one direction, then from
// its other end.
class LineSeek final : public QObject
{
    Q_OBJECT

public:
    explicit LineSeek(QObject *parent = nullptr);

    // Looks at the lines from `from` on, or at those before `from`; ends what it did before without a signal. `test`
    // must live until then.
    void start(core::Job *job, LineTest *test, quint64 from, Direction direction);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_slices.isRunning(); }

signals:
    // Each start() ends with one of these. `wrapped`: the line lies on the other side of the place.
    void found(quint64 offset, bool wrapped);
    void notFound();

private:
    bool step();
    bool forward();
    bool backward();
    bool finish(quint64 offset);
    bool wrap(quint64 position);

    QPointer<core::Job> m_job;
    LineTest *m_test = nullptr;
    LogReader m_reader;
    LineBlock m_rest;  // rows that were read and not looked at yet
    core::Slices m_slices;
    std::vector<LineHit> m_found;
    Direction m_direction = Direction::Forward;
    quint64 m_from = 0;
    quint64 m_position = 0;
    bool m_wrapped = false;
};

}  // namespace ui
