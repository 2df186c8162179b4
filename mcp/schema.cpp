#include "mcp/schema.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace mcp {

Schema::Schema(const QString &type, const QString &description)
    : m_json{{u"type"_s, type}}
{
    if (!description.isEmpty())
        m_json.insert("description"_L1, description);
}

Schema Schema::object(const QString &description)
{
    Schema schema(u"object"_s, description);
    schema.m_json.insert("additionalProperties"_L1, false);
    return schema;
}

Schema Schema::string(const QString &description)
{
    return {u"string"_s, description};
}

Schema Schema::integer(const QString &description)
{
    return {u"integer"_s, description};
}

Schema Schema::number(const QString &description)
{
    return {u"number"_s, description};
}

Schema Schema::boolean(const QString &description)
{
    return {u"boolean"_s, description};
}

Schema Schema::oneOf(const QStringList &values, const QString &description)
{
    Schema schema(u"string"_s, description);
    schema.m_json.insert("enum"_L1, QJsonArray::fromStringList(values));
    return schema;
}

Schema Schema::array(const Schema &elements, const QString &description)
{
    Schema schema(u"array"_s, description);
    schema.m_json.insert("items"_L1, elements.m_json);
    return schema;
}

Schema Schema::stringMap(const QString &description)
{
    Schema schema(u"object"_s, description);
    schema.m_json.insert("additionalProperties"_L1, QJsonObject{{u"type"_s, u"string"_s}});
    return schema;
}

Schema &Schema::range(double min, double max)
{
    return atMost(max).atLeast(min);
}

Schema &Schema::atMost(double max)
{
    m_json.insert("maximum"_L1, max);
    return *this;
}

Schema &Schema::atLeast(double min)
{
    m_json.insert("minimum"_L1, min);
    return *this;
}

Schema &Schema::byDefault(const QJsonValue &value)
{
    m_json.insert("default"_L1, value);
    return *this;
}

Schema &Schema::required(const QString &name, const Schema &member)
{
    QJsonArray names = m_json["required"_L1].toArray();
    names.append(name);
    m_json.insert("required"_L1, names);
    return optional(name, member);
}

// Once it has members, unknown ones are left open: calls with one are served, and results may grow.
Schema &Schema::optional(const QString &name, const Schema &member)
{
    m_json.remove("additionalProperties"_L1);
    QJsonObject members = m_json["properties"_L1].toObject();
    members.insert(name, member.m_json);
    m_json.insert("properties"_L1, members);
    return *this;
}

}  // namespace mcp
