#pragma once

#include "mcp/tools/outputreply.h"

namespace mcp {

// A chunk as exact bytes (base64) beside the `fields` that place it: stdout and stderr, or both as `output`, of which
// `pieces` says whose they are. The text only counts them.
OutputReply exactReply(const core::OutputChunk &chunk, StreamChoice choice, QJsonObject fields);

}  // namespace mcp
