#pragma once

#include <memory>

#include <QObject>
#include <QTimer>

#include "core/paths.h"
#include "mcp/bytechannel.h"
#include "mcp/linereader.h"
#include "mcp/servicestatus.h"

namespace mcp {

// Asks the service that runs for its status or its end (mcp/servicestatus.h), and starts none.
class ServiceControl final : public QObject
{
    Q_OBJECT

public:
    enum class Failure {
        NoService,  // nobody listens on the socket
        Foreign,  // another user's process does
        Silent,  // no answer within 5 s
        TooOld,  // it does not know the request
    };

    explicit ServiceControl(const core::Paths &paths, QObject *parent = nullptr);

    // One of the signals follows, later than this call. Not while it asks already.
    void ask(const QString &action);

signals:
    void answered(const mcp::ServiceStatus &status);
    void failed(mcp::ServiceControl::Failure failure);

private:
    void take(const QByteArray &bytes);
    void fail(Failure failure);
    void end();

    core::Paths m_paths;
    std::unique_ptr<ByteChannel> m_channel;  // while an answer is to come
    LineReader m_reader;
    QTimer m_patience;
};

}  // namespace mcp
