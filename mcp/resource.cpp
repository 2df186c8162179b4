#include "mcp/resource.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

// What resources and templates have in common, behind their URI.
template<typename Described>
void describe(QJsonObject &entry, const Described &described, ProtocolVersion version)
{
    entry.insert("name"_L1, described.name);
    if (hasTitles(version) && !described.title.isEmpty())
        entry.insert("title"_L1, described.title);
    if (!described.description.isEmpty())
        entry.insert("description"_L1, described.description);
    if (!described.mimeType.isEmpty())
        entry.insert("mimeType"_L1, described.mimeType);
}

}  // namespace

QJsonObject Resource::toJson(ProtocolVersion version) const
{
    QJsonObject entry{{u"uri"_s, uri}};
    describe(entry, *this, version);
    return entry;
}

QJsonObject ResourceTemplate::toJson(ProtocolVersion version) const
{
    QJsonObject entry{{u"uriTemplate"_s, uriTemplate}};
    describe(entry, *this, version);
    return entry;
}

QJsonObject ResourceContents::toJson() const
{
    QJsonObject contents{{u"uri"_s, uri}};
    if (!mimeType.isEmpty())
        contents.insert("mimeType"_L1, mimeType);
    if (blob)
        contents.insert("blob"_L1, QString::fromLatin1(blob->toBase64()));
    else
        contents.insert("text"_L1, text);
    return contents;
}

}  // namespace mcp
