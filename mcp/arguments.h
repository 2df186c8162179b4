#pragma once

#include <optional>

#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

namespace mcp {

// Reads a tool's arguments one by one and keeps the first fault as a sentence that names the argument, the value it
// got and what is allowed: 'The argument "lines" is 0; it must be a whole number from 1 to 1000.' A handler reads
// all that it needs, then asks error() once. After a fault the values read are those of an absent argument.
//
// As models write them: null is an absent argument; 5.0 is a whole number; "5" and "true" are read as a number and
// as a boolean where one is wanted. Nothing is rounded or wrapped. Arguments that nobody reads are ignored.
class Arguments final
{
public:
    // `object` must outlive it.
    explicit Arguments(const QJsonObject &object);

    [[nodiscard]] bool has(const QString &name) const;

    // Required; may be empty.
    QString string(const QString &name);
    std::optional<QString> optionalString(const QString &name);
    std::optional<qint64> integer(const QString &name, qint64 min, qint64 max);
    qint64 integer(const QString &name, qint64 min, qint64 max, qint64 fallback);
    std::optional<double> number(const QString &name, double min, double max);
    double number(const QString &name, double min, double max, double fallback);
    bool boolean(const QString &name, bool fallback);
    // One of `allowed`, exactly as written there.
    QString oneOf(const QString &name, const QStringList &allowed, const QString &fallback);
    // An object with strings for values; empty when absent.
    QMap<QString, QString> stringMap(const QString &name);
    // An array of strings; empty when absent.
    QStringList strings(const QString &name);

    // Empty when nothing was wrong so far.
    [[nodiscard]] const QString &error() const { return m_error; }
    // For rules that only the tool knows ("must not be empty"); an earlier fault stays.
    void reject(const QString &name, const QString &expected);

private:
    [[nodiscard]] QJsonValue value(const QString &name) const;

    const QJsonObject &m_object;
    QString m_error;
};

}  // namespace mcp
