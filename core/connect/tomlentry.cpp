#include "core/connect/tomlentry.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace core {

namespace {

// The strings in a value: "basic" with its escapes, or 'literal'.
QStringList strings(const QString &value)
{
    static const QRegularExpression string(uR"x("((?:[^"\\]|\\.)*)"|'([^']*)')x"_s);
    static const QRegularExpression escape(uR"(\\(["\\]))"_s);
    QStringList found;
    for (auto match = string.globalMatch(value); match.hasNext();) {
        const QRegularExpressionMatch one = match.next();
        found += one.capturedStart(1) >= 0 ? one.captured(1).replace(escape, u"\\1"_s) : one.captured(2);
    }
    return found;
}

// The parts of a [table.header]; empty for another line.
QStringList header(const QString &line)
{
    if (!line.startsWith(u'[') || line.startsWith("[["_L1))
        return {};
    static const QRegularExpression part(uR"x(\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*([.\]]))x"_s);
    QStringList parts;
    for (qsizetype at = 1; at < line.size();) {
        const auto match =
            part.match(line, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch())
            return {};
        const QString name = match.captured(1);
        parts += name.startsWith(u'"') || name.startsWith(u'\'') ? name.mid(1, name.size() - 2) : name;
        if (match.captured(2) == "]"_L1)
            break;
        at = match.capturedEnd();
    }
    return parts;
}

}  // namespace

std::optional<TomlEntry> TomlEntry::find(const QByteArray &text, const QString &group, const QString &name)
{
    std::optional<TomlEntry> entry;
    bool inside = false, inString = false;
    for (const QString &whole : QString::fromUtf8(text).split(u'\n')) {
        const QString line = whole.trimmed();
        const bool wasInString = inString;
        // Lines of a string over several lines are no tables and no keys.
        if ((line.count("\"\"\""_L1) + line.count("'''"_L1)) % 2 == 1)
            inString = !inString;
        if (wasInString || line.isEmpty() || line.startsWith(u'#'))
            continue;
        if (line.startsWith(u'[')) {
            const QStringList path = header(line);
            inside = path == QStringList{group, name};
            if (inside && !entry)
                entry.emplace();
            else if (entry && path.size() > 2 && path.at(0) == group && path.at(1) == name)
                entry->hasMore = true;
            continue;
        }
        if (!inside)
            continue;
        const QString key = line.section(u'=', 0, 0).trimmed(), value = line.section(u'=', 1);
        if (key == "command"_L1)
            entry->command = strings(value).value(0);
        else if (key == "args"_L1)
            entry->arguments = strings(value);
        else
            entry->hasMore = true;
    }
    return entry;
}

}  // namespace core
