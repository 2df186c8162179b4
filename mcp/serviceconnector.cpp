#include "mcp/serviceconnector.h"

#include <cerrno>
#include <chrono>

#include <QLoggingCategory>
#include <QProcess>

#include "core/localsocket.h"

Q_LOGGING_CATEGORY(lcConnector, "jobdeck.bridge", QtWarningMsg)

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr auto patience = 10s;
constexpr auto betweenAttempts = 10ms;
constexpr auto betweenStarts = 2s;
constexpr std::chrono::seconds idleTime = 10min;  // after which a service that we have started ends

}  // namespace

ServiceConnector::ServiceConnector(core::Paths paths, core::Environment environment, QObject *parent)
    : QObject(parent)
    , m_paths(std::move(paths))
    , m_environment(std::move(environment))
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(betweenAttempts);
    connect(&m_retry, &QTimer::timeout, this, &ServiceConnector::attempt);
}

void ServiceConnector::connectToService()
{
    m_since.start();
    m_sinceStart.invalidate();
    QTimer::singleShot(0, this, &ServiceConnector::attempt);
}

void ServiceConnector::attempt()
{
    core::UniqueFd socket = core::connectToSocket(m_paths.serviceSocket());
    const bool foreign = !socket.isValid() && errno == EPERM;
    if (socket.isValid()) {
        emit connected(socket.release());
    } else if (foreign) {
        emit failed(u"The service's socket %1 is served by another user. Remove it."_s.arg(m_paths.serviceSocket()));
    } else if (m_since.hasExpired(std::chrono::milliseconds(patience).count())) {
        emit failed(
            u"No Jobdeck service answers on %1, and none could be started within %2 seconds. Run jobdeckd in a terminal to see why."_s
                .arg(m_paths.serviceSocket())
                .arg(patience.count()));
    } else {
        if (!m_sinceStart.isValid() || m_sinceStart.hasExpired(std::chrono::milliseconds(betweenStarts).count()))
            startService();
        m_retry.start();
    }
}

void ServiceConnector::startService()
{
    m_sinceStart.start();
    QProcess service;
    service.setProgram(core::siblingProgram(u"jobdeckd"_s));
    if (!m_forGood)
        service.setArguments({u"--idle-exit"_s, QString::number(idleTime.count())});
    service.setWorkingDirectory(u"/"_s);
    service.setStandardInputFile(QProcess::nullDevice());
    service.setStandardOutputFile(QProcess::nullDevice());
    service.setStandardErrorFile(QProcess::nullDevice());
    const core::EnvironmentOverride override(sessionVariables(m_environment));
    if (!service.startDetached())
        qCDebug(lcConnector, "The service %s cannot be started.", qUtf8Printable(service.program()));
}

core::Environment sessionVariables(const core::Environment &environment)
{
    static const QList<QByteArray> names{
        "HOME",
        "USER",
        "LOGNAME",
        "SHELL",
        "PATH",
        "LANG",
        "LANGUAGE",
        "TZ",
        "TMPDIR",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "XAUTHORITY",
        "DBUS_SESSION_BUS_ADDRESS",
        "SSH_AUTH_SOCK",
        "JOBDECK_HOME",
        "JOBDECK_SHELL",
        "QT_LOGGING_RULES",
    };
    core::Environment session;
    for (auto it = environment.begin(); it != environment.end(); ++it) {
        if (names.contains(it.key()) || it.key().startsWith("LC_") || it.key().startsWith("XDG_"))
            session.insert(it.key(), it.value());
    }
    return session;
}

}  // namespace mcp
