#pragma once

#include <QList>

namespace core {

// What a job's process tree uses at one moment.
struct TreeUsage {
    quint64 cpuMs = 0;  // user and system time of the living tree and of its reaped members
    quint64 residentBytes = 0;  // sum over the living tree
    int processes = 0;  // living processes
    QList<quint16> ports;  // TCP ports that it listens on, ascending
};

}  // namespace core
