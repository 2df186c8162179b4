#include "mcp/tools/treecondition.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr auto firstDistance = 100ms;
constexpr std::chrono::milliseconds lastDistance = 20s;
constexpr auto leastDistance = 100ms;  // between two looks, however much output comes

}  // namespace

TreeCondition::TreeCondition(core::Job *job, QObject *parent)
    : WaitCondition(job, parent)
    , m_nextDistance(firstDistance)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TreeCondition::look);
}

void TreeCondition::watch()
{
    connect(job(), &core::Job::outputGrew, this, &TreeCondition::lookSoon);
    look();
}

// A server often says that it listens just before it does, so the look comes a little later, and others follow.
void TreeCondition::lookSoon()
{
    m_nextDistance = firstDistance;
    if (m_looking)
        return;
    const auto since = std::chrono::milliseconds(m_sinceLook.elapsed());
    const auto distance = std::max(1ms, leastDistance - since);
    if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > distance)
        m_timer.start(distance);
}

void TreeCondition::look()
{
    if (isMet() || !job())
        return;
    m_looking = true;
    m_sinceLook.start();
    job()->inspect(this, [this](const core::TreeUsage &usage) { take(usage); });
}

void TreeCondition::take(const core::TreeUsage &usage)
{
    m_looking = false;
    if (isMet() || !job() || check(usage))
        return;
    m_timer.start(m_nextDistance);
    m_nextDistance = std::min(m_nextDistance * 2, lastDistance);
}

PortCondition::PortCondition(core::Job *job, std::optional<int> port, QObject *parent)
    : TreeCondition(job, parent)
    , m_port(port)
{
}

bool PortCondition::check(const core::TreeUsage &usage)
{
    for (const quint16 port : usage.ports) {
        if (!m_port || port == *m_port) {
            meet({u"port"_s, cursor(), {}, port});
            return true;
        }
    }
    return false;
}

void InputCondition::watch()
{
    connect(job(), &core::Job::needsInputChanged, this, [this] { check({}); });
    if (!check({}))
        TreeCondition::watch();
}

bool InputCondition::check(const core::TreeUsage &)
{
    if (!job()->needsInput())
        return false;
    meet(u"input"_s);
    return true;
}

}  // namespace mcp
