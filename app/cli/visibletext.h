#pragma once

#include <QString>

namespace cli {

// The text without what a terminal would take for a command: newlines and tabs are spaces, other control characters and
// those that reorder text stand as ⟨U+001B⟩.
[[nodiscard]] QString visible(const QString &text);

// How many columns it takes on a terminal.
[[nodiscard]] int columnsOf(const QString &text);
// At most so many columns of it, with "…" for what is missing. Never cuts a character in two.
[[nodiscard]] QString fitted(const QString &text, int columns);
// With spaces behind it up to that many columns.
[[nodiscard]] QString padded(const QString &text, int columns);

}  // namespace cli
