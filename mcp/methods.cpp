#include "mcp/methods.h"

namespace mcp {

void Methods::add(const QString &method, Eras eras, Handler handler)
{
    Q_ASSERT_X(!m_methods.contains(method), "Methods::add", qPrintable(method));
    m_methods.insert(method, {eras, std::move(handler)});
}

const Methods::Handler *Methods::find(const QString &method, Era era) const
{
    const auto found = m_methods.constFind(method);
    return found != m_methods.cend() && found->eras.testFlag(era) ? &found->handler : nullptr;
}

void Methods::addCapability(const QString &name, const QJsonObject &value, Eras eras)
{
    m_capabilities.append({name, value, eras});
}

QJsonObject Methods::capabilities(Era era) const
{
    QJsonObject result;
    for (const Capability &capability : m_capabilities) {
        if (capability.eras.testFlag(era))
            result.insert(capability.name, capability.value);
    }
    return result;
}

}  // namespace mcp
