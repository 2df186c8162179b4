#pragma once

#include <functional>

#include <QTimer>

namespace core {

// Does long work on the event loop in slices of a few milliseconds, so that nobody notices. All that run at the same
// time share these milliseconds.
class Slices final : public QObject
{
    Q_OBJECT

public:
    // `step` does at most 1 to 2 ms of the work and returns whether some is left.
    explicit Slices(std::function<bool()> step, QObject *parent);

    ~Slices() override;

    void start();
    void stop();
    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }

private:
    void work();

    std::function<bool()> m_step;
    QTimer m_timer;
};

}  // namespace core
