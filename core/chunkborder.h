#pragma once

#include "core/outputspan.h"

namespace core {

// Where a chunk may end. All functions are pure; `spans` are those of a chunk in the order of their offsets.

// The offset at or before the chunk's end at which no stream is inside a UTF-8 character. Bytes that can't
// become a character hold nothing back.
[[nodiscard]] quint64 characterBorder(const OutputChunk &chunk);

// The first offset behind the chunk's begin at which no stream is inside a character, or the chunk's end.
[[nodiscard]] quint64 firstCharacterBorder(const OutputChunk &chunk);

// The offset at or before the chunk's end at which every stream is behind a newline or not in the chunk; if
// that would be its begin, the one behind the last newline of any stream; the chunk's begin when there is no
// newline.
[[nodiscard]] quint64 lineBorder(const OutputChunk &chunk);

// Takes the bytes off the chunk's begin that belong to a character that began before it.
void dropOpenedCharacter(OutputChunk &chunk);

// Ends the chunk at `end`, which lies inside it.
void cutChunk(OutputChunk &chunk, quint64 end);

}  // namespace core
