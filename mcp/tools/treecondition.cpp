#include "mcp/tools/treecondition.h"

using namespace Qt::StringLiterals;

namespace mcp {

void TreeCondition::watch()
{
    m_watch = job()->treeWatch();
    connect(m_watch.get(), &core::TreeWatch::looked, this, &TreeCondition::take);
    m_watch->look();
}

void TreeCondition::take(const core::TreeUsage &usage)
{
    if (!isMet() && job())
        check(usage);
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
