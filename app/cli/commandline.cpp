#include "app/cli/commandline.h"

#include <cmath>

#include "app/cli/command.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

// `--help` belongs to every command.
const Option helpOption{u"help"_s, u'h', {}, {}};

QString helpHint(const CommandSpec &command)
{
    return u"'jobdeck %1 --help' shows those there are."_s.arg(command.name);
}

// The option of this name or the only one that begins so; null when there is none.
const Option *longOption(const CommandSpec &command, const QString &name)
{
    if (helpOption.name == name)
        return &helpOption;
    const Option *begun = nullptr;
    int count = 0;
    for (const Option &option : command.options) {
        if (option.name == name)
            return &option;
        if (option.name.startsWith(name)) {
            begun = &option;
            ++count;
        }
    }
    if (helpOption.name.startsWith(name)) {
        begun = &helpOption;
        ++count;
    }
    return count == 1 ? begun : nullptr;
}

const Option *letterOption(const CommandSpec &command, QChar letter)
{
    for (const Option &option : command.options) {
        if (option.letter == letter)
            return &option;
    }
    return letter == helpOption.letter ? &helpOption : nullptr;
}

// Takes one word with options apart. `value` is what stands behind the option in the same word, if anything does.
struct Word {
    QList<const Option *> options;  // the last one may want a value
    std::optional<QString> value;
    QString unknown;  // what is no option
};

Word readWord(const CommandSpec &command, const QString &word)
{
    Word result;
    if (word.startsWith("--"_L1)) {
        const qsizetype equals = word.indexOf(u'=');
        const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
        const Option *option = longOption(command, name);
        if (option)
            result.options += option;
        else
            result.unknown = "--"_L1 + name;
        if (equals >= 0)
            result.value = word.mid(equals + 1);
        return result;
    }
    for (qsizetype at = 1; at < word.size(); ++at) {
        const Option *option = letterOption(command, word[at]);
        if (!option) {
            result.unknown = u"-"_s + word[at];
            return result;
        }
        result.options += option;
        if (!option->argument.isEmpty()) {
            if (at + 1 < word.size())
                result.value = word.mid(at + 1);
            return result;
        }
    }
    return result;
}

}  // namespace

core::Result<CommandLine> CommandLine::parse(const CommandSpec &command, const QStringList &words)
{
    CommandLine line;
    for (qsizetype at = 0; at < words.size(); ++at) {
        const QString &word = words[at];
        if (word == "--"_L1) {
            line.m_operands += words.mid(at + 1);
            break;
        }
        if (!word.startsWith(u'-') || word.size() == 1) {
            if (command.endsAtOperand) {
                line.m_operands += words.mid(at);
                break;
            }
            line.m_operands += word;
            continue;
        }
        const Word read = readWord(command, word);
        if (!read.unknown.isEmpty())
            return core::Error{u"There is no option %1; %2"_s.arg(read.unknown, helpHint(command))};
        for (const Option *option : read.options)
            line.m_values[option->name];
        const Option &last = *read.options.last();
        if (last.argument.isEmpty()) {
            if (read.value)
                return core::Error{u"The option --%1 takes no value."_s.arg(last.name)};
            continue;
        }
        if (!read.value && at + 1 == words.size())
            return core::Error{u"The option --%1 needs a value: --%1 %2."_s.arg(last.name, last.argument)};
        line.m_values[last.name] += read.value ? *read.value : words[++at];
    }
    if (line.has(u"help"_s))
        return line;
    if (line.m_operands.size() < command.leastOperands)
        return core::Error{u"It needs %1; 'jobdeck %2 --help' says more."_s.arg(command.arguments, command.name)};
    if (command.mostOperands >= 0 && line.m_operands.size() > command.mostOperands)
        return core::Error{u"'%1' is one word too many; 'jobdeck %2 --help' says more."_s.arg(
            line.m_operands[command.mostOperands], command.name)};
    return line;
}

std::optional<QString> CommandLine::value(const QString &option) const
{
    const QStringList given = m_values.value(option);
    return given.isEmpty() ? std::nullopt : std::optional(given.last());
}

double CommandLine::number(const QString &option, double min, double max, double fallback)
{
    const auto text = value(option);
    if (!text)
        return fallback;
    bool ok = false;
    const double number = text->toDouble(&ok);
    if (ok && std::isfinite(number) && number >= min && number <= max)
        return number;
    reject(u"--%1 is '%2'; it must be a number from %3 to %4."_s.arg(option, *text).arg(min).arg(max, 0, 'f', 0));
    return fallback;
}

qint64 CommandLine::integer(const QString &option, qint64 min, qint64 max, qint64 fallback)
{
    const auto text = value(option);
    if (!text)
        return fallback;
    bool ok = false;
    const qint64 number = text->toLongLong(&ok);
    if (ok && number >= min && number <= max)
        return number;
    reject(u"--%1 is '%2'; it must be a whole number from %3 to %4."_s.arg(option, *text).arg(min).arg(max));
    return fallback;
}

QString CommandLine::oneOf(const QString &option, const QStringList &allowed, const QString &fallback)
{
    const auto text = value(option);
    if (!text || allowed.contains(*text))
        return text.value_or(fallback);
    reject(u"--%1 is '%2'; it must be one of %3."_s.arg(option, *text, allowed.join(", "_L1)));
    return fallback;
}

void CommandLine::reject(const QString &sentence)
{
    if (m_error.isEmpty())
        m_error = sentence;
}

}  // namespace cli
