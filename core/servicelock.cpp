#include "core/servicelock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <QFile>

using namespace Qt::StringLiterals;

namespace core {

Result<ServiceLock::Outcome> ServiceLock::take(const Paths &paths)
{
    UniqueFd file(
        ::open(QFile::encodeName(paths.serviceLock()).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.isValid())
        return Error{u"The lock file %1 cannot be opened: %2. Correct its permissions or remove it."_s.arg(
            paths.serviceLock(), QString::fromLocal8Bit(std::strerror(errno)))};
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
        return Outcome::HeldByAnother;
    const QByteArray pid = QByteArray::number(::getpid()) + '\n';
    if (::ftruncate(file.get(), 0) == 0 && ::write(file.get(), pid.constData(), size_t(pid.size())) < 0)
        errno = 0;  // the content is only for people
    m_file = std::move(file);
    return Outcome::Taken;
}

}  // namespace core
