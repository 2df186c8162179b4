#pragma once

#include <QStringList>

namespace core {

// The keys of all settings (core/settings.h), in the order of their description.
[[nodiscard]] QStringList settingKeys();

}  // namespace core
