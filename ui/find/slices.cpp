#include "ui/find/slices.h"

#include <chrono>

#include <QDeadlineTimer>

using namespace std::chrono_literals;

namespace ui {

Slices::Slices(std::function<bool()> step, QObject *parent)
    : QObject(parent)
    , m_step(std::move(step))
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &Slices::work);
}

void Slices::start()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void Slices::work()
{
    const QDeadlineTimer deadline(5ms, Qt::PreciseTimer);
    while (m_timer.isActive()) {
        if (!m_step())
            m_timer.stop();
        if (deadline.hasExpired())
            return;
    }
}

}  // namespace ui
