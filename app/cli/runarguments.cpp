#include "app/cli/runarguments.h"

#include <QDir>

#include "app/cli/commandline.h"
#include "app/cli/shellcommand.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr double longestTimeout = 3155760000;  // s: a hundred years

QJsonObject variablesOf(CommandLine &line)
{
    QJsonObject variables;
    for (const QString &entry : line.values(u"env"_s)) {
        const qsizetype equals = entry.indexOf(u'=');
        if (equals < 1)
            line.reject(u"--env is '%1'; it must be NAME=VALUE."_s.arg(entry));
        else
            variables.insert(entry.left(equals), entry.mid(equals + 1));
    }
    return variables;
}

}  // namespace

QJsonObject executeArguments(CommandLine &line)
{
    const QString command = shellCommand(line.operands());
    if (command.contains(QChar::ReplacementCharacter))
        line.reject(
            u"The COMMAND has bytes that are no UTF-8 text and would not arrive as they are; put it into a script "
            u"and run that."_s);
    QJsonObject arguments{{u"command"_s, command}};
    if (const auto folder = line.value(u"cwd"_s))
        arguments.insert(u"cwd"_s, QDir::current().absoluteFilePath(*folder));
    if (const auto name = line.value(u"name"_s))
        arguments.insert(u"name"_s, *name);
    if (line.has(u"timeout"_s))
        arguments.insert(u"timeout"_s, line.number(u"timeout"_s, 0.001, longestTimeout, 1));
    for (const QString &flag : {u"pty"_s, u"queue"_s}) {
        if (line.has(flag))
            arguments.insert(flag, true);
    }
    if (const QJsonObject variables = variablesOf(line); !variables.isEmpty())
        arguments.insert(u"env"_s, variables);
    return arguments;
}

}  // namespace cli
