#pragma once

#include <memory>

#include <QObject>

#include "app/cli/commandline.h"
#include "app/cli/exitcode.h"

namespace cli {

class Client;
class Command;
class Console;
struct Reply;

struct Option {
    QString name;  // "timeout" for --timeout
    QChar letter;  // 'n' for -n; null: none
    QString argument;  // "SECONDS"; empty: the option is a switch
    QString help;  // one line
};

// What a command works with. All of it outlives the command.
struct Context {
    CommandLine line;
    Client &client;
    Console &console;
};

// An entry of the table (app/cli/commands.h).
struct CommandSpec {
    QString name;
    QString arguments;  // "ID…", as the usage shows them
    QString summary;  // what it does, on one line of the help
    QList<Option> options;
    QString notes;  // what its own help says behind the options; lines of at most 79 characters
    int leastOperands = 0;
    int mostOperands = -1;  // -1: any number
    bool endsAtOperand = false;  // what follows the first operand is no option of ours, but belongs to it
    // Null for those that the main function serves itself.
    std::unique_ptr<Command> (*make)(Context &context) = nullptr;
    // False: it runs also where the folders or variables are so wrong that no service can be had.
    bool needsService = true;
    // What its operands are, for completion: "ids", "agents", or words, separated by blanks; empty: anything.
    QString completion = {};
};

template<typename T>
std::unique_ptr<Command> makeCommand(Context &context)
{
    return std::make_unique<T>(context);
}

// One run of a command: start(), then finished() once, perhaps from inside of start(). Works on the event loop.
class Command : public QObject
{
    Q_OBJECT

public:
    explicit Command(Context &context);

    virtual void start() = 0;

signals:
    void finished(int exitCode);

protected:
    [[nodiscard]] CommandLine &line() const { return m_context.line; }
    [[nodiscard]] Client &client() const { return m_context.client; }
    [[nodiscard]] Console &console() const { return m_context.console; }
    [[nodiscard]] Context &context() const { return m_context; }
    [[nodiscard]] bool wantsJson() const { return m_context.line.has(QStringLiteral("json")); }

    void finish(int exitCode = exitcode::success);
    // Says on stderr what is wrong and ends.
    void fail(const QString &sentence, int exitCode = exitcode::failure);
    // False when the command line was wrong: then it has failed.
    [[nodiscard]] bool lineIsRight();
    // False when the call went wrong: then it has failed.
    [[nodiscard]] bool succeeded(const Reply &reply);

private:
    Context &m_context;
};

}  // namespace cli
