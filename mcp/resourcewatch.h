#pragma once

#include <functional>
#include <memory>

class QObject;
class QString;

namespace mcp {

class ResourceProvider;

// Calls `tell` when the resource has changed, for as long as what is returned is kept: at most twice a second, and
// once after the last change. Null when there is no such resource.
std::unique_ptr<QObject> watchResource(ResourceProvider &resources, const QString &uri,
                                       const std::function<void()> &tell);

// The same for the list of resources, half a second after a change: many clients read all of it again.
std::unique_ptr<QObject> watchResourceList(ResourceProvider &resources, const std::function<void()> &tell);

}  // namespace mcp
