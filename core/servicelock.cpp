#include "core/servicelock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <QFile>

using namespace Qt::StringLiterals;

namespace core {

namespace {

UniqueFd openLockFile(const QString &path)
{
    return UniqueFd(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
}

}  // namespace

bool ServiceLock::reserve(const Paths &paths)
{
    if (m_reservation.isValid())
        return true;
    UniqueFd file = openLockFile(paths.serviceReservation());
    if (!file.isValid() || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
        return false;
    m_reservation = std::move(file);
    return true;
}

Result<ServiceLock::Outcome> ServiceLock::take(const Paths &paths)
{
    const UniqueFd reservation = openLockFile(paths.serviceReservation());
    if (!m_reservation.isValid() && reservation.isValid() && ::flock(reservation.get(), LOCK_SH | LOCK_NB) != 0)
        return Outcome::HeldByAnother;
    UniqueFd file = openLockFile(paths.serviceLock());
    if (!file.isValid())
        return Error{u"The lock file %1 cannot be opened: %2. Correct its permissions or remove it."_s.arg(
            paths.serviceLock(), QString::fromLocal8Bit(std::strerror(errno)))};
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
        return Outcome::HeldByAnother;
    const QByteArray pid = QByteArray::number(::getpid()) + '\n';
    if (::ftruncate(file.get(), 0) == 0 && ::write(file.get(), pid.constData(), size_t(pid.size())) < 0)
        errno = 0;  // the content is only for people
    m_file = std::move(file);
    m_reservation.reset();
    return Outcome::Taken;
}

}  // namespace core
