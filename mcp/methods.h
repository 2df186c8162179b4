#pragma once

#include <functional>

#include <QFlags>
#include <QHash>
#include <QJsonObject>
#include <QString>

namespace mcp {

class Request;

// The methods that a session serves and the capabilities that tell clients so. Every part of the protocol (lifecycle,
// tools, …) adds its own, from its own file.
class Methods final
{
public:
    enum Era {
        Unestablished = 1,  // no `_meta`, and no `initialize` yet
        Legacy = 2,  // after `initialize`
        Modern = 4,  // the request names its version in `_meta`
    };
    Q_DECLARE_FLAGS(Eras, Era)

    // Answers the request now or later (see Request). An exception is answered with -32603.
    using Handler = std::function<void(Request &)>;

    void add(const QString &method, Eras eras, Handler handler);
    // Null when the method does not exist in this era.
    [[nodiscard]] const Handler *find(const QString &method, Era era) const;

    void addCapability(const QString &name, const QJsonObject &value, Eras eras);
    [[nodiscard]] QJsonObject capabilities(Era era) const;

private:
    struct Method {
        Eras eras;
        Handler handler;
    };
    struct Capability {
        QString name;
        QJsonObject value;
        Eras eras;
    };

    QHash<QString, Method> m_methods;
    QList<Capability> m_capabilities;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(Methods::Eras)

}  // namespace mcp
