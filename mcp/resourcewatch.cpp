#include "mcp/resourcewatch.h"

#include "mcp/coalescer.h"
#include "mcp/resourceprovider.h"

using namespace std::chrono_literals;

namespace mcp {

namespace {

constexpr auto interval = 500ms;

std::unique_ptr<Coalescer> coalescer(Coalescer::First first, const std::function<void()> &tell)
{
    auto changes = std::make_unique<Coalescer>(interval, first);
    QObject::connect(changes.get(), &Coalescer::due, changes.get(), tell);
    return changes;
}

// The provider's watch ends with the coalescer, as its child.
std::unique_ptr<QObject> joined(std::unique_ptr<Coalescer> changes, ResourceProvider::Watch watch)
{
    if (!watch)
        return nullptr;
    watch.release()->setParent(changes.get());
    return changes;
}

}  // namespace

std::unique_ptr<QObject> watchResource(ResourceProvider &resources, const QString &uri,
                                       const std::function<void()> &tell)
{
    auto changes = coalescer(Coalescer::First::AtOnce, tell);
    auto watch = resources.watch(uri, [raw = changes.get()] { raw->note(); });
    return joined(std::move(changes), std::move(watch));
}

std::unique_ptr<QObject> watchResourceList(ResourceProvider &resources, const std::function<void()> &tell)
{
    auto changes = coalescer(Coalescer::First::Later, tell);
    auto watch = resources.watchList([raw = changes.get()] { raw->note(); });
    return joined(std::move(changes), std::move(watch));
}

}  // namespace mcp
