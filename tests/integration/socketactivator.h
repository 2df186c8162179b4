#pragma once

#include <memory>

#include <QProcess>
#include <QSocketNotifier>
#include <QStringList>

#include "core/uniquefd.h"
#include "tests/integration/mcpclient.h"

// What systemd does for a socket unit and its service: binds the path, starts the service with the socket as its
// descriptor 3 when a client waits, and again after it has ended. It keeps the socket and never accepts.
class SocketActivator final
{
public:
    // Binds the path of the service in `home`, or `path`, replacing what lies there.
    explicit SocketActivator(const PrivateHome &home, const QString &path = {});
    Q_DISABLE_COPY_MOVE(SocketActivator)

    [[nodiscard]] bool isBound() const { return m_socket.isValid(); }
    [[nodiscard]] QString path() const { return m_path; }
    // The device and inode of the path.
    [[nodiscard]] QPair<quint64, quint64> file() const;
    void startService();
    // The service that was started last; null if none was.
    [[nodiscard]] QProcess *service() const { return m_service.get(); }
    [[nodiscard]] int starts() const { return m_starts; }

private:
    void startIfNeeded();

    const PrivateHome &m_home;
    QString m_path;
    core::UniqueFd m_socket;
    std::unique_ptr<QSocketNotifier> m_waiting;
    RunningProcess m_service;
    int m_starts = 0;
};
