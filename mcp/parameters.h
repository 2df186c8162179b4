#pragma once

#include <optional>

#include <QString>

#include "mcp/error.h"
#include "mcp/protocolversion.h"

namespace mcp {

class Request;

// Faults of parameters that several methods share.

// The parameter, a string. Answers the request with -32602 and returns nothing when it is missing or something else.
[[nodiscard]] std::optional<QString> stringParameter(Request &request, const QString &name);

// Lists are given on one page, as some clients read no other, so there is no cursor that could be valid: true when
// there was one and the request was answered with -32602.
[[nodiscard]] bool refuseCursor(Request &request);

// -32602 in the modern era, -32002 before; data.uri names it.
[[nodiscard]] Error noSuchResource(const QString &uri, ProtocolVersion version);

}  // namespace mcp
