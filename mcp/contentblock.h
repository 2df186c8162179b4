#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include "mcp/protocolversion.h"
#include "mcp/resource.h"

namespace mcp {

// One piece of a tool's result or of a prompt's message (specification: schema, ContentBlock).
class ContentBlock final
{
public:
    [[nodiscard]] static ContentBlock text(const QString &text);
    [[nodiscard]] static ContentBlock image(const QByteArray &data, const QString &mimeType);
    [[nodiscard]] static ContentBlock audio(const QByteArray &data, const QString &mimeType);
    [[nodiscard]] static ContentBlock embedded(const ResourceContents &contents);
    [[nodiscard]] static ContentBlock link(const Resource &resource);

    // As the revision has it; a kind that it does not know becomes a text that says what would be there.
    [[nodiscard]] QJsonObject toJson(ProtocolVersion version) const;

private:
    ContentBlock(QJsonObject json, ProtocolVersion since, QString otherwise);

    QJsonObject m_json;
    ProtocolVersion m_since;
    QString m_otherwise;  // for revisions before m_since
};

}  // namespace mcp
