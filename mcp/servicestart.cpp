#include "mcp/servicestart.h"

#include <chrono>

#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr auto patience = 10s;
constexpr auto betweenAttempts = 50ms;

}  // namespace

ServiceStart::ServiceStart(Service &service, core::PassedSocket passed, const QString &lockFile, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_passed(std::move(passed))
    , m_lockFile(lockFile)
{
    m_since.start();
}

void ServiceStart::start()
{
    const auto started = m_service.start(std::move(m_passed));
    if (!started)
        return emit failed(false, started.error());
    if (*started == core::ServiceLock::Outcome::Taken)
        return;
    // What holds the lock either serves the path itself by now, or is ending, or is about to serve.
    if (m_passed.isReached() && !m_since.hasExpired(std::chrono::milliseconds(patience).count()))
        return QTimer::singleShot(betweenAttempts, this, &ServiceStart::start);
    if (m_passed.isValid())
        m_passed.refuseClients();
    emit failed(true, u"Another Jobdeck service runs already; its process id is in %1."_s.arg(m_lockFile));
}

}  // namespace mcp
