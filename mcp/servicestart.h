#pragma once

#include <QElapsedTimer>
#include <QObject>

#include "core/passedsocket.h"
#include "mcp/service.h"

namespace mcp {

// Starts a service without a window, once. When systemd has started it (socket activation), clients wait in the socket
// already: it then waits for its turn while another service ends, and sends the clients on when that one stays.
class ServiceStart final : public QObject
{
    Q_OBJECT

public:
    // The service's lock lies at `lockFile`.
    ServiceStart(Service &service, core::PassedSocket passed, const QString &lockFile, QObject *parent = nullptr);

    void start();

signals:
    // Nothing comes when the service runs. `held`: another one runs.
    void failed(bool held, const QString &sentence);

private:
    Service &m_service;
    core::PassedSocket m_passed;
    QString m_lockFile;
    QElapsedTimer m_since;
};

}  // namespace mcp
