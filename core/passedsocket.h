#pragma once

#include <QString>

#include "core/uniquefd.h"

namespace core {

// The listening socket at the service's path that systemd has made and handed to us (socket activation,
// sd_listen_fds(3)). Clients wait in it until we accept them. systemd keeps it for services to come.
class PassedSocket final
{
public:
    PassedSocket() = default;

    // Descriptor 3 when LISTEN_PID and LISTEN_FDS say that it is for this process, and it listens at `path`; of what
    // lies elsewhere the log says so. These variables are removed and the descriptors closed for the jobs' sake.
    static PassedSocket take(const QString &path);

    [[nodiscard]] bool isValid() const { return m_fd.isValid(); }
    // Whether who connects to the path comes here: another service may have replaced the path since systemd bound it.
    [[nodiscard]] bool isReached() const;
    // Closes the connections of all clients that wait, for them to connect again.
    void refuseClients() const;
    [[nodiscard]] UniqueFd release() { return std::move(m_fd); }

private:
    QString m_path;
    UniqueFd m_fd;
};

}  // namespace core
