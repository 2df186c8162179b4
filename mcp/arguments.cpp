#include "mcp/arguments.h"

#include <cmath>

#include <QJsonArray>
#include <QVariant>

#include "mcp/quoted.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

std::optional<qint64> wholeNumber(const QJsonValue &value)
{
    if (value.isDouble() && value.toVariant().typeId() == QMetaType::LongLong)
        return value.toInteger();
    if (!value.isString())
        return std::nullopt;
    bool ok = false;
    const qint64 number = value.toString().toLongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

std::optional<double> anyNumber(const QJsonValue &value)
{
    bool ok = value.isDouble();
    const double number = value.isString() ? value.toString().toDouble(&ok) : value.toDouble();
    return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<bool> truth(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool();
    if (value == "true"_L1 || value == "false"_L1)
        return value == "true"_L1;
    return std::nullopt;
}

QString shown(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return quoted(value.toString(), 40);
    case QJsonValue::Double:
        return value.toVariant().toString();
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Array:
        return u"an array"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return u"missing"_s;
}

QString range(const QString &kind, const QString &min, const QString &max)
{
    return u"%1 from %2 to %3"_s.arg(kind, min, max);
}

}  // namespace

Arguments::Arguments(const QJsonObject &object)
    : m_object(object)
{
}

bool Arguments::has(const QString &name) const
{
    return !value(name).isUndefined();
}

QString Arguments::string(const QString &name)
{
    if (!value(name).isString())
        reject(name, u"a string"_s);
    return value(name).toString();
}

std::optional<QString> Arguments::optionalString(const QString &name)
{
    return has(name) ? std::optional(string(name)) : std::nullopt;
}

std::optional<qint64> Arguments::integer(const QString &name, qint64 min, qint64 max)
{
    if (!has(name))
        return std::nullopt;
    const std::optional<qint64> number = wholeNumber(value(name));
    if (number && *number >= min && *number <= max)
        return number;
    reject(name, range(u"a whole number"_s, QString::number(min), QString::number(max)));
    return std::nullopt;
}

qint64 Arguments::integer(const QString &name, qint64 min, qint64 max, qint64 fallback)
{
    return integer(name, min, max).value_or(fallback);
}

std::optional<double> Arguments::number(const QString &name, double min, double max)
{
    if (!has(name))
        return std::nullopt;
    const std::optional<double> number = anyNumber(value(name));
    if (number && *number >= min && *number <= max)
        return number;
    reject(name, range(u"a number"_s, QString::number(min, 'g', 15), QString::number(max, 'g', 15)));
    return std::nullopt;
}

double Arguments::number(const QString &name, double min, double max, double fallback)
{
    return number(name, min, max).value_or(fallback);
}

bool Arguments::boolean(const QString &name, bool fallback)
{
    if (!has(name))
        return fallback;
    const std::optional<bool> answer = truth(value(name));
    if (!answer)
        reject(name, u"true or false"_s);
    return answer.value_or(fallback);
}

QString Arguments::oneOf(const QString &name, const QStringList &allowed, const QString &fallback)
{
    if (!has(name))
        return fallback;
    const QJsonValue choice = value(name);
    if (choice.isString() && allowed.contains(choice.toString()))
        return choice.toString();
    reject(name, u"one of \"%1\""_s.arg(allowed.join("\", \""_L1)));
    return fallback;
}

QMap<QString, QString> Arguments::stringMap(const QString &name)
{
    if (!has(name))
        return {};
    if (!value(name).isObject()) {
        reject(name, u"an object with strings for values"_s);
        return {};
    }
    QMap<QString, QString> map;
    const QJsonObject object = value(name).toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it->isString()) {
            reject(name, u"an object with strings for values, but %1 in it is %2"_s.arg(quoted(it.key()), shown(*it)));
            return {};
        }
        map.insert(it.key(), it->toString());
    }
    return map;
}

QStringList Arguments::strings(const QString &name)
{
    if (!has(name))
        return {};
    if (!value(name).isArray()) {
        reject(name, u"an array of strings"_s);
        return {};
    }
    QStringList list;
    const QJsonArray array = value(name).toArray();
    for (const auto &element : array) {
        if (!element.isString()) {
            reject(name, u"an array of strings, but element %1 is %2"_s.arg(list.size()).arg(shown(element)));
            return {};
        }
        list.append(element.toString());
    }
    return list;
}

void Arguments::reject(const QString &name, const QString &expected)
{
    if (m_error.isEmpty())
        m_error = u"The argument \"%1\" is %2; it must be %3."_s.arg(name, shown(value(name)), expected);
}

QJsonValue Arguments::value(const QString &name) const
{
    const QJsonValue found = m_object.value(name);
    return found.isNull() ? QJsonValue(QJsonValue::Undefined) : found;
}

}  // namespace mcp
