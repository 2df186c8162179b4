#include "app/cli/completion.h"

#include <algorithm>
#include <utility>

#include <QHash>

#include "app/cli/commands.h"
#include "core/connect/agentclient.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

using Kind = Completion::Kind;

// What has been typed behind the command.
struct Position {
    const Option *option = nullptr;  // whose value the last word is
    int operands = 0;  // before the last word
    bool optionsEnded = false;
};

const Option *optionOf(const CommandSpec &command, const QString &word)
{
    const auto found = std::ranges::find_if(command.options, [&](const Option &option) {
        return word == "--"_L1 + option.name
            || (!option.letter.isNull() && word.startsWith(u'-') && !word.startsWith("--"_L1)
                && word.endsWith(option.letter));
    });
    return found == command.options.end() ? nullptr : &*found;
}

Position positionIn(const CommandSpec &command, const QStringList &words)
{
    Position at;
    for (const QString &word : words.mid(1, words.size() - 2)) {
        if (std::exchange(at.option, nullptr))
            continue;
        const bool isOption = !at.optionsEnded && word.startsWith(u'-') && word.size() > 1;
        if (!isOption) {
            ++at.operands;
            at.optionsEnded = at.optionsEnded || command.endsAtOperand;
        } else if (word == "--"_L1) {
            at.optionsEnded = true;
        } else if (const Option *option = optionOf(command, word); option && !option->argument.isEmpty()) {
            at.option = option;
        }
    }
    return at;
}

Completion commandNames()
{
    Completion result;
    for (const CommandSpec &command : commands())
        result.words += {command.name, command.summary};
    return result;
}

Completion jobsFor(const CommandSpec &command)
{
    static const QStringList active{u"send"_s, u"attach"_s, u"kill"_s};
    const QString states = active.contains(command.name) ? u"active"_s
        : command.name == "forget"_L1                    ? u"ended"_s
                                                         : QString();
    return {Kind::Jobs, {}, states};
}

Completion valueOf(const Option &option)
{
    if (option.argument == "ID"_L1)
        return {Kind::Jobs, {}, {}};
    if (option.argument == "FOLDER"_L1)
        return {Kind::Folders, {}, {}};
    if (option.argument == "FILE"_L1)
        return {Kind::Files, {}, {}};
    static const QHash<QString, QString> values{{u"signal"_s, u"TERM INT HUP QUIT KILL"_s},
                                                {u"for"_s, u"exit output port input idle"_s},
                                                {u"stream"_s, u"stdout stderr merged"_s}};
    Completion result;
    for (const QString &value : values.value(option.name).split(u' ', Qt::SkipEmptyParts))
        result.words += {value, {}};
    return result;
}

Completion operandOf(const CommandSpec &command, const Position &at)
{
    if (command.name == "run"_L1)
        return {at.operands == 0 ? Kind::Programs : Kind::Files, {}, {}};
    if (command.mostOperands >= 0 && at.operands >= command.mostOperands)
        return {};
    Completion result;
    if (command.completion == "agents"_L1) {
        for (const core::AgentClient &client : core::AgentClient::all())
            result.words += {client.id, client.name};
    } else if (!command.completion.isEmpty()) {
        for (const QString &word : command.completion.split(u' '))
            result.words += {word, {}};
    } else if (command.arguments.startsWith("ID"_L1)) {
        return at.operands == 0 || !command.endsAtOperand ? jobsFor(command) : result;
    } else if (command.arguments.contains("ID"_L1) && at.operands > 0) {
        return jobsFor(command);
    }
    return result;
}

}  // namespace

Completion completionOf(const QStringList &words)
{
    const QString current = words.isEmpty() ? QString() : words.last();
    if (words.size() <= 1 && current.startsWith(u'-'))
        return {Kind::Words, {{u"--help"_s, u"list the commands"_s}, {u"--version"_s, u"print the version"_s}}, {}};
    if (words.size() <= 1 || (words.size() == 2 && words.first() == "help"_L1))
        return commandNames();
    const CommandSpec *command = findCommand(words.first());
    if (!command)
        return {};
    const Position at = positionIn(*command, words);
    if (at.option)
        return valueOf(*at.option);
    if (at.optionsEnded || !current.startsWith(u'-'))
        return operandOf(*command, at);
    Completion result;
    for (const Option &option : command->options)
        result.words += {u"--"_s + option.name, option.help};
    result.words += {u"--help"_s, u"say more about this command"_s};
    return result;
}

}  // namespace cli
