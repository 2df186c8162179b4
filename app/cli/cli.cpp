#include "app/cli/cli.h"

#include <QCoreApplication>
#include <QTimer>

#include "app/cli/client.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/help.h"
#include "core/settings.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

int complain(const QString &command, const QString &sentence, int exitCode)
{
    Console(command).complain(sentence);
    return exitCode;
}

int unknownCommand(const QString &name)
{
    if (name.startsWith(u'-'))
        return complain({}, u"There is no option %1; 'jobdeck --help' says what there is."_s.arg(name),
                        exitcode::usage);
    const QString similar = similarCommand(name);
    return complain({},
                    u"There is no command '%1'%2; 'jobdeck --help' lists them all."_s.arg(
                        name, similar.isEmpty() ? QString() : u" (did you mean '%1'?)"_s.arg(similar)),
                    exitcode::usage);
}

// Answers for the program itself; nothing when the words name a command.
std::optional<int> answerItself(const QStringList &words)
{
    const QString &word = words.first();
    QString text;
    if (word == "--help"_L1 || word == "-h"_L1 || (word == "help"_L1 && words.size() == 1))
        text = generalHelp();
    else if (word == "--version"_L1)
        text = u"jobdeck %1 (Qt %2)\n"_s.arg(QStringLiteral(JOBDECK_VERSION), QString::fromLatin1(qVersion()));
    else if (word == "--list-commands"_L1)
        text = QString::fromUtf8(commandsJson());
    else if (word == "--list-settings"_L1)
        text = QString::fromUtf8(settingsJson());
    else if (word == "help"_L1 && findCommand(words[1]))
        text = helpOf(*findCommand(words[1]));
    else
        return std::nullopt;
    Console({}).print(text);
    return exitcode::success;
}

int execute(QCoreApplication &app, const CommandSpec &spec, CommandLine line)
{
    const auto paths = core::findPaths();
    if (!paths && spec.needsService)
        return complain(spec.name, paths.error(), exitcode::unavailable);
    mcp::Hello hello = personsHello();
    const auto settings = core::withVariables({}, core::settingsVariables(hello.environment));
    if (!settings && spec.needsService)
        return complain(spec.name, settings.error(), exitcode::configuration);
    Console console(spec.name);
    Client client(paths ? *paths : core::Paths(), std::move(hello));
    Context context{std::move(line), client, console};
    const std::unique_ptr<Command> command = spec.make(context);
    QObject::connect(
        command.get(), &Command::finished, &app, [](int code) { QCoreApplication::exit(code); }, Qt::QueuedConnection);
    QObject::connect(&client, &Client::failed, &app, [&console](const QString &sentence, int code) {
        console.complain(sentence);
        QCoreApplication::exit(code);
    });
    command->start();
    return QCoreApplication::exec();
}

}  // namespace

int run(QCoreApplication &app, const QStringList &words)
{
    if (const auto answered = answerItself(words))
        return *answered;
    const CommandSpec completing = completeCommand();
    if (words.first() == completing.name)
        return execute(app, completing, *CommandLine::parse(completing, QStringList{u"--"_s} + words.mid(1)));
    const CommandSpec *command = findCommand(words.first());
    if (!command)
        return unknownCommand(words.first());
    auto line = CommandLine::parse(*command, words.mid(1));
    if (!line)
        return complain(command->name, line.error(), exitcode::usage);
    if (line->has(u"help"_s)) {
        Console(command->name).print(helpOf(*command));
        return exitcode::success;
    }
    return execute(app, *command, std::move(*line));
}

}  // namespace cli
