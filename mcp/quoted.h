#pragma once

#include <QString>

namespace mcp {

// `text` in double quotes for a sentence, cut to at most `limit` UTF-16 units with "…" at the cut; never cuts a
// surrogate pair. What a client sent may be megabytes long: nothing is echoed in a message without this.
[[nodiscard]] QString quoted(QStringView text, qsizetype limit = 64);

}  // namespace mcp
