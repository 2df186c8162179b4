#include "mcp/contentblock.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

QJsonObject textJson(const QString &text)
{
    return {{u"type"_s, u"text"_s}, {u"text"_s, text}};
}

QJsonObject mediaJson(const QString &type, const QByteArray &data, const QString &mimeType)
{
    return {{u"type"_s, type}, {u"data"_s, QString::fromLatin1(data.toBase64())}, {u"mimeType"_s, mimeType}};
}

}  // namespace

ContentBlock::ContentBlock(QJsonObject json, ProtocolVersion since, QString otherwise)
    : m_json(std::move(json))
    , m_since(since)
    , m_otherwise(std::move(otherwise))
{
}

ContentBlock ContentBlock::text(const QString &text)
{
    return {textJson(text), ProtocolVersion::V2024_11_05, {}};
}

ContentBlock ContentBlock::image(const QByteArray &data, const QString &mimeType)
{
    return {mediaJson(u"image"_s, data, mimeType), ProtocolVersion::V2024_11_05, {}};
}

ContentBlock ContentBlock::audio(const QByteArray &data, const QString &mimeType)
{
    return {mediaJson(u"audio"_s, data, mimeType), ProtocolVersion::V2025_03_26,
            u"[sound, %1, %2 bytes]"_s.arg(mimeType).arg(data.size())};
}

ContentBlock ContentBlock::embedded(const ResourceContents &contents)
{
    return {{{u"type"_s, u"resource"_s}, {u"resource"_s, contents.toJson()}}, ProtocolVersion::V2024_11_05, {}};
}

ContentBlock ContentBlock::link(const Resource &resource)
{
    QJsonObject json = resource.toJson(newestModern);
    json.insert("type"_L1, u"resource_link"_s);
    return {json, ProtocolVersion::V2025_06_18, u"[%1: %2]"_s.arg(resource.name, resource.uri)};
}

QJsonObject ContentBlock::toJson(ProtocolVersion version) const
{
    return version >= m_since ? m_json : textJson(m_otherwise);
}

}  // namespace mcp
