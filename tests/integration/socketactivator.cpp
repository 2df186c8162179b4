#include "socketactivator.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

SocketActivator::SocketActivator(const PrivateHome &home, const QString &path)
    : m_home(home)
    , m_path(path.isEmpty() ? home.path() + "/runtime/service.sock"_L1 : path)
    // Not closed in what a QProcess starts.
    , m_socket(::socket(AF_UNIX, SOCK_STREAM, 0))
{
    QDir().mkpath(QFileInfo(m_path).path());
    ::chmod(QFile::encodeName(QFileInfo(m_path).path()).constData(), 0700);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(m_path).constData(), sizeof address.sun_path);
    ::unlink(address.sun_path);
    if (::bind(m_socket.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) != 0
        || ::listen(m_socket.get(), 128) != 0) {
        m_socket.reset();
        return;
    }
    m_waiting = std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Read);
    QObject::connect(m_waiting.get(), &QSocketNotifier::activated, m_waiting.get(), [this] { startIfNeeded(); });
}

QPair<quint64, quint64> SocketActivator::file() const
{
    struct stat info = {};
    ::lstat(QFile::encodeName(m_path).constData(), &info);
    return {info.st_dev, info.st_ino};
}

void SocketActivator::startIfNeeded()
{
    m_waiting->setEnabled(false);  // until the service has ended
    startService();
    QObject::connect(m_service.get(), &QProcess::finished, m_waiting.get(), [this] { m_waiting->setEnabled(true); });
}

void SocketActivator::startService()
{
    ++m_starts;
    m_service.reset(new QProcess);
    m_service->setProcessEnvironment(m_home.environment());
    m_service->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const QString start = u"export LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_FDNAMES=jobdeckd.socket; exec \"$0\" 3<&%1"_s;
    m_service->start(u"bash"_s, {u"-c"_s, start.arg(m_socket.get()), programPath(u"jobdeckd"_s)});
}
