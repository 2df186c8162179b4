#include "mcp/resources/joburi.h"

#include "core/jobspec.h"

using namespace Qt::StringLiterals;

namespace mcp {

namespace {

constexpr auto begin = "jobs:///"_L1;
constexpr auto outputEnd = "/output"_L1;

}  // namespace

std::optional<JobUri> JobUri::from(QStringView uri)
{
    if (!uri.startsWith(begin))
        return std::nullopt;
    QStringView id = uri.sliced(begin.size());
    const bool isOutput = id.endsWith(outputEnd);
    if (isOutput)
        id.chop(outputEnd.size());
    if (!core::isJobId(id.toString()))
        return std::nullopt;
    return JobUri{id.toString(), isOutput ? Part::Output : Part::Record};
}

QString JobUri::toString() const
{
    const QString record = begin + id;
    return part == Part::Output ? record + outputEnd : record;
}

}  // namespace mcp
