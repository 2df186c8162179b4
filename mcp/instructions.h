#pragma once

#include <QString>

namespace mcp {

// What the server tells every model about itself (`instructions` of initialize and server/discover).
QString instructions();

}  // namespace mcp
