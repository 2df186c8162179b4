#include "core/startrequest.h"

#include <QFileInfo>
#include <QStandardPaths>

#include "core/settings.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

// MAX_ARG_STRLEN of execve(2): one argument or variable has at most 32 pages, the final NUL included.
constexpr qsizetype longestString = 131071;

Result<void> checkCommand(const QString &command)
{
    if (command.trimmed().isEmpty())
        return Error{u"The command is empty. Pass the shell command to run."_s};
    if (command.contains(QChar::Null))
        return Error{u"The command contains a NUL character, which no process can be given. Remove it."_s};
    if (const auto size = command.toUtf8().size(); size > longestString)
        return Error{
            u"The command is %1 bytes long; the system takes at most %2. Write it to a script file and run that."_s
                .arg(size)
                .arg(longestString)};
    return {};
}

Result<void> checkFolder(const QString &cwd)
{
    if (cwd.contains(QChar::Null))
        return Error{u"The cwd contains a NUL character. Pass the absolute path of a folder."_s};
    const QFileInfo folder(cwd);
    if (!folder.exists())
        return Error{u"The cwd %1 does not exist. Pass the absolute path of a folder that does."_s.arg(cwd)};
    if (!folder.isDir())
        return Error{u"The cwd %1 is not a folder. Pass the absolute path of a folder."_s.arg(cwd)};
    if (!folder.isExecutable())
        return Error{u"The cwd %1 cannot be entered: permission denied. Pass another folder."_s.arg(cwd)};
    return {};
}

Result<void> checkEnvironment(const Environment &environment)
{
    for (auto it = environment.begin(); it != environment.end(); ++it) {
        if (it.key().isEmpty() || it.key().contains('=') || it.key().contains('\0') || it.value().contains('\0'))
            return Error{
                u"The environment variable '%1' cannot be set: a name must not be empty or contain '=', and neither "
                u"name "
                "nor value may contain a NUL character."_s.arg(QString::fromUtf8(it.key()).remove(QChar::Null))};
        if (const auto size = it.key().size() + 1 + it.value().size(); size > longestString)
            return Error{u"The environment variable '%1' is %2 bytes long, its name included; the system takes at most "
                         u"%3. Pass the value in "
                         "a file."_s.arg(QString::fromUtf8(it.key()))
                             .arg(size)
                             .arg(longestString)};
    }
    return {};
}

}  // namespace

Result<void> checkRequest(const StartRequest &request, const Settings &settings)
{
    if (auto checked = checkCommand(request.command); !checked)
        return checked;
    if (!settings.allows(request.command))
        return Error{
            u"The command is not allowed here: MCP_BG_ALLOWED_COMMANDS permits only commands that match one of: %1. "
            "Use such a command, or ask the person to change the setting."_s.arg(settings.allowedCommandsText())};
    if (auto checked = checkFolder(request.cwd); !checked)
        return checked;
    return checkEnvironment(request.environment);
}

QString findShell()
{
    const QString chosen = qEnvironmentVariable("JOBDECK_SHELL");
    if (!chosen.isEmpty())
        return chosen;
    for (const QString &shell : {u"/bin/bash"_s, u"/usr/bin/bash"_s, QStandardPaths::findExecutable(u"bash"_s)}) {
        if (!shell.isEmpty() && QFileInfo(shell).isExecutable())
            return shell;
    }
    return u"/bin/sh"_s;
}

JobSpec specOf(const StartRequest &request, const Settings &settings, const QString &shell)
{
    JobSpec spec;
    spec.command = request.command;
    spec.cwd = request.cwd;
    spec.shell = shell;
    spec.name = request.name;
    spec.terminal = request.terminal;
    spec.terminalSize = request.terminalSize;
    spec.environmentNames = request.environmentNames;
    spec.timeout = request.timeout;
    if (!spec.timeout && settings.jobTimeout)
        spec.timeout = *settings.jobTimeout;
    spec.requester = request.requester;
    spec.created = QDateTime::currentDateTimeUtc();
    spec.limits = keeper::logLimits(quint64(settings.maxOutputSize));
    return spec;
}

}  // namespace core
