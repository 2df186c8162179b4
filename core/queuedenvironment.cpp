#include "core/queuedenvironment.h"

#include <QFile>

#include "core/durablefile.h"

using namespace Qt::StringLiterals;

namespace core {

QueuedEnvironment::QueuedEnvironment(const QString &jobFolder)
    : m_file(jobFolder + "/queued"_L1)
{
}

Result<void> QueuedEnvironment::write(const Environment &environment) const
{
    return writeDurably(m_file, packEnvironment(environment));
}

std::optional<Environment> QueuedEnvironment::read() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return unpackEnvironment(file.readAll());
}

void QueuedEnvironment::remove() const
{
    QFile::remove(m_file);
    QFile::remove(temporaryName(m_file));
}

}  // namespace core
