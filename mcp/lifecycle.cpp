#include "mcp/lifecycle.h"

#include <QJsonArray>

#include "mcp/methods.h"
#include "mcp/request.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr qsizetype longestName = 256;  // shown in lists; a claim of megabytes is none

QString missingParameter(const QJsonObject &params)
{
    if (!params["protocolVersion"_L1].isString())
        return u"The parameter \"protocolVersion\" of \"initialize\" must be a string."_s;
    if (!params["capabilities"_L1].isObject())
        return u"The parameter \"capabilities\" of \"initialize\" must be an object."_s;
    if (!params["clientInfo"_L1].isObject())
        return u"The parameter \"clientInfo\" of \"initialize\" must be an object."_s;
    return {};
}

ProtocolVersion agreedVersion(const QString &requested)
{
    const std::optional<ProtocolVersion> known = protocolVersionFrom(requested);
    return known && !isModern(*known) ? *known : newestLegacy;
}

}  // namespace

Lifecycle::Lifecycle(const ServerInfo &server, ClientContext &client, Methods &methods, std::function<void()> begin)
    : m_server(server)
    , m_client(client)
    , m_methods(methods)
    , m_begin(std::move(begin))
{
    methods.add(u"initialize"_s, Methods::Unestablished | Methods::Legacy,
                [this](Request &request) { initialize(request); });
    methods.add(u"ping"_s, Methods::Unestablished | Methods::Legacy, [](Request &request) { request.finish({}); });
    methods.add(u"server/discover"_s, Methods::Modern, [this](Request &request) { discover(request); });
}

void Lifecycle::meet(const QJsonObject &clientInfo)
{
    m_client.name = clientInfo["name"_L1].toString().left(longestName);
    m_client.title = clientInfo["title"_L1].toString().left(longestName);
    m_client.version = clientInfo["version"_L1].toString().left(longestName);
}

// A second `initialize` on a connection is accepted: it begins the session anew.
void Lifecycle::initialize(Request &request)
{
    const QString fault = missingParameter(request.params());
    if (!fault.isEmpty())
        return request.fail(ErrorCode::InvalidParams, fault);
    const ProtocolVersion version = agreedVersion(request.params()["protocolVersion"_L1].toString());
    m_legacyVersion = version;
    m_begin();
    meet(request.params()["clientInfo"_L1].toObject());

    QJsonObject result{{u"protocolVersion"_s, toString(version)},
                       {u"capabilities"_s, m_methods.capabilities(Methods::Legacy)},
                       {u"serverInfo"_s, m_server.toJson(version)}};
    if (!m_server.instructions.isEmpty())
        result.insert("instructions"_L1, m_server.instructions);
    request.finish(std::move(result));
}

void Lifecycle::discover(Request &request) const
{
    QJsonObject result{{u"supportedVersions"_s, QJsonArray{toString(newestModern)}},
                       {u"capabilities"_s, m_methods.capabilities(Methods::Modern)}};
    if (!m_server.instructions.isEmpty())
        result.insert("instructions"_L1, m_server.instructions);
    request.finishCacheable(std::move(result), 1h, Request::CacheScope::Public);
}

}  // namespace mcp
