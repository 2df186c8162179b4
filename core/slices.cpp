#include "core/slices.h"

#include <chrono>

#include <QDeadlineTimer>

using namespace std::chrono_literals;

namespace core {

namespace {

constexpr std::chrono::microseconds slice = 3ms;

int running = 0;  // on the one thread that has an event loop

}  // namespace

Slices::Slices(std::function<bool()> step, QObject *parent)
    : QObject(parent)
    , m_step(std::move(step))
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &Slices::work);
}

Slices::~Slices()
{
    stop();
}

void Slices::start()
{
    if (m_timer.isActive())
        return;
    m_timer.start();
    ++running;
}

void Slices::stop()
{
    if (!m_timer.isActive())
        return;
    m_timer.stop();
    --running;
}

void Slices::work()
{
    const QDeadlineTimer deadline(slice / running, Qt::PreciseTimer);
    while (m_timer.isActive()) {
        if (!m_step())
            stop();
        if (deadline.hasExpired())
            return;
    }
}

}  // namespace core
