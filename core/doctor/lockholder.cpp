#include "core/doctor/lockholder.h"

#include <sys/stat.h>

#include <QFile>

using namespace Qt::StringLiterals;

namespace core {

// A line of /proc/locks: "1: FLOCK  ADVISORY  WRITE 4711 00:2f:815 0 EOF", with the process and, behind the device, the
// inode. The device is not compared: on some file systems stat(2) names another one.
qint64 lockHolder(const QString &file)
{
    QFile lock(file), locks(u"/proc/locks"_s);
    struct stat info;
    if (!lock.open(QIODevice::ReadOnly) || ::fstat(lock.handle(), &info) != 0 || !locks.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray pid = lock.readLine(32).trimmed(), inode = ':' + QByteArray::number(quint64(info.st_ino));
    for (const QByteArray &line : locks.readAll().split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.value(1) == "FLOCK" && words.value(4) == pid && words.value(5).endsWith(inode))
            return pid.toLongLong();
    }
    return 0;
}

}  // namespace core
