#pragma once

#include <optional>

#include <QJsonObject>

#include "mcp/error.h"

namespace mcp {

// The keys of `params._meta` that carry the modern era (2026-07-28/basic/index, "_meta").
namespace metakey {
inline constexpr QLatin1StringView protocolVersion("io.modelcontextprotocol/protocolVersion");
inline constexpr QLatin1StringView clientCapabilities("io.modelcontextprotocol/clientCapabilities");
inline constexpr QLatin1StringView clientInfo("io.modelcontextprotocol/clientInfo");
inline constexpr QLatin1StringView logLevel("io.modelcontextprotocol/logLevel");
inline constexpr QLatin1StringView serverInfo("io.modelcontextprotocol/serverInfo");
inline constexpr QLatin1StringView subscriptionId("io.modelcontextprotocol/subscriptionId");
}  // namespace metakey

[[nodiscard]] QJsonObject metaOf(const QJsonObject &params);

// A request is modern when its `_meta` names a protocol version, whatever its method and whatever that value is
// (2026-07-28/basic/versioning). Nothing is inferred from earlier requests.
[[nodiscard]] bool isModernRequest(const QJsonObject &params);

// Checks the `_meta` of a modern request: complete and well typed (-32602), then a version that is served (-32022).
[[nodiscard]] std::optional<Error> checkModernMeta(const QJsonObject &meta);

}  // namespace mcp
