#include "core/jobspec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include "core/terminalsizejson.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

constexpr int version = 1;
constexpr QLatin1StringView alphabet = "0123456789abcdefghjkmnpqrstvwxyz"_L1;
constexpr int idLength = 8;

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &each : value.toArray())
        list += each.toString();
    return list;
}

}  // namespace

QByteArray JobSpec::toJson() const
{
    QJsonObject object{
        {u"version"_s, version},
        {u"id"_s, id},
        {u"command"_s, command},
        {u"cwd"_s, cwd},
        {u"shell"_s, shell},
        {u"name"_s, name},
        {u"environment_names"_s, QJsonArray::fromStringList(environmentNames)},
        {u"created"_s, created.toString(Qt::ISODateWithMs)},
        {u"requester"_s,
         QJsonObject{{u"session"_s, requester.session},
                     {u"name"_s, requester.name},
                     {u"version"_s, requester.version},
                     {u"pid"_s, requester.pid}}},
        {u"segment_bytes"_s, qint64(limits.segmentBytes)},
        {u"head_segments"_s, qint64(limits.headSegments)},
        {u"max_segments"_s, qint64(limits.maxSegments)},
    };
    if (terminal) {
        object.insert(u"terminal"_s, true);
        object.insert(u"columns"_s, qint64(terminalSize.columns));
        object.insert(u"rows"_s, qint64(terminalSize.rows));
    }
    if (timeout)
        object.insert(u"timeout_ms"_s, qint64(timeout->count()));
    if (ticket)
        object.insert(u"queued"_s,
                      QJsonObject{{u"number"_s, qint64(ticket->number)},
                                  {u"max_jobs"_s, ticket->maxJobs},
                                  {u"after"_s, QJsonArray::fromStringList(ticket->after)}});
    return QJsonDocument(object).toJson();
}

Result<JobSpec> JobSpec::fromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return Error{u"it is no JSON (%1 at byte %2)"_s.arg(problem.errorString()).arg(problem.offset)};
    const int found = object[u"version"].toInt();
    if (found < version)
        return Error{u"it names no version"_s};
    if (found > version)
        return Error{u"its version is %1 and this program knows version %2"_s.arg(found).arg(version)};

    JobSpec spec;
    spec.id = object[u"id"].toString();
    spec.command = object[u"command"].toString();
    spec.cwd = object[u"cwd"].toString();
    spec.shell = object[u"shell"].toString();
    spec.name = object[u"name"].toString();
    spec.environmentNames = strings(object[u"environment_names"]);
    spec.created = QDateTime::fromString(object[u"created"].toString(), Qt::ISODateWithMs);
    const QJsonObject requester = object[u"requester"].toObject();
    spec.requester = {requester[u"session"].toString(), requester[u"name"].toString(), requester[u"version"].toString(),
                      requester[u"pid"].toInteger()};
    spec.terminal = object[u"terminal"].toBool();
    if (const auto size = terminalSizeOf(object))
        spec.terminalSize = *size;
    if (object.contains(u"timeout_ms"))
        spec.timeout = std::chrono::milliseconds(object[u"timeout_ms"].toInteger());
    spec.limits = {quint64(object[u"segment_bytes"].toInteger()), quint32(object[u"head_segments"].toInteger()),
                   quint32(object[u"max_segments"].toInteger())};
    if (const QJsonObject queued = object[u"queued"].toObject(); !queued.isEmpty())
        spec.ticket = {quint64(queued[u"number"].toInteger()), std::max(1, queued[u"max_jobs"].toInt()),
                       strings(queued[u"after"])};
    if (!isJobId(spec.id) || spec.command.isEmpty() || !spec.created.isValid() || spec.limits.segmentBytes == 0)
        return Error{u"its id, command, created or segment_bytes is missing or wrong"_s};
    return spec;
}

QString JobSpec::displayName() const
{
    const QString line = name.isEmpty() ? command.simplified() : name;
    return line.size() > 80 ? line.left(79) + u'…' : line;
}

QString newJobId()
{
    QString id;
    for (int i = 0; i < idLength; ++i)
        id += alphabet.at(int(QRandomGenerator::system()->bounded(quint32(alphabet.size()))));
    return id;
}

bool isJobId(const QString &text)
{
    return text.size() == idLength
        && std::all_of(text.begin(), text.end(), [](QChar c) { return alphabet.contains(c); });
}

}  // namespace core
