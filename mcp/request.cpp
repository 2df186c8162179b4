#include "mcp/request.h"

#include "mcp/jsonrpc.h"
#include "mcp/modernmeta.h"

using namespace Qt::StringLiterals;

namespace mcp {

Request::Request(RequestId id, QString method, QJsonObject params, ProtocolVersion version, const ServerInfo &server,
                 QObject *parent)
    : QObject(parent)
    , m_id(std::move(id))
    , m_method(std::move(method))
    , m_params(std::move(params))
    , m_version(version)
    , m_server(server)
{
}

QJsonObject Request::meta() const
{
    return metaOf(m_params);
}

QJsonObject Request::clientCapabilities() const
{
    return isModern(m_version) ? meta()[metakey::clientCapabilities].toObject() : QJsonObject();
}

std::optional<RequestId> Request::progressToken() const
{
    return RequestId::from(meta()["progressToken"_L1]);
}

void Request::finish(QJsonObject result)
{
    if (isModern(m_version)) {
        if (!result.contains("resultType"_L1))
            result.insert("resultType"_L1, u"complete"_s);
        QJsonObject resultMeta = metaOf(result);
        resultMeta.insert(metakey::serverInfo, m_server.toJson(m_version));
        result.insert("_meta"_L1, resultMeta);
    }
    answer(resultMessage(m_id, result));
}

void Request::finishCacheable(QJsonObject result, std::chrono::milliseconds ttl, CacheScope scope)
{
    if (isModern(m_version)) {
        result.insert("ttlMs"_L1, qint64(ttl.count()));
        result.insert("cacheScope"_L1, scope == CacheScope::Public ? u"public"_s : u"private"_s);
    }
    finish(std::move(result));
}

void Request::fail(const Error &error)
{
    answer(errorMessage(m_id, error));
}

void Request::fail(ErrorCode code, const QString &sentence)
{
    fail(Error{code, sentence});
}

void Request::notify(const QString &method, const QJsonObject &params)
{
    if (m_open)
        emit notified(notificationMessage(method, params));
}

void Request::cancel()
{
    if (!m_open)
        return;
    m_open = false;
    emit cancelled();
}

void Request::answer(const QJsonObject &response)
{
    if (!m_open)
        return;
    m_open = false;
    emit answered(response);
}

}  // namespace mcp
