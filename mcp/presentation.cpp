#include "mcp/presentation.h"

#include <QJsonDocument>
#include <QJsonObject>

#include "core/localsocket.h"
#include "mcp/wirejson.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

QByteArray presentedLine()
{
    return wireJson(QJsonObject{{u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, presentedMethod}});
}

Presentation::Presentation(const core::Paths &paths, QObject *parent)
    : QObject(parent)
    , m_paths(paths)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(3s);
    connect(&m_patience, &QTimer::timeout, this, [this] { finish(&Presentation::unanswered); });
    connect(&m_socket, &QLocalSocket::readyRead, this, &Presentation::read);
    connect(&m_socket, &QLocalSocket::disconnected, this, [this] { finish(&Presentation::unanswered); });
}

void Presentation::ask(bool show, const QString &activationToken)
{
    m_patience.start();
    core::UniqueFd fd = core::connectToSocket(m_paths.serviceSocket());
    if (!fd.isValid() || !m_socket.setSocketDescriptor(fd.get())) {
        QTimer::singleShot(0, this, [this] { finish(&Presentation::unanswered); });
        return;
    }
    (void)fd.release();
    m_socket.write(wireJson(QJsonObject{{u"jsonrpc"_s, u"2.0"_s},
                                        {u"method"_s, presentMethod},
                                        {u"params"_s, QJsonObject{{u"show"_s, show}, {u"token"_s, activationToken}}}}));
}

void Presentation::read()
{
    while (m_socket.canReadLine()) {
        const QJsonObject message = QJsonDocument::fromJson(m_socket.readLine()).object();
        if (message[u"method"].toString() == presentedMethod)
            return finish(&Presentation::presented);
    }
}

void Presentation::finish(void (Presentation::*outcome)())
{
    if (!m_patience.isActive())
        return;
    m_patience.stop();
    m_socket.abort();
    emit(this->*outcome)();
}

}  // namespace mcp
