#pragma once

#include <optional>

#include <QHash>
#include <QString>
#include <QStringList>

#include "core/result.h"

namespace cli {

struct CommandSpec;

// The words behind a command, taken apart as its table entry says. Options are written as getopt_long(3) has them:
// --name VALUE, --name=VALUE, --na (as long as it is clear), -n VALUE, -nVALUE, -fr for -f -r; "--" ends them.
class CommandLine final
{
public:
    static core::Result<CommandLine> parse(const CommandSpec &command, const QStringList &words);

    // What is neither an option nor its value.
    [[nodiscard]] const QStringList &operands() const { return m_operands; }
    [[nodiscard]] bool has(const QString &option) const { return m_values.contains(option); }
    // The last one given.
    [[nodiscard]] std::optional<QString> value(const QString &option) const;
    // All that were given, in their order.
    [[nodiscard]] QStringList values(const QString &option) const { return m_values.value(option); }

    // The value of an option as a number; the fallback when it was not given. Keeps the first fault for error().
    double number(const QString &option, double min, double max, double fallback);
    qint64 integer(const QString &option, qint64 min, qint64 max, qint64 fallback);
    QString oneOf(const QString &option, const QStringList &allowed, const QString &fallback);
    // For rules that only the command knows; the first sentence stays.
    void reject(const QString &sentence);
    // Empty when nothing was wrong so far.
    [[nodiscard]] const QString &error() const { return m_error; }

private:
    QHash<QString, QStringList> m_values;
    QStringList m_operands;
    QString m_error;
};

}  // namespace cli
