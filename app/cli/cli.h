#pragma once

#include <QStringList>

class QCoreApplication;

namespace cli {

// Runs the command that the words name, all of those in the table (app/cli/commands.h) but `mcp` and `gui`, and returns
// its exit code.
int run(QCoreApplication &app, const QStringList &words);

}  // namespace cli
