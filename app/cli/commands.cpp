#include "app/cli/commands.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

CommandSpec served(const QString &name, const QString &summary)
{
    CommandSpec command;
    command.name = name;
    command.summary = summary;
    command.mostOperands = 0;
    return command;
}

// How many letters have to be changed, put in or taken out (Levenshtein).
int distance(const QString &from, const QString &to)
{
    QList<int> row(to.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < from.size(); ++i) {
        int diagonal = std::exchange(row[0], int(i) + 1);
        for (qsizetype j = 0; j < to.size(); ++j) {
            const int changed = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.last();
}

}  // namespace

const QList<CommandSpec> &commands()
{
    static const QList<CommandSpec> table{
        runCommand(),
        listCommand(),
        statusCommand(),
        outputCommand(),
        tailCommand(),
        sendCommand(),
        attachCommand(),
        killCommand(),
        waitCommand(),
        restartCommand(),
        searchCommand(),
        forgetCommand(),
        connectCommand(),
        doctorCommand(),
        serviceCommand(),
        served(u"mcp"_s, u"serve MCP on stdin and stdout, for a coding agent"_s),
        served(u"gui"_s, u"open the window, as 'jobdeck' alone does"_s),
    };
    return table;
}

const CommandSpec *findCommand(const QString &name)
{
    const auto found = std::ranges::find(commands(), name, &CommandSpec::name);
    return found == commands().end() ? nullptr : &*found;
}

QString similarCommand(const QString &name)
{
    const auto nearest =
        std::ranges::min_element(commands(), {}, [&](const CommandSpec &each) { return distance(name, each.name); });
    return distance(name, nearest->name) <= 2 ? nearest->name : QString();
}

}  // namespace cli
