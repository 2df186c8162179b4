#pragma once

#include <optional>

#include <QString>

#include "core/rawneedle.h"

namespace core {

// Printable ASCII that is a part of each match of an expression, so that text without it needs no closer look: the
// longest such piece that is easily seen. It may be wrong about nothing, so it knows little: an alternative, an option
// or anything unusual outside of a group means that nothing is known. `(?i)` at the very begin is understood.
struct RequiredText {
    QByteArray text;
    Qt::CaseSensitivity sensitivity = Qt::CaseSensitive;
};
[[nodiscard]] std::optional<RequiredText> requiredText(const QString &expression);

// The same, ready to be searched for.
[[nodiscard]] std::optional<RawNeedle> requiredNeedle(const QString &expression);

}  // namespace core
