#pragma once

#include <QJsonObject>
#include <QString>

#include "mcp/protocolversion.h"

namespace mcp {

// What the server says about itself (specification: schema, Implementation).
struct ServerInfo {
    QString name = QStringLiteral("jobdeck");
    QString title = QStringLiteral("Jobdeck");
    QString version = QStringLiteral(JOBDECK_VERSION);
    QString instructions;  // for models: how the tools work together, at most 500 words; empty: none

    // The Implementation object as the revision describes it; without the instructions.
    [[nodiscard]] QJsonObject toJson(ProtocolVersion protocol) const;
};

}  // namespace mcp
