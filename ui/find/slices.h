#pragma once

#include <functional>

#include <QTimer>

namespace ui {

// Does long work on the event loop in slices of a few milliseconds, so that nobody notices.
class Slices final : public QObject
{
    Q_OBJECT

public:
    // `step` does at most 1 to 2 ms of the work and returns whether some is left.
    explicit Slices(std::function<bool()> step, QObject *parent);

    void start();
    void stop() { m_timer.stop(); }
    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }

private:
    void work();

    std::function<bool()> m_step;
    QTimer m_timer;
};

}  // namespace ui
