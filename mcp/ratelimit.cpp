#include "mcp/ratelimit.h"

namespace mcp {

RateLimit::RateLimit(int perSecond)
    : m_perSecond(perSecond)
{
}

bool RateLimit::allow()
{
    if (!m_second.isValid() || m_second.hasExpired(1000)) {
        m_second.start();
        m_count = 0;
    }
    return ++m_count <= m_perSecond;
}

}  // namespace mcp
