#include "mcp/progressbeat.h"

#include <algorithm>

#include "mcp/toolcall.h"

namespace mcp {

ProgressBeat::ProgressBeat(ToolCall &call, std::function<State()> state)
    : QObject(&call)
    , m_call(call)
    , m_state(std::move(state))
{
    m_timer.setInterval(intervalMs);
    connect(&m_timer, &QTimer::timeout, this, &ProgressBeat::beat);
    if (call.wantsProgress())
        m_timer.start();
}

void ProgressBeat::finish(const std::function<void()> &answer)
{
    m_timer.stop();
    const qint64 since = m_sinceBeat.isValid() ? m_sinceBeat.elapsed() : silenceMs;
    if (since >= silenceMs)
        answer();
    else
        QTimer::singleShot(int(silenceMs - since), this, answer);
}

void ProgressBeat::beat()
{
    const State state = m_state();
    m_call.progress(state.progress, state.total, state.message);
    m_sinceBeat.start();
}

}  // namespace mcp
