#include "core/pulse.h"

#include <algorithm>
#include <chrono>

#include <QList>

using namespace std::chrono_literals;

namespace core {

namespace {

QList<Pulse *> started;  // on the one thread that has an event loop

}  // namespace

Pulse::Pulse(std::function<void()> beat, QObject *parent)
    : QObject(parent)
    , m_beat(std::move(beat))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(150ms);
    connect(&m_timer, &QTimer::timeout, this, &Pulse::beatAll);
}

Pulse::~Pulse()
{
    stop();
}

void Pulse::start()
{
    if (!started.contains(this))
        started.append(this);
    arm();
}

void Pulse::stop()
{
    started.removeOne(this);
    m_timer.stop();
    arm();
}

void Pulse::arm()
{
    const auto isActive = [](const Pulse *each) { return each->m_timer.isActive(); };
    if (!started.isEmpty() && std::none_of(started.cbegin(), started.cend(), isActive))
        started.first()->m_timer.start();
}

void Pulse::beatAll()
{
    for (const Pulse *each : std::as_const(started))
        each->m_beat();
}

}  // namespace core
