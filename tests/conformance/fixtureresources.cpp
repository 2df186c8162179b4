#include "fixtureresources.h"

#include <QRegularExpression>

#include "fixturemedia.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace mcp;

namespace {

std::optional<ResourceContents> contentsOf(const QString &uri)
{
    if (uri == "test://static-text"_L1)
        return ResourceContents{uri, u"text/plain"_s, u"This is the content of the static text resource."_s};
    if (uri == "test://static-binary"_L1)
        return ResourceContents{uri, u"image/png"_s, {}, onePixel(), 1h};
    if (uri == "test://watched-resource"_L1)
        return ResourceContents{uri, u"text/plain"_s, u"It never changes."_s};
    static const QRegularExpression templated(u"^test://template/([^/]+)/data$"_s);
    if (const auto match = templated.match(uri); match.hasMatch())
        return ResourceContents{uri, u"application/json"_s, u"{\"id\":\"%1\"}"_s.arg(match.captured(1))};
    return std::nullopt;
}

}  // namespace

QList<Resource> FixtureResources::list() const
{
    return {{u"test://static-binary"_s, u"static-binary"_s, {}, u"One pixel"_s, u"image/png"_s},
            {u"test://static-text"_s, u"static-text"_s, {}, u"A sentence"_s, u"text/plain"_s},
            {u"test://watched-resource"_s, u"watched-resource"_s, {}, u"A sentence"_s, u"text/plain"_s}};
}

QList<ResourceTemplate> FixtureResources::templates() const
{
    return {{u"test://template/{id}/data"_s, u"template"_s, {}, u"Its id"_s, u"application/json"_s}};
}

void FixtureResources::read(const QString &uri, QObject *, const Answer &answer)
{
    answer(contentsOf(uri));
}

ResourceProvider::Watch FixtureResources::watch(const QString &uri, const std::function<void()> &)
{
    return contentsOf(uri) ? std::make_unique<QObject>() : nullptr;
}

ResourceProvider::Watch FixtureResources::watchList(const std::function<void()> &)
{
    return std::make_unique<QObject>();
}

QStringList FixtureResources::complete(const QString &, const QString &, const QString &) const
{
    return {};
}
