#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include "mcp/tools/waitcondition.h"

namespace mcp {

// Something about the job's tree that nobody announces, so that its keeper must be asked: when output comes, and at
// growing distances, in the end every 20 s.
class TreeCondition : public WaitCondition
{
    Q_OBJECT

public:
    TreeCondition(core::Job *job, QObject *parent);

protected:
    void watch() override;
    // Whether that was it; meets the condition then.
    virtual bool check(const core::TreeUsage &usage) = 0;

private:
    void lookSoon();
    void look();
    void take(const core::TreeUsage &usage);

    QTimer m_timer;  // for the next look
    QElapsedTimer m_sinceLook;
    std::chrono::milliseconds m_nextDistance;
    bool m_looking = false;
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

// The tree waits for input. The keeper tells so by itself, but not of a job that has been silent for long.
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
