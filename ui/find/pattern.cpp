#include "ui/find/pattern.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// PCRE's own bound for the work on one line: an expression that backtracks without end must not stop the window.
constexpr QLatin1StringView bounded("(*LIMIT_MATCH=100000)(*LIMIT_DEPTH=100000)");

}  // namespace

QRegularExpression Pattern::expression() const
{
    const QString source = isExpression ? text : QRegularExpression::escape(text);
    const auto options =
        caseSensitive ? QRegularExpression::NoPatternOption : QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(bounded + source, options);
}

QString Pattern::error() const
{
    const QRegularExpression compiled = expression();
    if (compiled.isValid())
        return {};
    const qsizetype column = std::max<qsizetype>(0, compiled.patternErrorOffset() - bounded.size()) + 1;
    return QCoreApplication::translate("ui::Pattern", "The expression is wrong at character %1: %2.")
        .arg(column)
        .arg(compiled.errorString());
}

QVector<TextMatch> matchesIn(const QString &text, const QRegularExpression &expression)
{
    QVector<TextMatch> result;
    auto found = expression.globalMatch(text);
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        if (match.capturedLength() > 0)
            result.append({int(match.capturedStart()), int(match.capturedLength())});
    }
    return result;
}

}  // namespace ui
