#pragma once

#include <functional>

#include <QTimer>

namespace core {

// Calls something every 150 ms as long as it is started. All share one timer: a thousand wake the process up as often
// as one does.
class Pulse final : public QObject
{
    Q_OBJECT

public:
    // `beat` must neither start nor stop nor delete any pulse.
    explicit Pulse(std::function<void()> beat, QObject *parent = nullptr);
    ~Pulse() override;

    void start();
    void stop();

private:
    static void arm();
    static void beatAll();

    std::function<void()> m_beat;
    QTimer m_timer;  // only that of one started instance is active
};

}  // namespace core
