#include "mcp/parameters.h"

#include "mcp/quoted.h"
#include "mcp/request.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr qsizetype longestEcho = 2048;  // UTF-16 units

}  // namespace

std::optional<QString> stringParameter(Request &request, const QString &name)
{
    const QJsonValue value = request.params()[name];
    if (value.isString())
        return value.toString();
    request.fail(ErrorCode::InvalidParams,
                 u"The parameter \"%1\" of %2 must be a string."_s.arg(name, request.method()));
    return std::nullopt;
}

bool refuseCursor(Request &request)
{
    if (!request.params().contains("cursor"_L1))
        return false;
    request.fail(ErrorCode::InvalidParams,
                 u"The cursor is unknown: %1 has one page, ask without."_s.arg(request.method()));
    return true;
}

Error noSuchResource(const QString &uri, ProtocolVersion version)
{
    return {isModern(version) ? ErrorCode::InvalidParams : ErrorCode::ResourceNotFound,
            u"There is no resource %1; resources/list and resources/templates/list name those there are."_s.arg(
                quoted(uri)),
            {{u"uri"_s, uri.left(longestEcho)}}};
}

}  // namespace mcp
