#include "mcp/requestid.h"

#include <QVariant>

using namespace Qt::StringLiterals;

namespace mcp {

std::optional<RequestId> RequestId::from(const QJsonValue &value)
{
    if (value.isDouble() && value.toVariant().typeId() == QMetaType::LongLong)
        return RequestId(value);
    if (!value.isString())
        return std::nullopt;
    const QString text = value.toString();
    if (text.size() > maxLength || !text.isValidUtf16())
        return std::nullopt;
    return RequestId(value);
}

QString RequestId::key() const
{
    return m_value.isString() ? u"s:"_s + m_value.toString() : u"i:"_s + QString::number(m_value.toInteger());
}

}  // namespace mcp
