#pragma once

#include <initializer_list>

#include <QObject>

#include "core/uniquefd.h"

namespace core {

// Delivers signals of the process on the event loop (signalfd(2)). They stay blocked, which a job must not inherit:
// its keeper resets the mask.
class UnixSignals final : public QObject
{
    Q_OBJECT

public:
    // Blocks them in this thread and in those that it starts from now on: to be called before there are any, because a
    // signal of the process goes to any thread that does not block it.
    static void block(std::initializer_list<int> signalNumbers);
    explicit UnixSignals(std::initializer_list<int> signalNumbers, QObject *parent = nullptr);

signals:
    void received(int signalNumber);

private:
    void read();

    UniqueFd m_fd;
};

}  // namespace core
