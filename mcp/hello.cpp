#include "mcp/hello.h"

#include <QDir>
#include <QJsonDocument>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

QByteArray notificationLine(QLatin1StringView method, const QJsonObject &params)
{
    const QJsonObject message{{u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, method}, {u"params"_s, params}};
    return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
}

}  // namespace

Hello Hello::ofThisProcess()
{
    return {QUuid::createUuid().toString(QUuid::Id128), QDir::currentPath(), core::currentEnvironment()};
}

QByteArray Hello::toLine() const
{
    // The environment is bytes, JSON is not: hence base64.
    QJsonObject params{
        {u"session"_s, session},
        {u"cwd"_s, cwd},
        {u"environment"_s, QString::fromLatin1(core::packEnvironment(environment).toBase64())},
        {u"version"_s, version},
    };
    if (isPerson)
        params.insert(u"person"_s, true);
    return notificationLine(helloMethod, params);
}

core::Result<Hello> Hello::fromParams(const QJsonObject &params)
{
    const Hello hello{params[u"session"].toString(), params[u"cwd"].toString(),
                      core::unpackEnvironment(QByteArray::fromBase64(params[u"environment"].toString().toLatin1())),
                      params[u"version"].toString(), params[u"person"].toBool()};
    if (hello.session.isEmpty() || !QDir::isAbsolutePath(hello.cwd))
        return core::Error{
            u"The hello of jobdeck version '%1' names no session or no absolute cwd. Install the same version of "
            "jobdeck and jobdeckd."_s.arg(hello.version)};
    return hello;
}

QByteArray refusedLine(const QString &reason)
{
    return notificationLine(refusedMethod, {{u"reason"_s, reason}});
}

}  // namespace mcp
