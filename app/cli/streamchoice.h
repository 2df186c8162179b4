#pragma once

#include <QString>

#include "app/cli/command.h"

namespace cli {

// --stream of the commands that print output, and --raw.
Option streamOption();
Option rawOption();
// The value for the tools; "merged" when it was not given.
QString streamOf(CommandLine &line);

}  // namespace cli
