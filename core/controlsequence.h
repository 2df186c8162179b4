#pragma once

#include <array>

namespace core {

class ScreenLines;

// A control sequence of a terminal: CSI, parameters, a final byte (ECMA-48, 5.4). Only those that progress bars and
// prompts use take effect.
class ControlSequence final
{
public:
    void begin();
    // A character behind CSI: false when it is no parameter or intermediate, and so ends the sequence.
    bool take(char32_t code);
    // Ends it: what it does to the screen.
    void apply(char32_t final, ScreenLines &lines) const;

private:
    void run(char32_t final, ScreenLines &lines) const;
    [[nodiscard]] int parameter(int number, int otherwise) const;

    std::array<int, 4> m_parameters{};  // -1: not given
    int m_parameter = 0;  // the one that is being read
    bool m_isForeign = false;  // with parameters of which nothing is known here
};

}  // namespace core
