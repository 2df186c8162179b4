#pragma once

#include <QByteArray>

namespace mcp {

// What the keyboard of a terminal sends for a text that an agent writes: Enter for each newline, and for cursor keys,
// Home and End (ESC [ A to D, F, H) what the program has asked for: with `applicationKeys` ESC O instead.
[[nodiscard]] QByteArray typed(const QByteArray &text, bool applicationKeys);

// Whether a text holds cursor keys, so that applicationKeys matters.
[[nodiscard]] bool hasCursorKeys(const QByteArray &text);

// Whether a text ends with a key that has no character: a control key, Escape, Tab, Enter, a cursor or function key.
[[nodiscard]] bool endsWithKey(const QByteArray &text);

}  // namespace mcp
