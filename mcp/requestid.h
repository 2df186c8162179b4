#pragma once

#include <optional>

#include <QJsonValue>
#include <QString>

namespace mcp {

// A request's id, or a progress token: a string or an integer of 64 bits, which goes back as it came
// (specification: basic/index, "requests"). The string "1" and the integer 1 are two ids; 0 and "" are valid.
// 1.0 is the integer 1. Never null, never a fraction, never longer than maxLength (an answer must stay below the
// size that clients can read), never an unpaired surrogate (it could not be sent back).
class RequestId final
{
public:
    static constexpr qsizetype maxLength = qsizetype(1024) * 1024;  // UTF-16 units

    // Nothing when the value cannot be an id.
    [[nodiscard]] static std::optional<RequestId> from(const QJsonValue &value);

    [[nodiscard]] const QJsonValue &toJson() const { return m_value; }
    // Different for different ids.
    [[nodiscard]] QString key() const;

    friend bool operator==(const RequestId &a, const RequestId &b) { return a.m_value == b.m_value; }

private:
    explicit RequestId(const QJsonValue &value)
        : m_value(value)
    {
    }

    QJsonValue m_value;
};

}  // namespace mcp
