#pragma once

#include <chrono>

#include <QObject>
#include <QTimer>

namespace mcp {

// Thins out what happens often: however often note() is called, due() comes at most once in an interval, and always
// once after the last note(). Nothing runs while nothing happens.
class Coalescer final : public QObject
{
    Q_OBJECT

public:
    enum class First {
        AtOnce,  // the first due() comes inside of note()
        Later,  // at the end of the interval, so that a group of changes is told once
    };

    Coalescer(std::chrono::milliseconds interval, First first, QObject *parent = nullptr);

    void note();

signals:
    void due();

private:
    void pass();

    QTimer m_timer;
    First m_first;
    bool m_noted = false;
};

}  // namespace mcp
