#include "core/environment.h"

#include <unistd.h>

#include <QFile>

using namespace Qt::StringLiterals;

namespace core {

namespace {

void addEntry(Environment &environment, const QByteArray &entry)
{
    const qsizetype equals = entry.indexOf('=');
    if (equals > 0)
        environment.insert(entry.left(equals), entry.mid(equals + 1));
}

}  // namespace

Environment currentEnvironment()
{
    Environment environment;
    for (char **entry = environ; entry && *entry; ++entry)
        addEntry(environment, QByteArray(*entry));
    return environment;
}

Environment environmentOf(qint64 pid)
{
    QFile file(u"/proc/%1/environ"_s.arg(pid));
    return file.open(QIODevice::ReadOnly) ? unpackEnvironment(file.readAll()) : Environment();
}

QByteArray packEnvironment(const Environment &environment)
{
    QByteArray packed;
    for (auto it = environment.begin(); it != environment.end(); ++it)
        packed += it.key() + '=' + it.value() + '\0';
    return packed;
}

Environment unpackEnvironment(const QByteArray &packed)
{
    Environment environment;
    for (const QByteArray &entry : packed.split('\0'))
        addEntry(environment, entry);
    return environment;
}

EnvironmentOverride::EnvironmentOverride(const Environment &environment)
    : m_packed(packEnvironment(environment))
    , m_previous(environ)
{
    char *const begin = m_packed.data();
    for (qsizetype at = 0; at < m_packed.size(); at = m_packed.indexOf('\0', at) + 1)
        m_pointers += begin + at;
    m_pointers += nullptr;
    environ = m_pointers.data();
}

EnvironmentOverride::~EnvironmentOverride()
{
    environ = m_previous;
}

}  // namespace core
