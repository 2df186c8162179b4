#pragma once

#include <QJsonObject>

namespace cli {

class CommandLine;

// The arguments of the tool `execute` for a line of `jobdeck run`, without `after`, whose jobs a person may have named
// otherwise than by id. What is wrong with the line it keeps for its error().
[[nodiscard]] QJsonObject executeArguments(CommandLine &line);

}  // namespace cli
