#include "app/cli/jobtext.h"

#include <cmath>

#include <QDateTime>
#include <QDir>

#include "app/cli/visibletext.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

// "4m10s" of 250 and 60, with the letters of the two units.
QString twoUnits(qint64 count, qint64 size, QChar big, QChar small)
{
    return u"%1%2%3%4"_s.arg(count / size).arg(big).arg(count % size, 2, 10, QChar(u'0')).arg(small);
}

}  // namespace

QString durationText(double seconds)
{
    const qint64 whole = std::llround(seconds);
    if (seconds < 9.95)
        return u"%1s"_s.arg(std::max(seconds, 0.0), 0, 'f', 1);
    if (whole < 60)
        return u"%1s"_s.arg(whole);
    if (whole < 3600)
        return twoUnits(whole, 60, u'm', u's');
    if (whole < 86400)
        return twoUnits(whole / 60, 60, u'h', u'm');
    return twoUnits(whole / 3600, 24, u'd', u'h');
}

QString sizeText(qint64 bytes)
{
    static const QStringList units{u"B"_s, u"kB"_s, u"MB"_s, u"GB"_s, u"TB"_s};
    double size = double(bytes);
    int unit = 0;
    while (size >= 999.5 && unit < units.size() - 1) {
        size /= 1000;
        ++unit;
    }
    return u"%1 %2"_s.arg(size, 0, 'f', unit == 0 || size >= 99.5 ? 0 : 1).arg(units[unit]);
}

QString agoText(const QString &time)
{
    const QDateTime then = QDateTime::fromString(time, Qt::ISODateWithMs);
    if (!then.isValid())
        return {};
    const auto seconds = std::max<qint64>(0, then.secsTo(QDateTime::currentDateTimeUtc()));
    if (seconds < 60)
        return u"%1s ago"_s.arg(seconds);
    if (seconds < 3600)
        return u"%1m ago"_s.arg(seconds / 60);
    if (seconds < 86400)
        return u"%1h ago"_s.arg(seconds / 3600);
    return u"%1d ago"_s.arg(seconds / 86400);
}

bool hasEnded(const QJsonObject &job)
{
    const QString status = job[u"status"].toString();
    return status != "running"_L1 && status != "queued"_L1;
}

QString stateText(const QJsonObject &job)
{
    const QString status = job[u"status"].toString();
    if (status == "running"_L1 && job.contains(u"needs_input"))
        return job[u"needs_input"].toString() == "secret"_L1 ? u"asks password"_s : u"waits input"_s;
    if (status != "failed"_L1)
        return status;
    if (job.contains(u"signal"))
        return u"failed "_s + job[u"signal"].toString();
    return job.contains(u"exit_code") ? u"failed (%1)"_s.arg(job[u"exit_code"].toInt()) : u"not started"_s;
}

QString reasonText(const QJsonObject &job)
{
    // There is one person for each service.
    return visible(job[u"reason"].toString()).replace("by a person"_L1, "by you"_L1);
}

Console::Style stateStyle(const QJsonObject &job)
{
    const QString status = job[u"status"].toString();
    if (status == "running"_L1)
        return job.contains(u"needs_input") ? Console::Style::Yellow : Console::Style::Green;
    if (status == "failed"_L1 || status == "lost"_L1)
        return Console::Style::Red;
    return status == "killed"_L1 || status == "queued"_L1 ? Console::Style::Yellow : Console::Style::Plain;
}

QString titleOf(const QJsonObject &job)
{
    const QString name = job[u"name"].toString();
    const QString command = job[u"command"].toString().simplified();
    return visible(name.isEmpty() ? command : name + ": "_L1 + command);
}

QString folderText(const QString &folder)
{
    const QString home = QDir::homePath();
    const bool isHome = folder == home || folder.startsWith(home + u'/');
    return visible(isHome && home.size() > 1 ? u'~' + folder.mid(home.size()) : folder);
}

}  // namespace cli
