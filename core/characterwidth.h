#pragma once

namespace core {

// The columns that a character takes on a terminal: 0 for what joins the character before it, 2 for wide ones of
// Unicode's East Asian Width and emoji, else 1. Of control characters it says nothing.
[[nodiscard]] int characterWidth(char32_t codePoint);

}  // namespace core
