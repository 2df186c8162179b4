#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QObject>
#include <QStringList>

#include "core/result.h"

namespace mcp {

class Request;
class ResourceProvider;
class TaskStore;
struct Task;

// The filter of a subscriptions/listen request. Kinds of which nothing can ever come (lists of tools and of prompts,
// which do not change) are not kept.
struct ListenFilter {
    bool resourceList = false;
    QStringList resources;  // URIs, each once
    std::optional<QStringList> taskIds;  // each once; nothing when the client did not name the member

    // The error is a sentence for -32602.
    static core::Result<ListenFilter> from(const QJsonValue &notifications);
    [[nodiscard]] qsizetype size() const;
};

// One open subscriptions/listen (2026-07-28/basic/patterns/subscriptions): it acknowledges what it can honour and then
// tells the changes, until the client cancels the request or end() answers it. A child of the request.
class Listen final : public QObject
{
    Q_OBJECT

public:
    // `resources` and `tasks` may be null.
    Listen(Request &request, const ListenFilter &filter, ResourceProvider *resources, TaskStore *tasks);
    ~Listen() override;

    void begin();
    void end();
    [[nodiscard]] qsizetype size() const { return m_size; }

private:
    void watchResources();
    void watchTasks(QList<Task> &ended);
    void acknowledge();
    void notify(const QString &method, QJsonObject params);
    [[nodiscard]] QJsonObject meta() const;

    Request &m_request;
    ListenFilter m_filter;  // after begin(): only what is honoured
    ResourceProvider *m_resources;
    TaskStore *m_tasks;
    std::vector<std::unique_ptr<QObject>> m_watches;
    const qsizetype m_size;
};

}  // namespace mcp
