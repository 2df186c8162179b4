#pragma once

#include <chrono>

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>

namespace core {

// A moment from which another process, perhaps a later one, measures: by the clock that never jumps and also runs while
// the machine sleeps. After a restart of the machine, which ends that clock, by the wall clock.
class Moment final
{
public:
    [[nodiscard]] static Moment now();

    // How long ago it was; never negative.
    [[nodiscard]] std::chrono::milliseconds age() const;
    [[nodiscard]] QDateTime utc() const { return QDateTime::fromMSecsSinceEpoch(m_wallMs, Qt::UTC); }

    [[nodiscard]] QJsonObject toJson() const;
    // What is missing is taken as long ago.
    [[nodiscard]] static Moment fromJson(const QJsonObject &json);

private:
    QByteArray m_boot;  // which start of the machine; empty: unknown
    qint64 m_steadyMs = 0;  // keeper::steadyMs()
    qint64 m_wallMs = 0;
};

}  // namespace core
