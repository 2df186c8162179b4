#pragma once

#include <chrono>
#include <optional>

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include "mcp/protocolversion.h"

namespace mcp {

// A resource as resources/list and links name it (specification: server/resources). Empty members are left out.
struct Resource {
    QString uri;
    QString name;  // unique among the resources
    QString title;
    QString description;
    QString mimeType;

    [[nodiscard]] QJsonObject toJson(ProtocolVersion version) const;
};

// A family of resources whose URIs differ in the variables of an RFC 6570 template, such as {job_id}.
struct ResourceTemplate {
    QString uriTemplate;
    QString name;
    QString title;
    QString description;
    QString mimeType;

    [[nodiscard]] QJsonObject toJson(ProtocolVersion version) const;
};

// What a resource holds: text, or bytes.
struct ResourceContents {
    QString uri;
    QString mimeType;
    QString text;
    std::optional<QByteArray> blob = {};  // instead of the text
    std::chrono::milliseconds ttl{0};  // for how long it stays as it was read

    [[nodiscard]] QJsonObject toJson() const;
};

}  // namespace mcp
