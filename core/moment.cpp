#include "core/moment.h"

#include <algorithm>

#include <QFile>

#include "core/keeper/clock.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

QByteArray thisBoot()
{
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

}  // namespace

Moment Moment::now()
{
    Moment moment;
    moment.m_boot = thisBoot();
    moment.m_steadyMs = keeper::steadyMs();
    moment.m_wallMs = keeper::wallMs();
    return moment;
}

std::chrono::milliseconds Moment::age() const
{
    const bool sameBoot = !m_boot.isEmpty() && m_boot == thisBoot();
    const qint64 ms = sameBoot ? keeper::steadyMs() - m_steadyMs : keeper::wallMs() - m_wallMs;
    return std::chrono::milliseconds(std::max<qint64>(0, ms));
}

QJsonObject Moment::toJson() const
{
    return {{u"boot"_s, QString::fromLatin1(m_boot)}, {u"steady_ms"_s, m_steadyMs}, {u"wall_ms"_s, m_wallMs}};
}

Moment Moment::fromJson(const QJsonObject &json)
{
    Moment moment;
    moment.m_boot = json[u"boot"].toString().toLatin1();
    moment.m_steadyMs = json[u"steady_ms"].toInteger();
    moment.m_wallMs = json[u"wall_ms"].toInteger();
    return moment;
}

}  // namespace core
