#pragma once

#include <functional>
#include <map>
#include <memory>

#include <QHash>
#include <QObject>

namespace mcp {

class Listen;
class Methods;
class Request;
class ResourceProvider;
class TaskStore;

// What one connection's client is told without having asked for it each time: resources/subscribe and what an
// initialized legacy client hears unasked (2025-11-25/server/resources), and subscriptions/listen
// (2026-07-28/basic/patterns/subscriptions). Nothing is watched that nobody has subscribed to.
class Subscriptions final : public QObject
{
    Q_OBJECT

public:
    static constexpr int maxListens = 64;  // open at the same time
    static constexpr qsizetype maxUris = 1024;  // URIs and task ids, in all subscriptions together

    using Notify = std::function<void(const QString &method, const QJsonObject &params)>;

    // Adds its methods. All outlives it; `resources` and `tasks` may be null. `notify` reaches the legacy client.
    Subscriptions(Methods &methods, ResourceProvider *resources, TaskStore *tasks, Notify notify);
    ~Subscriptions() override;

    // The legacy client takes unsolicited notifications from now on.
    void beginLegacy();
    // Forgets what the legacy session has subscribed to.
    void endLegacy();
    // Ends each open listen with its response, which tells the client that nothing more will come.
    void endListens();

private:
    void subscribe(Request &request);
    void unsubscribe(Request &request);
    void listen(Request &request);
    void forget(Request *request);
    [[nodiscard]] qsizetype uriCount() const;

    ResourceProvider *m_resources;
    TaskStore *m_tasks;
    Notify m_notify;
    std::map<QString, std::unique_ptr<QObject>> m_legacy;  // by URI
    std::unique_ptr<QObject> m_legacyList;
    QHash<Request *, Listen *> m_listens;
};

}  // namespace mcp
