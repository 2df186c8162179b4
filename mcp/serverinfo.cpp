#include "mcp/serverinfo.h"

using namespace Qt::StringLiterals;

namespace mcp {

QJsonObject ServerInfo::toJson(ProtocolVersion protocol) const
{
    QJsonObject info{{u"name"_s, name}, {u"version"_s, version}};
    if (hasTitles(protocol))
        info.insert("title"_L1, title);
    return info;
}

}  // namespace mcp
