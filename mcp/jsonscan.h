#pragma once

#include <QByteArray>

namespace mcp {

// What must be known about a line before it is parsed, found in one pass over its bytes: QJsonDocument accepts
// control characters in strings and a byte order mark, keeps the last of two equal keys, and builds what it reads.
struct JsonScan {
    static constexpr int maxDepth = 128;  // arrays and objects in each other; tool calls need less than ten

    bool malformed = false;  // does not begin with { or [, or has a raw control character in a string
    bool tooDeep = false;
    // The first of "id", "method", "params" that a message has twice, or of "name", "arguments" that its params have
    // twice; empty when there is none. Two readers of such a message could disagree about what it asks for.
    QByteArray repeated;
};

// The line is one message or an array of them. Other faults are left to the parser.
[[nodiscard]] JsonScan scanJson(QByteArrayView line);

}  // namespace mcp
