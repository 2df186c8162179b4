#include "core/paths.h"

#include <pwd.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace core {

namespace {

QString homeFolder()
{
    const QByteArray home = qgetenv("HOME");
    if (home.startsWith('/'))
        return QDir::cleanPath(QFile::decodeName(home));
    const passwd *entry = getpwuid(geteuid());
    return entry && entry->pw_dir && entry->pw_dir[0] == '/' ? QFile::decodeName(entry->pw_dir) : QString();
}

// An XDG base folder; a relative value is to be ignored (XDG Base Directory Specification).
QString xdgFolder(const char *variable, const QString &otherwise)
{
    const QByteArray value = qgetenv(variable);
    return (value.startsWith('/') ? QDir::cleanPath(QFile::decodeName(value)) : otherwise) + "/jobdeck"_L1;
}

enum class Owner { Ours, Missing, Unfit };

// Whether a folder exists, is no link, is ours and closed to everybody else.
Owner checkOwner(const QString &folder)
{
    struct stat info;
    if (::lstat(QFile::encodeName(folder).constData(), &info) != 0)
        return errno == ENOENT ? Owner::Missing : Owner::Unfit;
    const bool fit = S_ISDIR(info.st_mode) && info.st_uid == geteuid() && (info.st_mode & 07777) == 0700;
    return fit ? Owner::Ours : Owner::Unfit;
}

QString runtimeFolder(const QString &home)
{
    const QString session = u"/run/user/%1"_s.arg(geteuid());
    if (checkOwner(session) == Owner::Ours && ::access(QFile::encodeName(session).constData(), W_OK) == 0)
        return session + "/jobdeck"_L1;
    return home + "/.local/state/jobdeck/run"_L1;
}

Result<void> prepareRuntime(const Paths &paths)
{
    const auto longest = QFile::encodeName(paths.keeperSocket(u"00000000"_s)).size();
    constexpr auto limit = qsizetype(sizeof(sockaddr_un::sun_path)) - 1;
    if (longest > limit)
        return Error{u"The runtime folder %1 is too long: a socket in it would have a path of %2 bytes, and the kernel "
                     u"allows %3. "
                     "Set JOBDECK_HOME to a shorter path."_s.arg(paths.runtime)
                         .arg(longest)
                         .arg(limit)};
    if (const auto made = makePrivateFolder(paths.runtime + "/keepers"_L1); !made)
        return made;
    if (checkOwner(paths.runtime) != Owner::Ours)
        return Error{u"The runtime folder %1 is not private: it must be a folder (no link) that belongs to user id %2 "
                     u"with mode 0700. "
                     "Mend it with 'chmod 700', or remove it."_s.arg(paths.runtime)
                         .arg(geteuid())};
    return {};
}

}  // namespace

Result<Paths> findPaths()
{
    Paths paths;
    const QByteArray own = qgetenv("JOBDECK_HOME");
    if (!own.isEmpty()) {
        if (!own.startsWith('/'))
            return Error{u"JOBDECK_HOME is '%1'; it must be an absolute path."_s.arg(QFile::decodeName(own))};
        const QString base = QDir::cleanPath(QFile::decodeName(own));
        paths = {base + "/config"_L1, base + "/state"_L1, base + "/runtime"_L1};
    } else {
        const QString home = homeFolder();
        if (home.isEmpty())
            return Error{
                u"User id %1 has no home folder: HOME is not an absolute path and the password database names none. "
                "Set HOME or JOBDECK_HOME."_s.arg(geteuid())};
        paths = {xdgFolder("XDG_CONFIG_HOME", home + "/.config"_L1),
                 xdgFolder("XDG_STATE_HOME", home + "/.local/state"_L1), runtimeFolder(home)};
    }
    if (const auto ready = prepareRuntime(paths); !ready)
        return Error{ready.error()};
    return paths;
}

Result<void> makePrivateFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (info.isDir())
        return {};
    if (const QString parent = info.path(); parent != folder && !QFileInfo(parent).isDir()) {
        if (auto made = makePrivateFolder(parent); !made)
            return made;
    }
    if (::mkdir(QFile::encodeName(folder).constData(), 0700) == 0 || (errno == EEXIST && QFileInfo(folder).isDir()))
        return {};
    return Error{u"The folder %1 cannot be made: %2."_s.arg(folder, QString::fromLocal8Bit(std::strerror(errno)))};
}

QString siblingProgram(const QString &name)
{
    const QString folder = QCoreApplication::applicationDirPath();
    const QString beside = folder + u'/' + name;
    return QFileInfo::exists(beside) ? beside : QDir::cleanPath(folder + "/" JOBDECK_LIBEXEC "/"_L1 + name);
}

}  // namespace core
