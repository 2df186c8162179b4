#pragma once

#include <QElapsedTimer>

namespace mcp {

// Lets at most `perSecond` things happen in each second that begins with one of them.
class RateLimit final
{
public:
    explicit RateLimit(int perSecond);

    // True when it may happen now, and counts it.
    [[nodiscard]] bool allow();

private:
    int m_perSecond;
    int m_count = 0;
    QElapsedTimer m_second;
};

}  // namespace mcp
