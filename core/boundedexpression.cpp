#include "core/boundedexpression.h"

namespace core {

namespace {

constexpr QLatin1StringView limits("(*LIMIT_MATCH=100000)(*LIMIT_DEPTH=100000)");

}  // namespace

QRegularExpression boundedExpression(const QString &source, QRegularExpression::PatternOptions options)
{
    return QRegularExpression(limits + source, options);
}

qsizetype errorPosition(const QRegularExpression &bounded)
{
    return bounded.isValid() ? -1 : std::max<qsizetype>(0, bounded.patternErrorOffset() - limits.size());
}

}  // namespace core
