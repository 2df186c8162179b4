#pragma once

#include <QByteArray>
#include <QHash>

namespace core {

// Environment variables as the kernel has them: bytes, not necessarily UTF-8.
using Environment = QHash<QByteArray, QByteArray>;

Environment currentEnvironment();

// Of a process of ours, as it was when the program was executed; empty when it cannot be read.
Environment environmentOf(qint64 pid);

// "NAME=value\0NAME=value\0…", the form of /proc/PID/environ, and back. Entries without '=' or name are left out.
QByteArray packEnvironment(const Environment &environment);
Environment unpackEnvironment(const QByteArray &packed);

// Makes `environment` the process's own for the life of this object, so that a QProcess started meanwhile hands it
// on byte for byte (QProcessEnvironment can't take bytes that are not UTF-8). Only for the one thread we have.
class EnvironmentOverride final
{
public:
    explicit EnvironmentOverride(const Environment &environment);
    ~EnvironmentOverride();
    Q_DISABLE_COPY_MOVE(EnvironmentOverride)

private:
    QByteArray m_packed;
    QList<char *> m_pointers;
    char **m_previous;
};

}  // namespace core
