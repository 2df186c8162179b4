#include "core/connect/configfile.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "core/durablefile.h"
#include "core/foldertext.h"
#include "core/paths.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

constexpr qint64 largest = 64 << 20;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(core::ConfigFile)
};

// Where the path leads, with all links followed, also of a file that is missing; empty for a link into nowhere.
QString targetOf(const QString &path)
{
    const QFileInfo info(path);
    if (info.exists())
        return info.canonicalFilePath();
    const QString parent = info.path();
    if (info.isSymLink() || parent == path)
        return {};
    const QString folder = targetOf(parent);
    return folder.isEmpty() ? QString() : QDir::cleanPath(folder + u'/' + info.fileName());
}

bool isWithin(const QString &path, const QString &folder)
{
    return !folder.isEmpty() && path.startsWith(folder + u'/');
}

}  // namespace

Result<ConfigFile> ConfigFile::read(const QString &path, const QString &home)
{
    const QString name = folderText(path);
    ConfigFile result{QDir::cleanPath(path), targetOf(QDir::cleanPath(path)), false, {}};
    if (result.target != result.path && !isWithin(result.target, QFileInfo(home).canonicalFilePath()))
        return Error{Texts::tr("%1 lies behind a link that leads out of the home folder.").arg(name)};
    struct stat info;
    const QByteArray encoded = QFile::encodeName(result.target);
    if (::stat(encoded.constData(), &info) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return result;
        return Error{Texts::tr("%1 cannot be read: %2.").arg(name, qt_error_string(errno))};
    }
    if (!S_ISREG(info.st_mode))
        return Error{Texts::tr("%1 is not a regular file.").arg(name)};
    if (info.st_uid != ::geteuid())
        return Error{Texts::tr("%1 belongs to another user.").arg(name)};
    if (info.st_size > largest)
        return Error{Texts::tr("%1 is too large.").arg(name)};
    QFile file(result.target);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Texts::tr("%1 cannot be read: %2.").arg(name, file.errorString())};
    result.exists = true;
    result.content = file.readAll();
    return result;
}

Result<void> ConfigFile::replace(const QByteArray &newContent, const QString &home) const
{
    const auto now = read(path, home);
    if (!now)
        return Error{now.error()};
    if (now->exists != exists || now->content != content || now->target != target)
        return Error{Texts::tr("%1 has changed meanwhile, so it was left alone. Look at the change and try again.")
                         .arg(folderText(path))};
    if (!exists) {
        const auto made = makePrivateFolder(QFileInfo(target).path());
        return made ? writeDurably(target, newContent) : made;
    }
    struct stat info;
    if (::stat(QFile::encodeName(target).constData(), &info) != 0)
        return Error{Texts::tr("%1 cannot be read: %2.").arg(folderText(path), qt_error_string(errno))};
    const mode_t mode = info.st_mode & 07777;
    const QString backup = path + ".bak-"_L1 + QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s);
    QString free = backup;
    for (int i = 2; QFileInfo::exists(free); ++i)
        free = u"%1-%2"_s.arg(backup).arg(i);
    if (auto saved = writeDurably(free, content, mode); !saved)
        return saved;
    return writeDurably(target, newContent, mode);
}

}  // namespace core
