#pragma once

#include <functional>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace mcp {

class ToolCall;
struct ToolResult;

// Tells a client that a long call is alive, if it wants to know: notifications/progress every few seconds, which also
// start its timeout anew. The answer goes through this, so that it never comes right behind such a notification: the
// official clients drop a token before they handle it (basic/patterns/progress).
class ProgressBeat final : public QObject
{
    Q_OBJECT

public:
    static constexpr int intervalMs = 5000;
    static constexpr int silenceMs = 100;  // between the last notification and the answer

    struct State {
        double progress = 0;  // increases from call to call
        double total = 0;
        QString message;
    };

    // A child of the call. `state` is asked at each beat.
    ProgressBeat(ToolCall &call, std::function<State()> state);

    // Ends the beats and calls `answer`, now or when it has been silent.
    void finish(const std::function<void()> &answer);

private:
    void beat();

    ToolCall &m_call;
    std::function<State()> m_state;
    QTimer m_timer;
    QElapsedTimer m_sinceBeat;
};

}  // namespace mcp
