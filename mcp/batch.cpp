#include "mcp/batch.h"

#include <QJsonObject>

namespace mcp {

Batch::Batch(QObject *parent)
    : QObject(parent)
{
}

void Batch::add(const QJsonObject &response)
{
    m_responses.append(response);
    drop();
}

void Batch::drop()
{
    --m_expected;
    check();
}

void Batch::close()
{
    m_closed = true;
    check();
}

void Batch::check()
{
    if (!m_closed || m_expected > 0)
        return;
    emit complete(m_responses);
    deleteLater();
}

}  // namespace mcp
