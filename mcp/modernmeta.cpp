#include "mcp/modernmeta.h"

#include <QJsonArray>
#include <QStringList>

#include "mcp/protocolversion.h"
#include "mcp/quoted.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

Error badMeta(QLatin1StringView key, const QString &expected)
{
    return {ErrorCode::InvalidParams, u"The member \"%1\" of params._meta must be %2."_s.arg(key, expected)};
}

bool isLogLevel(const QJsonValue &value)
{
    static const QStringList levels = {u"debug"_s, u"info"_s,     u"notice"_s, u"warning"_s,
                                       u"error"_s, u"critical"_s, u"alert"_s,  u"emergency"_s};
    return value.isString() && levels.contains(value.toString());
}

Error unsupportedVersion(const QString &requested)
{
    const QString shown = quoted(requested);
    return {
        ErrorCode::UnsupportedVersion,
        u"The protocol version %1 is not supported; use \"%2\", or begin with \"initialize\"."_s.arg(
            shown, toString(newestModern)),
        {{u"supported"_s, QJsonArray{toString(newestModern)}}, {u"requested"_s, shown.sliced(1, shown.size() - 2)}}};
}

}  // namespace

QJsonObject metaOf(const QJsonObject &params)
{
    return params["_meta"_L1].toObject();
}

bool isModernRequest(const QJsonObject &params)
{
    return metaOf(params).contains(metakey::protocolVersion);
}

std::optional<Error> checkModernMeta(const QJsonObject &meta)
{
    const QJsonValue version = meta[metakey::protocolVersion];
    if (!version.isString())
        return badMeta(metakey::protocolVersion, u"a string"_s);
    if (!meta[metakey::clientCapabilities].isObject())
        return badMeta(metakey::clientCapabilities, u"an object"_s);
    if (meta.contains(metakey::clientInfo) && !meta[metakey::clientInfo].isObject())
        return badMeta(metakey::clientInfo, u"an object"_s);
    if (meta.contains(metakey::logLevel) && !isLogLevel(meta[metakey::logLevel]))
        return badMeta(metakey::logLevel, u"a log level such as \"info\""_s);
    const std::optional<ProtocolVersion> known = protocolVersionFrom(version.toString());
    if (!known || !isModern(*known))
        return unsupportedVersion(version.toString());
    return std::nullopt;
}

}  // namespace mcp
