#include "offered.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace mcp;

OfferedResources::OfferedResources()
    : texts{{u"test:///a"_s, u"A"_s}, {u"test:///b"_s, u"B"_s}}
{
}

QList<Resource> OfferedResources::list() const
{
    QList<Resource> resources;
    for (const QString &uri : texts.keys())
        resources += {uri, uri.last(1), u"Title"_s, {}, u"text/plain"_s};
    return resources;
}

QList<ResourceTemplate> OfferedResources::templates() const
{
    return {{u"test:///{name}"_s, u"test"_s, u"Title"_s, u"A test."_s, u"text/plain"_s}};
}

void OfferedResources::read(const QString &uri, QObject *, const Answer &answer)
{
    if (uri == "test:///bytes"_L1)
        return answer(ResourceContents{uri, u"image/png"_s, {}, QByteArray("\x00\xff", 2), 1h});
    if (!texts.contains(uri))
        return answer(std::nullopt);
    answer(ResourceContents{uri, u"text/plain"_s, texts[uri]});
}

ResourceProvider::Watch OfferedResources::watch(const QString &uri, const std::function<void()> &told)
{
    if (!texts.contains(uri))
        return nullptr;
    Watch watch = counted();
    connect(this, &OfferedResources::changed, watch.get(), [uri, told](const QString &which) {
        if (which == uri)
            told();
    });
    return watch;
}

ResourceProvider::Watch OfferedResources::watchList(const std::function<void()> &told)
{
    Watch watch = counted();
    connect(this, &OfferedResources::listChanged, watch.get(), told);
    return watch;
}

QStringList OfferedResources::complete(const QString &, const QString &, const QString &begin) const
{
    QStringList names;
    for (const QString &uri : texts.keys()) {
        if (uri.last(1).startsWith(begin))
            names += uri.last(1);
    }
    return names;
}

ResourceProvider::Watch OfferedResources::counted()
{
    auto watch = std::make_unique<QObject>();
    ++watches;
    connect(watch.get(), &QObject::destroyed, this, [this] { --watches; });
    return watch;
}

void OfferedTasks::put(const Task &task)
{
    m_tasks.insert(task.id, task);
    emit changed(task);
}

std::optional<Task> OfferedTasks::find(const QString &id)
{
    const auto found = m_tasks.constFind(id);
    return found != m_tasks.cend() ? std::optional(*found) : std::nullopt;
}

void OfferedTasks::cancel(const QString &id)
{
    m_tasks[id].status = Task::Status::Cancelled;
    emit changed(m_tasks[id]);
}
