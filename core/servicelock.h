#pragma once

#include "core/paths.h"
#include "core/result.h"
#include "core/uniquefd.h"

namespace core {

// Makes this process the user's one service for as long as the object lives: an flock(2) on RUNTIME/service.lock,
// which the kernel frees with the process, however it ends. The file contains the process id, for people.
class ServiceLock final
{
public:
    enum class Outcome { Taken, HeldByAnother };

    // HeldByAnother when another service runs or has reserved the lock; an error when the file can't be opened.
    Result<Outcome> take(const Paths &paths);
    // Until this one takes the lock or goes, no other does that asks from now on: bridges that lose their service
    // would otherwise start another one before its successor is there. False when another has reserved it already.
    bool reserve(const Paths &paths);

private:
    UniqueFd m_file, m_reservation;
};

}  // namespace core
