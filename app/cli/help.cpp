#include "app/cli/help.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "app/cli/commands.h"
#include "core/settingkeys.h"
#include "core/settings.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr int widestLeft = 24;  // columns; what is longer gets a line of its own

struct Entry {
    QString left, right;
};

// Two columns, the right one as near as the left one lets it.
QString table(const QList<Entry> &entries)
{
    qsizetype width = 0;
    for (const Entry &entry : entries)
        width = std::max(width, entry.left.size() <= widestLeft ? entry.left.size() : 0);
    QString text;
    for (const Entry &entry : entries) {
        const bool fits = entry.left.size() <= width;
        text += "  "_L1 + (fits ? entry.left.leftJustified(width) : entry.left + u'\n' + QString(width + 2, u' '))
            + "  "_L1 + entry.right + u'\n';
    }
    return text;
}

QString written(const Option &option)
{
    const QString letter = option.letter.isNull() ? u"    "_s : u"-%1, "_s.arg(option.letter);
    return letter + "--"_L1 + option.name + (option.argument.isEmpty() ? QString() : u' ' + option.argument);
}

QString usageOf(const CommandSpec &command)
{
    return u"Usage: jobdeck "_s + command.name + (command.options.isEmpty() ? QString() : u" [OPTION…]"_s)
        + (command.arguments.isEmpty() ? QString() : u' ' + command.arguments) + u'\n';
}

}  // namespace

QString generalHelp()
{
    QList<Entry> entries;
    for (const CommandSpec &command : commands())
        entries += {(command.name + u' ' + command.arguments).trimmed(), command.summary};
    return u"Usage: jobdeck COMMAND [OPTION…] …   'jobdeck COMMAND --help' says more.\n"_s + table(entries)
        + u"ID is a job's id, its first letters, or the job's name. 'jobdeck' alone opens\n"
          u"the window; 'jobdeck --version' prints the version.\n"_s;
}

QString helpOf(const CommandSpec &command)
{
    QList<Entry> entries;
    for (const Option &option : command.options)
        entries += {written(option), option.help};
    QString text = usageOf(command);
    text += command.summary.left(1).toUpper() + command.summary.mid(1) + ".\n"_L1;
    if (!entries.isEmpty())
        text += u'\n' + table(entries);
    if (!command.notes.isEmpty())
        text += u'\n' + command.notes + u'\n';
    return text;
}

QByteArray commandsJson()
{
    QJsonArray list;
    for (const CommandSpec &command : commands()) {
        QJsonArray options;
        for (const Option &option : command.options)
            options += QJsonObject{{u"name"_s, option.name},
                                   {u"letter"_s, option.letter.isNull() ? QString() : QString(option.letter)},
                                   {u"argument"_s, option.argument},
                                   {u"help"_s, option.help}};
        list += QJsonObject{{u"name"_s, command.name},
                            {u"arguments"_s, command.arguments},
                            {u"summary"_s, command.summary},
                            {u"options"_s, options}};
    }
    return QJsonDocument(QJsonObject{{u"commands"_s, list}}).toJson();
}

QByteArray settingsJson()
{
    QJsonArray list;
    for (const QString &key : core::settingKeys())
        list += QJsonObject{
            {u"key"_s, key}, {u"variable"_s, core::settingVariable(key)}, {u"default"_s, core::settingText({}, key)}};
    return QJsonDocument(QJsonObject{{u"settings"_s, list}}).toJson();
}

}  // namespace cli
