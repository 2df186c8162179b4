#pragma once

#include <QList>

#include "app/cli/command.h"

namespace cli {

// The table of all commands, in the order of the help. What is printed as help, the man pages and the completions is
// made from it or checked against it.
const QList<CommandSpec> &commands();
// Null when there is none of this name.
const CommandSpec *findCommand(const QString &name);
// The command that somebody who wrote `name` may have meant; empty when none is near.
QString similarCommand(const QString &name);

// One a file.
CommandSpec runCommand();
CommandSpec listCommand();
CommandSpec statusCommand();
CommandSpec outputCommand();
CommandSpec tailCommand();
CommandSpec sendCommand();
CommandSpec attachCommand();
CommandSpec killCommand();
CommandSpec waitCommand();
CommandSpec restartCommand();
CommandSpec searchCommand();
CommandSpec forgetCommand();
CommandSpec connectCommand();
CommandSpec doctorCommand();
CommandSpec serviceCommand();
// Not in the table: what the shells' completions ask.
CommandSpec completeCommand();

}  // namespace cli
