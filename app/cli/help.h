#pragma once

#include <QByteArray>
#include <QString>

namespace cli {

struct CommandSpec;

// What `jobdeck --help` prints: fits on a screen of 80 columns and 24 lines.
QString generalHelp();
// What `jobdeck COMMAND --help` prints.
QString helpOf(const CommandSpec &command);
// The table of commands as JSON, for tests of what is written about them elsewhere: {"commands": [{"name",
// "arguments", "summary", "options": [{"name", "letter", "argument", "help"}]}]}.
QByteArray commandsJson();
// The same for the settings: {"settings": [{"key", "variable", "default"}]}.
QByteArray settingsJson();

}  // namespace cli
