#pragma once

#include <array>

#include <QByteArrayView>

namespace core {

// The parameters of a control sequence (ECMA-48, 5.4.2): the bytes between CSI and the final one.
class SequenceParameters final
{
public:
    explicit SequenceParameters(QByteArrayView bytes);

    // Numbers and semicolons alone: a sequence of the standard, not a terminal's own.
    [[nodiscard]] bool isStandard() const { return m_isStandard; }
    // Numbers behind a '?': a private mode.
    [[nodiscard]] bool isPrivate() const { return m_isPrivate; }
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int value(int number, int otherwise) const;

private:
    std::array<int, 16> m_values{};  // -1: not given; further ones overwrite the last
    int m_count = 1;
    bool m_isStandard = true, m_isPrivate = false;
};

}  // namespace core
