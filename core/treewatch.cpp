#include "core/treewatch.h"

namespace core {

TreeWatch::TreeWatch(Job &job)
    : m_job(&job)
    , m_pulse([this] { lookIfChanged(); })
{
    m_pulse.start();
}

void TreeWatch::look()
{
    if (!m_job || std::exchange(m_looking, true))
        return;
    m_sinceLook.start();
    m_job->inspect(this, [this](const TreeUsage &usage) { take(usage); });
}

void TreeWatch::lookIfChanged()
{
    if (m_looking || m_sinceLook.elapsed() < m_lookTook * 10 || isAsleepSince(m_usage))
        return;
    look();
}

void TreeWatch::take(const TreeUsage &usage)
{
    m_looking = false;
    m_lookTook = m_sinceLook.elapsed();
    m_usage = usage;
    emit looked(usage);
}

}  // namespace core
