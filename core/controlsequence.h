#pragma once

#include <QByteArrayView>

#include "core/sequenceparameters.h"

namespace core {

class ScreenLines;

// What a control sequence of a terminal (ECMA-48, 5.4) does to the screen. Only those that progress bars and prompts use
// take effect.
class ControlSequence final
{
public:
    // `parameters`: the bytes between CSI and the final one.
    explicit ControlSequence(QByteArrayView parameters)
        : m_parameters(parameters)
    {
    }

    void apply(char32_t final, ScreenLines &lines) const;

private:
    void run(char32_t final, ScreenLines &lines) const;

    SequenceParameters m_parameters;
};

}  // namespace core
