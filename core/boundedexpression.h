#pragma once

#include <QRegularExpression>

namespace core {

// An expression from outside, for text that is matched on the event loop: PCRE itself gives up where it would
// backtrack without end, and then there is no match.
[[nodiscard]] QRegularExpression boundedExpression(const QString &source,
                                                   QRegularExpression::PatternOptions options = {});
// Where in `source` the expression is wrong, in UTF-16 units from 0; -1 if it isn't.
[[nodiscard]] qsizetype errorPosition(const QRegularExpression &bounded);

}  // namespace core
