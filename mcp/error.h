#pragma once

#include <QJsonObject>
#include <QString>

namespace mcp {

// JSON-RPC's own codes, and those that MCP adds (specification: basic/index, "error codes").
enum class ErrorCode : int {
    ParseError = -32700,  // not JSON, not UTF-8, nested too deep
    InvalidRequest = -32600,  // JSON, but not a message that can be served
    MethodNotFound = -32601,  // unknown, removed in this revision, or its capability is not advertised
    InvalidParams = -32602,
    InternalError = -32603,
    ResourceNotFound = -32002,  // legacy revisions only
    MissingCapability = -32021,  // modern only; data: requiredCapabilities
    UnsupportedVersion = -32022,  // modern only; data: supported, requested
};

// A JSON-RPC error. The message is one sentence that names the thing and says what is expected.
struct Error {
    ErrorCode code = ErrorCode::InternalError;
    QString message;
    QJsonObject data = {};  // empty: left out
};

}  // namespace mcp
