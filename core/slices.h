#pragma once

#include <functional>

#include <QTimer>

namespace core {

// Does long work on the event loop in slices of a few milliseconds, so that nobody notices. All that run at the same
// time take turns in one slice: a hundred searches block nobody for longer than one.
class Slices final : public QObject
{
    Q_OBJECT

public:
    // `step` does at most 1 to 2 ms of the work and returns whether some is left. It may stop and start this and others,
    // but not delete this.
    explicit Slices(std::function<bool()> step, QObject *parent);
    ~Slices() override;

    void start();
    void stop();
    [[nodiscard]] bool isRunning() const { return m_running; }

private:
    static void work();
    static void arm();

    std::function<bool()> m_step;
    QTimer m_timer;  // only that of one running instance is active
    bool m_running = false;
};

}  // namespace core
