#include "core/connect/changetext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace core {

namespace {

constexpr qsizetype linesAround = 2;

QStringList linesOf(const QString &text)
{
    QStringList lines = QString(text).remove(u'\r').split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

}  // namespace

QString changeText(const ClientChange &change)
{
    QStringList lines;
    for (const QStringList &command : change.commands)
        lines += shellLine(command);
    return lines.isEmpty() ? lineDifference(QString::fromUtf8(change.file.content), QString::fromUtf8(change.content))
                           : lines.join(u'\n');
}

QString lineDifference(const QString &before, const QString &after)
{
    const QStringList old = linesOf(before), changed = linesOf(after);
    const qsizetype shorter = std::min(old.size(), changed.size());
    qsizetype same = 0, sameAtEnd = 0;
    while (same < shorter && old.at(same) == changed.at(same))
        ++same;
    while (sameAtEnd < shorter - same
           && old.at(old.size() - 1 - sameAtEnd) == changed.at(changed.size() - 1 - sameAtEnd))
        ++sameAtEnd;
    if (same == old.size() && same == changed.size())
        return {};
    QStringList lines;
    const auto add = [&lines](QLatin1StringView mark, const QStringList &from, qsizetype begin, qsizetype end) {
        for (qsizetype i = std::max<qsizetype>(0, begin); i < std::min(end, from.size()); ++i)
            lines += mark + from.at(i);
    };
    add("  "_L1, old, same - linesAround, same);
    add("- "_L1, old, same, old.size() - sameAtEnd);
    add("+ "_L1, changed, same, changed.size() - sameAtEnd);
    add("  "_L1, old, old.size() - sameAtEnd, old.size() - sameAtEnd + linesAround);
    return lines.join(u'\n');
}

QString shellLine(const QStringList &words)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    QStringList quoted;
    for (const QString &word : words)
        quoted += plain.match(word).hasMatch() ? word : u'\'' + QString(word).replace(u"'"_s, u"'\\''"_s) + u'\'';
    return quoted.join(u' ');
}

}  // namespace core
