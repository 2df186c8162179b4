#include "core/slices.h"

#include <algorithm>
#include <chrono>

#include <QDeadlineTimer>
#include <QList>

using namespace std::chrono_literals;

namespace core {

namespace {

constexpr auto slice = 3ms;

QList<Slices *> running;  // in the order of their turns; on the one thread that has an event loop

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
    if (std::exchange(m_running, true))
        return;
    running.append(this);
    arm();
}

void Slices::stop()
{
    if (!std::exchange(m_running, false))
        return;
    running.removeOne(this);
    m_timer.stop();
    arm();
}

void Slices::arm()
{
    const auto isActive = [](const Slices *each) { return each->m_timer.isActive(); };
    if (!running.isEmpty() && std::none_of(running.cbegin(), running.cend(), isActive))
        running.first()->m_timer.start();
}

void Slices::work()
{
    const QDeadlineTimer deadline(slice, Qt::PreciseTimer);
    while (!running.isEmpty() && !deadline.hasExpired()) {
        Slices *next = running.takeFirst();
        running.append(next);
        if (!next->m_step())
            next->stop();
    }
}

}  // namespace core
