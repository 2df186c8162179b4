#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include "core/connect/agentclient.h"
#include "core/paths.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

// Below the home folder: a desktop session often has a shorter PATH than the person's shells.
const QString ownFolders[] = {u".local/bin"_s,      u"bin"_s,       u".claude/local"_s,          u".opencode/bin"_s,
                              u".npm-global/bin"_s, u".bun/bin"_s,  u".local/share/pnpm"_s,      u".volta/bin"_s,
                              u".asdf/shims"_s,     u".deno/bin"_s, u".local/share/mise/shims"_s};

}  // namespace

AgentSurroundings AgentSurroundings::own()
{
    return {QProcessEnvironment::systemEnvironment(), siblingProgram(u"jobdeck"_s)};
}

QString AgentSurroundings::home() const
{
    const QString home = environment.value(u"HOME"_s);
    return home.startsWith(u'/') ? QDir::cleanPath(home) : QDir::homePath();
}

QString AgentSurroundings::configHome() const
{
    const QString folder = environment.value(u"XDG_CONFIG_HOME"_s);
    return folder.startsWith(u'/') ? QDir::cleanPath(folder) : home() + "/.config"_L1;
}

QString AgentSurroundings::findProgram(const QStringList &names) const
{
    QStringList folders = environment.value(u"PATH"_s).split(u':', Qt::SkipEmptyParts);
    folders.removeIf([](const QString &folder) { return !folder.startsWith(u'/'); });
    for (const QString &folder : ownFolders)
        folders += home() + u'/' + folder;
    const QDir versions(home() + "/.nvm/versions/node"_L1);
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed))
        folders += versions.filePath(version) + "/bin"_L1;
    for (const QString &name : names) {
        if (const QString program = QStandardPaths::findExecutable(name, folders); !program.isEmpty())
            return program;
    }
    return {};
}

QProcessEnvironment AgentSurroundings::environmentOf(const QString &program) const
{
    QProcessEnvironment result = environment;
    const QString folder = QFileInfo(program).path(), path = environment.value(u"PATH"_s);
    if (!path.split(u':').contains(folder))
        result.insert(u"PATH"_s, path.isEmpty() ? folder : path + u':' + folder);
    return result;
}

}  // namespace core
