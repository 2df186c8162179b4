#pragma once

#include <memory>

#include "core/treewatch.h"
#include "mcp/tools/waitcondition.h"

namespace mcp {

// Something about the job's tree that nobody announces, so that it must be looked at (core/treewatch.h).
class TreeCondition : public WaitCondition
{
    Q_OBJECT

public:
    using WaitCondition::WaitCondition;

protected:
    void watch() override;
    // Whether that was it; meets the condition then.
    virtual bool check(const core::TreeUsage &usage) = 0;

private:
    void take(const core::TreeUsage &usage);

    std::shared_ptr<core::TreeWatch> m_watch;
};

// The tree listens on a TCP port.
class PortCondition final : public TreeCondition
{
    Q_OBJECT

public:
    // `port`: which one; any if there is none.
    PortCondition(core::Job *job, std::optional<int> port, QObject *parent);

protected:
    bool check(const core::TreeUsage &usage) override;

private:
    std::optional<int> m_port;
};

// The tree waits for input.
class InputCondition final : public TreeCondition
{
    Q_OBJECT

public:
    using TreeCondition::TreeCondition;

protected:
    void watch() override;
    bool check(const core::TreeUsage &usage) override;
};

}  // namespace mcp
