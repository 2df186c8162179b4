#pragma once

#include "core/keeper/uniquefd.h"

namespace core {

using keeper::UniqueFd;

}  // namespace core
