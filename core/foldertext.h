#pragma once

#include <QString>

namespace core {

// A path as a person reads it: with the home folder as "~".
[[nodiscard]] QString folderText(const QString &folder);

}  // namespace core
