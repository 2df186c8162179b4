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

}  // namespace

Result<void> writeDurably(const QString &file, const QByteArray &content, mode_t mode)
{
    const auto failed = [&] {
        return Error{u"The file %1 cannot be written: %2."_s.arg(file, QString::fromLocal8Bit(std::strerror(errno)))};
    };
    const QByteArray target = QFile::encodeName(file);
    const QByteArray temporary = QFile::encodeName(temporaryName(file));
    UniqueFd fd(::open(temporary.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!fd.isValid())
        return failed();
    if (!writeAll(fd.get(), content) || (mode != 0600 && ::fchmod(fd.get(), mode) != 0) || ::fdatasync(fd.get()) != 0
        || std::rename(temporary.constData(), target.constData()) != 0) {
        const Error error = failed();
        ::unlink(temporary.constData());
        return error;
    }
    const UniqueFd folder(
        ::open(QFile::encodeName(QFileInfo(file).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isValid() || ::fsync(folder.get()) != 0)
        return failed();
    return {};
}

QString temporaryName(const QString &file)
{
    return file + ".new"_L1;
}

}  // namespace core
