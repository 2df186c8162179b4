#pragma once

#include <QElapsedTimer>
#include <QList>

#include "mcp/progressbeat.h"
#include "mcp/tools/waitcondition.h"

namespace mcp {

class ToolCall;

// A call of the tool `wait` under way: answers it when the first of its jobs has what is waited for, or when the time
// is over. A child of the call, whose end (a cancellation, a lost client) ends the wait and never touches a job.
class Waiter final : public QObject
{
    Q_OBJECT

public:
    // At least one job.
    Waiter(ToolCall &call, const QList<core::Job *> &jobs, const WaitWish &wish, std::chrono::milliseconds timeout);

    void start();

private:
    void take(WaitCondition *condition, const WaitEnd &end);
    void timeOut();
    void answer(WaitCondition *condition, const WaitEnd &end);
    [[nodiscard]] ProgressBeat::State progress() const;

    ToolCall &m_call;
    std::chrono::milliseconds m_timeout;
    std::optional<quint64> m_offset;
    QList<WaitCondition *> m_conditions;
    bool m_answered = false;
    QElapsedTimer m_clock;
    ProgressBeat m_beat;
};

}  // namespace mcp
