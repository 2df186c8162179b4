#include "mcp/coalescer.h"

namespace mcp {

Coalescer::Coalescer(std::chrono::milliseconds interval, First first, QObject *parent)
    : QObject(parent)
    , m_first(first)
{
    m_timer.setInterval(interval);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);  // others may fire early
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_noted)
            pass();
    });
}

void Coalescer::note()
{
    m_noted = true;
    if (m_timer.isActive())
        return;
    if (m_first == First::AtOnce)
        pass();
    else
        m_timer.start();
}

void Coalescer::pass()
{
    m_noted = false;
    if (m_first == First::AtOnce)
        m_timer.start();
    emit due();
}

}  // namespace mcp
