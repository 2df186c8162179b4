#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include "mcp/tools/waitcondition.h"

namespace mcp {

// The job's tree listens on a TCP port. The keeper is asked when it may have begun to: when output comes, and some
// times at growing distances after the start, but never regularly.
class PortCondition final : public WaitCondition
{
    Q_OBJECT

public:
    // `port`: which one; any if there is none.
    PortCondition(core::Job *job, std::optional<int> port, QObject *parent);

protected:
    void watch() override;

private:
    void lookSoon();
    void look();
    void take(const core::TreeUsage &usage);

    std::optional<int> m_port;
    QTimer m_timer;  // for the next look
    QElapsedTimer m_sinceLook;
    std::chrono::milliseconds m_nextDistance;
    bool m_looking = false;
};

}  // namespace mcp
