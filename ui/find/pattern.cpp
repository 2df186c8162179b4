#include "ui/find/pattern.h"

#include <QCoreApplication>

#include "core/boundedexpression.h"

using namespace Qt::StringLiterals;

namespace ui {

QRegularExpression Pattern::expression() const
{
    const QString source = isExpression ? text : QRegularExpression::escape(text);
    const auto options =
        caseSensitive ? QRegularExpression::NoPatternOption : QRegularExpression::CaseInsensitiveOption;
    return core::boundedExpression(source, options);
}

QString Pattern::error() const
{
    const QRegularExpression compiled = expression();
    if (compiled.isValid())
        return {};
    const qsizetype column = core::errorPosition(compiled) + 1;
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
