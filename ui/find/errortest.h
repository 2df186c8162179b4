#pragma once

#include "ui/find/linetest.h"

namespace ui {

// The lines of a log that tell of an error (isErrorLine()). Only those with a telltale word become text first.
class ErrorTest final : public LineTest
{
public:
    void test(const LineBlock &block, std::vector<LineHit> &hits) override;
};

}  // namespace ui
