#include "mcp/session.h"

#include <exception>

#include "mcp/batch.h"
#include "mcp/completionmethods.h"
#include "mcp/logging.h"
#include "mcp/modernmeta.h"
#include "mcp/promptmethods.h"
#include "mcp/quoted.h"
#include "mcp/request.h"
#include "mcp/resourcemethods.h"
#include "mcp/taskmethods.h"
#include "mcp/toolmethods.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

Error noSession()
{
    return {ErrorCode::InvalidParams,
            u"There is no session yet: send \"initialize\", or name the protocol version \"%1\" in "
            "params._meta[\"%2\"]."_s.arg(toString(newestModern), metakey::protocolVersion)};
}

// Runs what was registered from outside; false when it threw.
template<typename Call>
bool contained(const QString &method, Call call)
{
    try {
        call();
        return true;
    } catch (const std::exception &exception) {
        qCCritical(logMcp, "%s threw: %s", qPrintable(quoted(method)), exception.what());
    } catch (...) {
        qCCritical(logMcp, "%s threw something that is no std::exception", qPrintable(quoted(method)));
    }
    return false;
}

}  // namespace

Session::Session(ServerInfo server, const Offer &offer, QObject *parent)
    : QObject(parent)
    , m_server(std::move(server))
    , m_lifecycle(m_server, m_client, m_methods, [this] { m_subscriptions.endLegacy(); })
    , m_outbox([this](const QByteArray &line) { emit send(line); })
    , m_subscriptions(m_methods, offer.resources, offer.tasks,
                      [this](const QString &method, const QJsonObject &params) { notify(method, params); })
{
    addMethods(offer);
    onNotification(u"notifications/cancelled"_s, [this](const QJsonObject &params) { cancel(params); });
    onNotification(u"notifications/initialized"_s, [this](const QJsonObject &) {
        if (legacyVersion())
            m_subscriptions.beginLegacy();
        emit initialized();
    });
}

void Session::addMethods(const Offer &offer)
{
    using Tasks = ToolInvocation::Tasks;
    addToolMethods(m_methods, offer.tools, m_client, offer.tasks ? Tasks::Served : Tasks::None);
    if (offer.resources)
        addResourceMethods(m_methods, *offer.resources);
    if (offer.prompts)
        addPromptMethods(m_methods, *offer.prompts);
    if (offer.resources || offer.prompts)
        addCompletionMethods(m_methods, offer);
    if (offer.tasks)
        addTaskMethods(m_methods, *offer.tasks);
}

void Session::receive(const QByteArray &bytes)
{
    if (m_outbox.isClosed())
        return;
    m_reader.append(bytes);
    while (const std::optional<LineReader::Line> line = m_reader.next()) {
        if (line->tooLong) {
            const QString sentence = u"The line is over %1 bytes long."_s.arg(m_reader.limit());
            refuse({}, {ErrorCode::InvalidRequest, sentence}, nullptr);
        } else {
            serveLine(line->text);
        }
        if (m_outbox.isClosed())
            return;
    }
}

void Session::end()
{
    m_outbox.close();
    m_subscriptions.endLegacy();
    const QList<Request *> open = m_inFlight.values();
    for (Request *request : open)
        request->cancel();
}

void Session::onNotification(const QString &method, const NotificationHandler &handler)
{
    m_notificationHandlers.insert(method, handler);
}

void Session::notify(const QString &method, const QJsonObject &params)
{
    m_outbox.send(notificationMessage(method, params));
}

void Session::serveLine(const QByteArray &line)
{
    qCDebug(logWire).noquote() << "<-" << line;
    const ParsedLine parsed = parseLine(line);
    if (parsed.isBatch)
        serveBatch(parsed.batch);
    else
        serveMessage(parsed.message, nullptr);
}

void Session::serveMessage(const Message &message, Batch *batch)
{
    switch (message.kind) {
    case Message::Kind::Request:
        return serveRequest(message, batch);
    case Message::Kind::Notification:
        return serveNotification(message);
    case Message::Kind::Silent:
        qCDebug(logMcp, "ignored a response or a malformed notification");
        return;
    case Message::Kind::Invalid:
        return refuse(message.id, message.error, batch);
    }
}

