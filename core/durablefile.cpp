#include "core/durablefile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <QFile>
#include <QFileInfo>

#include "core/uniquefd.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

bool writeAll(int fd, const QByteArray &content)
{
    qsizetype done = 0;
    while (done < content.size()) {
        const ssize_t n = ::write(fd, content.constData() + done, size_t(content.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += n;
    }
    return true;
}

Error writeError(const QString &file)
{
    return {u"The file %1 cannot be written: %2."_s.arg(file, QString::fromLocal8Bit(std::strerror(errno)))};
}

enum class Sync { No, Yes };

Result<void> replace(const QString &file, const QByteArray &content, mode_t mode, Sync sync)
{
    const QByteArray target = QFile::encodeName(file);
    const QByteArray temporary = target + ".new";
    UniqueFd fd(::open(temporary.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!fd.isValid())
        return writeError(file);
    if (!writeAll(fd.get(), content) || (mode != 0600 && ::fchmod(fd.get(), mode) != 0)
        || (sync == Sync::Yes && ::fdatasync(fd.get()) != 0)
        || std::rename(temporary.constData(), target.constData()) != 0) {
        const Error error = writeError(file);
        ::unlink(temporary.constData());
        return error;
    }
    return {};
}

}  // namespace

Result<void> writeDurably(const QString &file, const QByteArray &content, mode_t mode)
{
    if (const auto replaced = replace(file, content, mode, Sync::Yes); !replaced)
        return replaced;
    const UniqueFd folder(
        ::open(QFile::encodeName(QFileInfo(file).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isValid() || ::fsync(folder.get()) != 0)
        return writeError(file);
    return {};
}

Result<void> writeAtomically(const QString &file, const QByteArray &content)
{
    return replace(file, content, 0600, Sync::No);
}

}  // namespace core
