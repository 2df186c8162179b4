#pragma once

#include <array>

#include <QByteArrayView>

namespace core {

class ScreenLines;

// What a control sequence of a terminal (ECMA-48, 5.4) does to the screen. Only those that progress bars and prompts use
// take effect.
class ControlSequence final
{
public:
    // `parameters`: the bytes between CSI and the final one.
    explicit ControlSequence(QByteArrayView parameters);

    void apply(char32_t final, ScreenLines &lines) const;

private:
    void run(char32_t final, ScreenLines &lines) const;
    [[nodiscard]] int parameter(int number, int otherwise) const;

    std::array<int, 4> m_parameters{};  // -1: not given
    bool m_isForeign = false;  // with parameters of which nothing is known here
};

}  // namespace core
