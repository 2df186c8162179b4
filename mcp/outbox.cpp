#include "mcp/outbox.h"

#include <QJsonArray>

#include "mcp/jsonrpc.h"
#include "mcp/logging.h"
#include "mcp/wirejson.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

Error tooLarge(qsizetype size)
{
    const QString sentence = u"The answer is %1 bytes long, over the limit of %2; ask for less."_s;
    return {ErrorCode::InternalError, sentence.arg(size).arg(Outbox::maxMessage)};
}

}  // namespace

Outbox::Outbox(Sink sink)
    : m_sink(std::move(sink))
{
}

void Outbox::send(const QJsonObject &message)
{
    const QByteArray line = wireJson(message);
    if (line.size() <= maxMessage)
        write(line);
    else
        qCCritical(logMcp).noquote() << "not sent:" << tooLarge(line.size()).message;
}

void Outbox::respond(const QJsonObject &response)
{
    const QByteArray line = wireJson(response);
    if (line.size() <= maxMessage)
        write(line);
    else
        write(wireJson(errorMessage(RequestId::from(response["id"_L1]), tooLarge(line.size()))));
}

void Outbox::respond(const QJsonArray &responses)
{
    if (responses.isEmpty())
        return;
    const QByteArray line = wireJson(responses);
    if (line.size() <= maxMessage)
        return write(line);
    for (const auto &response : responses)
        respond(response.toObject());
}

void Outbox::complain(const Error &error)
{
    if (!m_complaints.allow())
        return;
    qCWarning(logMcp).noquote() << "refused what the client sent:" << error.message;
    respond(errorMessage({}, error));
}

void Outbox::write(const QByteArray &line)
{
    if (m_closed)
        return;
    qCDebug(logWire).noquote() << "->" << line.chopped(1);
    m_sink(line);
}

}  // namespace mcp
