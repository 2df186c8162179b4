#pragma once

#include <QList>

#include "core/keeper/protocol.h"

namespace core {

// What a job's process tree uses at one moment.
struct TreeUsage {
    quint64 cpuMs = 0;  // user and system time of the living tree and of its reaped members
    quint64 residentBytes = 0;  // sum over the living tree
    int processes = 0;  // living processes
    QList<quint16> ports;  // TCP ports that it listens on, ascending
    // Of each process, read before the rest was looked at; empty if that isn't known.
    QList<keeper::ProcessClock> clocks;
};

// Whether it is known that no process of the tree has run since, so that all is as it was.
[[nodiscard]] bool isAsleepSince(const TreeUsage &usage);

}  // namespace core
