#include "mcp/tools/portcondition.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr auto firstDistance = 100ms;
constexpr auto lastDistance = 10s;  // no looks follow one at this distance but for output
constexpr auto leastDistance = 100ms;  // between two looks, however much output comes

}  // namespace

PortCondition::PortCondition(core::Job *job, std::optional<int> port, QObject *parent)
    : WaitCondition(job, parent)
    , m_port(port)
    , m_nextDistance(firstDistance)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PortCondition::look);
}

void PortCondition::watch()
{
    connect(job(), &core::Job::outputGrew, this, &PortCondition::lookSoon);
    look();
}

// A server often says that it listens just before it does, so the look comes a little later, and others follow.
void PortCondition::lookSoon()
{
    m_nextDistance = firstDistance;
    if (m_looking)
        return;
    const auto since = std::chrono::milliseconds(m_sinceLook.elapsed());
    const auto distance = std::max(1ms, leastDistance - since);
    if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > distance)
        m_timer.start(distance);
}

void PortCondition::look()
{
    if (isMet() || !job())
        return;
    m_looking = true;
    m_sinceLook.start();
    job()->inspect(this, [this](const core::TreeUsage &usage) { take(usage); });
}

void PortCondition::take(const core::TreeUsage &usage)
{
    m_looking = false;
    for (const quint16 port : usage.ports) {
        if (!m_port || port == *m_port)
            return meet({u"port"_s, cursor(), {}, port});
    }
    if (m_nextDistance > lastDistance)
        return;
    m_timer.start(m_nextDistance);
    m_nextDistance *= 2;
}

}  // namespace mcp
