#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

namespace mcp {

// Builds the JSON Schemas of tools (specification: server/tools), in the part of the language that every client and
// model provider takes: one type each, no $ref, no anyOf, no union with null.
//
//   Schema::object()
//       .required(u"job_id"_s, Schema::string(u"The job's id."_s))
//       .optional(u"lines"_s, Schema::integer(u"How many lines."_s).range(1, 1000).byDefault(50))
class Schema final
{
public:
    // Of a tool's arguments or results. Without any member it also says that none is allowed.
    [[nodiscard]] static Schema object(const QString &description = {});
    [[nodiscard]] static Schema string(const QString &description = {});
    [[nodiscard]] static Schema integer(const QString &description = {});
    [[nodiscard]] static Schema number(const QString &description = {});
    [[nodiscard]] static Schema boolean(const QString &description = {});
    [[nodiscard]] static Schema oneOf(const QStringList &values, const QString &description = {});
    [[nodiscard]] static Schema array(const Schema &elements, const QString &description = {});
    [[nodiscard]] static Schema stringMap(const QString &description = {});

    Schema &range(double min, double max);
    Schema &atLeast(double min);
    Schema &atMost(double max);  // where everybody knows that it is not negative
    Schema &byDefault(const QJsonValue &value);
    Schema &required(const QString &name, const Schema &member);
    Schema &optional(const QString &name, const Schema &member);

    [[nodiscard]] const QJsonObject &toJson() const { return m_json; }
    operator QJsonObject() const { return m_json; }

private:
    Schema(const QString &type, const QString &description);

    QJsonObject m_json;
};

}  // namespace mcp
