#pragma once

#include <QString>

#include "core/connect/agentclient.h"

namespace core {

// Exactly what a change will do: its commands as a shell would take them, or the lines of the file that go ("- ") and
// come ("+ ") with two lines around them.
[[nodiscard]] QString changeText(const ClientChange &change);

// The lines that differ between two texts, as above; empty for equal texts.
[[nodiscard]] QString lineDifference(const QString &before, const QString &after);

// A command line that a shell splits into these words again.
[[nodiscard]] QString shellLine(const QStringList &words);

}  // namespace core
