#pragma once

#include <QString>

namespace core {

// `text`, or of one longer than `longest` UTF-16 units the part around the place, with "…" at each cut. No character is
// cut in two.
[[nodiscard]] QString excerpt(const QString &text, qsizetype longest, qsizetype start = 0, qsizetype length = 0);

}  // namespace core
