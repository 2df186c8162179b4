#pragma once

#include <vector>

#include "ui/find/logreader.h"

namespace ui {

struct LineHit {
    quint64 offset = 0;  // where the line begins
    quint32 count = 1;  // how often

    bool operator==(const LineHit &) const = default;
};

// Which lines of a log somebody looks for.
class LineTest
{
public:
    LineTest() = default;
    virtual ~LineTest() = default;
    Q_DISABLE_COPY_MOVE(LineTest)

    // Appends the lines of the block that fit, in their order.
    virtual void test(const LineBlock &block, std::vector<LineHit> &hits) = 0;
};

}  // namespace ui
