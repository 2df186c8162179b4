#include "app/cli/command.h"

#include "app/cli/client.h"
#include "app/cli/console.h"

namespace cli {

Command::Command(Context &context)
    : m_context(context)
{
}

void Command::finish(int exitCode)
{
    emit finished(exitCode);
}

void Command::fail(const QString &sentence, int exitCode)
{
    console().complain(sentence);
    finish(exitCode);
}

bool Command::lineIsRight()
{
    if (line().error().isEmpty())
        return true;
    fail(line().error(), exitcode::usage);
    return false;
}

bool Command::succeeded(const Reply &reply)
{
    if (reply.error.isEmpty())
        return true;
    fail(reply.error);
    return false;
}

}  // namespace cli
