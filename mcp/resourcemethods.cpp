#include "mcp/resourcemethods.h"

#include <QJsonArray>

#include "mcp/methods.h"
#include "mcp/parameters.h"
#include "mcp/request.h"
#include "mcp/resourceprovider.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mcp {

namespace {

template<typename Entry>
QJsonArray entries(const QList<Entry> &list, ProtocolVersion version)
{
    QJsonArray array;
    for (const Entry &entry : list)
        array.append(entry.toJson(version));
    return array;
}

// Of jobs, which come and go: nobody may keep it.
void listResources(Request &request, const ResourceProvider &resources)
{
    if (!refuseCursor(request))
        request.finishCacheable({{u"resources"_s, entries(resources.list(), request.version())}}, 0ms,
                                Request::CacheScope::Private);
}

void listTemplates(Request &request, const ResourceProvider &resources)
{
    if (!refuseCursor(request))
        request.finishCacheable({{u"resourceTemplates"_s, entries(resources.templates(), request.version())}}, 1h,
                                Request::CacheScope::Public);
}

void readResource(Request &request, ResourceProvider &resources)
{
    const std::optional<QString> uri = stringParameter(request, u"uri"_s);
    if (!uri)
        return;
    resources.read(*uri, &request, [&request, uri = *uri](const std::optional<ResourceContents> &contents) {
        if (!contents)
            return request.fail(noSuchResource(uri, request.version()));
        request.finishCacheable({{u"contents"_s, QJsonArray{contents->toJson()}}}, contents->ttl,
                                Request::CacheScope::Private);
    });
}

}  // namespace

void addResourceMethods(Methods &methods, ResourceProvider &resources)
{
    constexpr Methods::Eras eras = Methods::Legacy | Methods::Modern;
    methods.addCapability(u"resources"_s, {{u"subscribe"_s, true}, {u"listChanged"_s, true}}, eras);
    methods.add(u"resources/list"_s, eras, [&resources](Request &request) { listResources(request, resources); });
    methods.add(u"resources/templates/list"_s, eras,
                [&resources](Request &request) { listTemplates(request, resources); });
    methods.add(u"resources/read"_s, eras, [&resources](Request &request) { readResource(request, resources); });
}

}  // namespace mcp
