#include "core/sequenceparameters.h"

#include <algorithm>

namespace core {

namespace {

constexpr int maxParameter = 9999;

}  // namespace

SequenceParameters::SequenceParameters(QByteArrayView bytes)
{
    m_values.fill(-1);
    const bool isMarked = bytes.startsWith('?');
    for (const char c : isMarked ? bytes.sliced(1) : bytes) {
        int &value = m_values[size_t(m_count) - 1];
        if (c >= '0' && c <= '9') {
            value = std::min(std::max(value, 0) * 10 + (c - '0'), maxParameter);
        } else if (c == ';') {
            m_count = std::min(m_count + 1, int(m_values.size()));
            m_values[size_t(m_count) - 1] = -1;
        } else {
            m_isStandard = false;
        }
    }
    m_isPrivate = isMarked && m_isStandard;
    m_isStandard = !isMarked && m_isStandard;
}

int SequenceParameters::value(int number, int otherwise) const
{
    const int value = number < m_count ? m_values[size_t(number)] : -1;
    return value < 0 ? otherwise : value;
}

}  // namespace core
