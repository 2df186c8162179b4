#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QList>
#include <QObject>
#include <QStringList>

#include "mcp/resource.h"

namespace mcp {

// The resources that are served. It outlives its sessions; everything is called on the event loop and must not block.
class ResourceProvider
{
public:
    ResourceProvider() = default;
    virtual ~ResourceProvider() = default;
    Q_DISABLE_COPY_MOVE(ResourceProvider)

    // Those worth listing, in a stable order; more may be there (templates say how they are named).
    [[nodiscard]] virtual QList<Resource> list() const = 0;
    [[nodiscard]] virtual QList<ResourceTemplate> templates() const = 0;

    // Calls `answer` once, now or later, unless `context` is gone by then. Nothing: there is no such resource.
    using Answer = std::function<void(const std::optional<ResourceContents> &)>;
    virtual void read(const QString &uri, QObject *context, const Answer &answer) = 0;

    // Something that is watched for as long as it is kept; `changed` is called at each change, however often. What
    // nobody watches costs nothing.
    using Watch = std::unique_ptr<QObject>;
    // Null: there is no such resource.
    [[nodiscard]] virtual Watch watch(const QString &uri, const std::function<void()> &changed) = 0;
    // Of list().
    [[nodiscard]] virtual Watch watchList(const std::function<void()> &changed) = 0;

    // The values of a template's variable that begin with `begin`, the likeliest first.
    [[nodiscard]] virtual QStringList complete(const QString &uriTemplate, const QString &variable,
                                               const QString &begin) const = 0;
};

}  // namespace mcp
