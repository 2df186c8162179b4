#include "mcp/servicecontrol.h"

#include <fcntl.h>

#include <cerrno>
#include <chrono>

#include <QJsonDocument>

#include "core/localsocket.h"
#include "mcp/wirejson.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

ServiceControl::ServiceControl(const core::Paths &paths, QObject *parent)
    : QObject(parent)
    , m_paths(paths)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(5s);
    connect(&m_patience, &QTimer::timeout, this, [this] { fail(Failure::Silent); });
}

void ServiceControl::ask(const QString &action)
{
    core::UniqueFd socket = core::connectToSocket(m_paths.serviceSocket());
    if (!socket.isValid()) {
        const Failure failure = errno == EPERM ? Failure::Foreign : Failure::NoService;
        QTimer::singleShot(0, this, [this, failure] { emit failed(failure); });
        return;
    }
    core::UniqueFd output(::fcntl(socket.get(), F_DUPFD_CLOEXEC, 3));
    m_channel = std::make_unique<ByteChannel>(std::move(socket), std::move(output));
    m_reader = LineReader();
    connect(m_channel.get(), &ByteChannel::received, this, &ServiceControl::take);
    connect(m_channel.get(), &ByteChannel::inputEnded, this, [this] { fail(Failure::Silent); });
    m_patience.start();
    m_channel->write(wireJson(QJsonObject{{u"jsonrpc"_s, u"2.0"_s},
                                          {u"id"_s, 1},
                                          {u"method"_s, serviceMethod},
                                          {u"params"_s, QJsonObject{{u"action"_s, action}}}}));
}

void ServiceControl::take(const QByteArray &bytes)
{
    m_reader.append(bytes);
    while (const auto line = m_channel ? m_reader.next() : std::nullopt) {
        const QJsonObject message = QJsonDocument::fromJson(line->text).object();
        if (message.contains("error"_L1)) {
            fail(Failure::TooOld);
        } else if (message.contains("result"_L1)) {
            end();
            emit answered(ServiceStatus::fromJson(message["result"_L1].toObject()));
        }
    }
}

void ServiceControl::fail(Failure failure)
{
    end();
    emit failed(failure);
}

// The channel may be the sender.
void ServiceControl::end()
{
    m_patience.stop();
    m_channel->disconnect(this);
    m_channel.release()->deleteLater();
}

}  // namespace mcp
