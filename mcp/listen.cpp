#include "mcp/listen.h"

#include <QJsonArray>

#include "mcp/modernmeta.h"
#include "mcp/request.h"
#include "mcp/resourcewatch.h"
#include "mcp/taskstore.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

// The strings of an array, each once; nothing when it is no array of strings.
std::optional<QStringList> strings(const QJsonValue &value)
{
    if (!value.isArray())
        return std::nullopt;
    QStringList result;
    for (const QJsonValue &each : value.toArray()) {
        if (!each.isString())
            return std::nullopt;
        result += each.toString();
    }
    result.removeDuplicates();
    return result;
}

core::Error badMember(const QString &name, const QString &expected)
{
    return {u"The member \"%1\" of the filter of subscriptions/listen must be %2."_s.arg(name, expected)};
}

}  // namespace

core::Result<ListenFilter> ListenFilter::from(const QJsonValue &notifications)
{
    if (!notifications.isObject())
        return core::Error{u"The parameter \"notifications\" of subscriptions/listen must be an object."_s};
    ListenFilter filter;
    for (const QString &name : {u"toolsListChanged"_s, u"promptsListChanged"_s, u"resourcesListChanged"_s}) {
        if (!notifications[name].isUndefined() && !notifications[name].isBool())
            return badMember(name, u"true or false"_s);
    }
    filter.resourceList = notifications["resourcesListChanged"_L1].toBool();
    for (const QString &name : {u"resourceSubscriptions"_s, u"taskIds"_s}) {
        if (!notifications[name].isUndefined() && !strings(notifications[name]))
            return badMember(name, u"an array of strings"_s);
    }
    filter.resources = strings(notifications["resourceSubscriptions"_L1]).value_or(QStringList());
    filter.taskIds = strings(notifications["taskIds"_L1]);
    return filter;
}

qsizetype ListenFilter::size() const
{
    return resources.size() + taskIds.value_or(QStringList()).size();
}

Listen::Listen(Request &request, const ListenFilter &filter, ResourceProvider *resources, TaskStore *tasks)
    : QObject(&request)
    , m_request(request)
    , m_filter(filter)
    , m_resources(resources)
    , m_tasks(tasks)
    , m_size(filter.size())
{
}

Listen::~Listen() = default;

// The acknowledgement is the first message. A task that has ended before it is told right behind it: its end came
// between the client's knowledge of it and this request.
void Listen::begin()
{
    QList<Task> ended;
    watchResources();
    watchTasks(ended);
    acknowledge();
    for (const Task &task : std::as_const(ended))
        notify(u"notifications/tasks"_s, task.toJson());
}

void Listen::end()
{
    m_request.finish({{u"_meta"_s, meta()}});
}

void Listen::watchResources()
{
    m_filter.resourceList = m_filter.resourceList && m_resources;
    if (m_filter.resourceList)
        m_watches.push_back(
            watchResourceList(*m_resources, [this] { notify(u"notifications/resources/list_changed"_s, {}); }));
    QStringList known;
    for (const QString &uri : std::as_const(m_filter.resources)) {
        if (!m_resources)
            break;
        auto watch = watchResource(*m_resources, uri, [this, uri] {
            notify(u"notifications/resources/updated"_s, {{u"uri"_s, uri}});
        });
        if (watch) {
            m_watches.push_back(std::move(watch));
            known += uri;
        }
    }
    m_filter.resources = known;
}

void Listen::watchTasks(QList<Task> &ended)
{
    if (!m_filter.taskIds || !m_tasks) {
        m_filter.taskIds.reset();
        return;
    }
    QStringList known;
    for (const QString &id : std::as_const(*m_filter.taskIds)) {
        const std::optional<Task> task = m_tasks->find(id);
        if (!task)
            continue;
        known += id;
        if (task->status != Task::Status::Working)
            ended += *task;
    }
    m_filter.taskIds = known;
    if (known.size() > ended.size())
        connect(m_tasks, &TaskStore::changed, this, [this](const Task &task) {
            if (m_filter.taskIds->contains(task.id))
                notify(u"notifications/tasks"_s, task.toJson());
        });
}

void Listen::acknowledge()
{
    QJsonObject honoured;
    if (m_filter.resourceList)
        honoured.insert("resourcesListChanged"_L1, true);
    if (!m_filter.resources.isEmpty())
        honoured.insert("resourceSubscriptions"_L1, QJsonArray::fromStringList(m_filter.resources));
    if (m_filter.taskIds)
        honoured.insert("taskIds"_L1, QJsonArray::fromStringList(*m_filter.taskIds));
    notify(u"notifications/subscriptions/acknowledged"_s, {{u"notifications"_s, honoured}});
}

void Listen::notify(const QString &method, QJsonObject params)
{
    params.insert("_meta"_L1, meta());
    m_request.notify(method, params);
}

QJsonObject Listen::meta() const
{
    return {{metakey::subscriptionId, m_request.id().toJson()}};
}

}  // namespace mcp