// Only 2025-03-26 has batches (2025-03-26/basic/index, removed by 2025-06-18/changelog).
void Session::serveBatch(const QJsonArray &messages)
{
    const auto refuseAll = [this](const QString &sentence) {
        refuse({}, {ErrorCode::InvalidRequest, sentence}, nullptr);
    };
    if (!legacyVersion() || !hasBatches(*legacyVersion()))
        return refuseAll(u"Batches are not part of this protocol version: send one message a line."_s);
    if (messages.isEmpty())
        return refuseAll(u"The batch is empty."_s);
    if (messages.size() > Batch::maxMessages)
        return refuseAll(u"The batch has more than %1 messages."_s.arg(Batch::maxMessages));

    auto *batch = new Batch(this);
    connect(batch, &Batch::complete, this, [this](const QJsonArray &responses) { m_outbox.respond(responses); });
    for (const auto &value : messages) {
        if (!m_outbox.isClosed())
            serveMessage(parseMessage(value), batch);
    }
    batch->close();
}

void Session::serveRequest(const Message &message, Batch *batch)
{
    if (const std::optional<Error> error = refusal(message, batch))
        return refuse(message.id, *error, batch);
    const Methods::Era era = eraOf(message);
    if (era == Methods::Modern && metaOf(message.params).contains(metakey::clientInfo))
        m_lifecycle.meet(metaOf(message.params)[metakey::clientInfo].toObject());
    auto *request = new Request(*message.id, message.method, message.params, versionOf(era), m_server, this);
    track(request, batch);
    run(*m_methods.find(message.method, era), *request);
}

void Session::serveNotification(const Message &message)
{
    const auto handler = m_notificationHandlers.constFind(message.method);
    if (handler == m_notificationHandlers.cend())
        return;
    contained(message.method, [call = *handler, &message] { call(message.params); });
}

// The checks of a well-formed request, in the order of 2026-07-28/basic/index; nothing when it is to be served.
std::optional<Error> Session::refusal(const Message &message, const Batch *batch) const
{
    if (m_inFlight.contains(message.id->key()))
        return Error{ErrorCode::InvalidRequest, u"A request with this id is in flight."_s};
    if (m_inFlight.size() >= maxInFlight)
        return Error{ErrorCode::InternalError, u"%1 requests are in flight; wait for one of them."_s.arg(maxInFlight)};
    const Methods::Era era = eraOf(message);
    if (batch && (era == Methods::Modern || message.method == "initialize"_L1))
        return Error{ErrorCode::InvalidRequest, u"This request must not be part of a batch."_s};
    if (era == Methods::Modern) {
        if (std::optional<Error> error = checkModernMeta(metaOf(message.params)))
            return error;
    }
    if (m_methods.find(message.method, era))
        return std::nullopt;
    if (era == Methods::Unestablished)
        return noSession();
    return Error{ErrorCode::MethodNotFound, u"There is no method %1."_s.arg(quoted(message.method))};
}

Methods::Era Session::eraOf(const Message &message) const
{
    if (isModernRequest(message.params))
        return Methods::Modern;
    return legacyVersion() ? Methods::Legacy : Methods::Unestablished;
}

ProtocolVersion Session::versionOf(Methods::Era era) const
{
    return era == Methods::Modern ? newestModern : legacyVersion().value_or(newestLegacy);
}

// From here until its end the request's id is taken and notifications/cancelled finds it.
void Session::track(Request *request, Batch *batch)
{
    m_inFlight.insert(request->id().key(), request);
    if (batch)
        batch->expect();
    connect(request, &Request::notified, this,
            [this](const QJsonObject &notification) { m_outbox.send(notification); });
    connect(request, &Request::answered, this, [this, request, batch](const QJsonObject &response) {
        m_inFlight.remove(request->id().key());
        request->deleteLater();
        respond(response, batch);
    });
    connect(request, &Request::cancelled, this, [this, request, batch] {
        m_inFlight.remove(request->id().key());
        request->deleteLater();
        if (batch)
            batch->drop();
    });
}

void Session::run(const Methods::Handler &handler, Request &request)
{
    if (!contained(request.method(), [&] { handler(request); })) {
        request.fail(ErrorCode::InternalError,
                     u"%1 failed inside Jobdeck; this is a fault in Jobdeck."_s.arg(quoted(request.method())));
    }
}

// Unknown, finished and malformed ids are ignored (basic/patterns/cancellation).
void Session::cancel(const QJsonObject &params)
{
    const std::optional<RequestId> id = RequestId::from(params["requestId"_L1]);
    if (!id)
        return;
    if (Request *request = m_inFlight.value(id->key()))
        request->cancel();
}

void Session::refuse(const std::optional<RequestId> &id, const Error &error, Batch *batch)
{
    if (batch) {
        batch->expect();
        batch->add(errorMessage(id, error));
    } else if (id) {
        m_outbox.respond(errorMessage(id, error));
    } else {
        m_outbox.complain(error);
    }
}

void Session::respond(const QJsonObject &response, Batch *batch)
{
    if (batch)
        batch->add(response);
    else
        m_outbox.respond(response);
}

}  // namespace mcp
