#include "mcp/subscriptions.h"

#include "mcp/listen.h"
#include "mcp/methods.h"
#include "mcp/parameters.h"
#include "mcp/request.h"
#include "mcp/resourcewatch.h"
#include "mcp/taskstore.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

Error tooMany(qsizetype limit, const QString &what)
{
    return {ErrorCode::InternalError,
            u"This connection has %1 %2 already; end one of them first."_s.arg(limit).arg(what)};
}

}  // namespace

Subscriptions::Subscriptions(Methods &methods, ResourceProvider *resources, TaskStore *tasks, Notify notify)
    : m_resources(resources)
    , m_tasks(tasks)
    , m_notify(std::move(notify))
{
    if (resources) {
        methods.add(u"resources/subscribe"_s, Methods::Legacy, [this](Request &request) { subscribe(request); });
        methods.add(u"resources/unsubscribe"_s, Methods::Legacy, [this](Request &request) { unsubscribe(request); });
    }
    if (resources || tasks)
        methods.add(u"subscriptions/listen"_s, Methods::Modern, [this](Request &request) { listen(request); });
}

Subscriptions::~Subscriptions() = default;

void Subscriptions::beginLegacy()
{
    if (m_resources && !m_legacyList)
        m_legacyList =
            watchResourceList(*m_resources, [this] { m_notify(u"notifications/resources/list_changed"_s, {}); });
}

void Subscriptions::endLegacy()
{
    m_legacyList.reset();
    m_legacy.clear();
}

void Subscriptions::endListens()
{
    const QList<Listen *> open = m_listens.values();
    for (Listen *each : open)
        each->end();
}

void Subscriptions::subscribe(Request &request)
{
    const std::optional<QString> uri = stringParameter(request, u"uri"_s);
    if (!uri)
        return;
    if (m_legacy.contains(*uri))
        return request.finish({});
    if (uriCount() >= maxUris)
        return request.fail(tooMany(maxUris, u"subscriptions"_s));
    auto watch = watchResource(*m_resources, *uri, [this, uri = *uri] {
        m_notify(u"notifications/resources/updated"_s, {{u"uri"_s, uri}});
    });
    if (!watch)
        return request.fail(noSuchResource(*uri, request.version()));
    m_legacy.emplace(*uri, std::move(watch));
    request.finish({});
}

void Subscriptions::unsubscribe(Request &request)
{
    const std::optional<QString> uri = stringParameter(request, u"uri"_s);
    if (!uri)
        return;
    m_legacy.erase(*uri);
    request.finish({});
}

void Subscriptions::listen(Request &request)
{
    const core::Result<ListenFilter> filter = ListenFilter::from(request.params()["notifications"_L1]);
    if (!filter)
        return request.fail(ErrorCode::InvalidParams, filter.error());
    if (m_tasks && filter->taskIds && !declaresTasks(request.clientCapabilities()))
        return request.fail(tasksRequired(u"The member \"taskIds\" of subscriptions/listen"_s));
    if (m_listens.size() >= maxListens)
        return request.fail(tooMany(maxListens, u"open listens"_s));
    if (uriCount() + filter->size() > maxUris)
        return request.fail(tooMany(maxUris, u"subscriptions, these included,"_s));
    auto *listen = new Listen(request, *filter, m_resources, m_tasks);
    m_listens.insert(&request, listen);
    connect(&request, &Request::answered, this, [this, open = &request] { forget(open); });
    connect(&request, &Request::cancelled, this, [this, open = &request] { forget(open); });
    listen->begin();
}

void Subscriptions::forget(Request *request)
{
    m_listens.remove(request);
}

qsizetype Subscriptions::uriCount() const
{
    qsizetype count = qsizetype(m_legacy.size());
    for (const Listen *each : m_listens)
        count += each->size();
    return count;
}

}  // namespace mcp
