#pragma once

#include <QString>

#include "core/uniquefd.h"

namespace core {

// A connection to the Unix socket at a path, non-blocking. Invalid when nobody listens there (errno(3) says why) or when
// the listener runs under another user id (EPERM).
UniqueFd connectToSocket(const QString &path);

}  // namespace core
