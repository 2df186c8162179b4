#pragma once

#include <QList>
#include <QProcessEnvironment>
#include <QStringList>

#include "core/agents.h"
#include "core/connect/configfile.h"
#include "core/connect/jsontree.h"

namespace core {

// Where agents are looked for: this person's environment, in which they read HOME, XDG_CONFIG_HOME, CODEX_HOME and so
// on.
struct AgentSurroundings {
    QProcessEnvironment environment;
    QString jobdeck;  // the absolute path of our `jobdeck`, as it is to be registered

    // This process's environment and the `jobdeck` that belongs to it.
    static AgentSurroundings own();

    [[nodiscard]] QString home() const;
    [[nodiscard]] QString configHome() const;
    // The first of these programs on PATH or in the folders where agents install themselves; empty when there is none.
    [[nodiscard]] QString findProgram(const QStringList &names) const;
    // The environment for that program, which finds there what lies beside it (node).
    [[nodiscard]] QProcessEnvironment environmentOf(const QString &program) const;
};

enum class ClientState {
    NotFound,  // neither its program nor a folder of its own
    NotConnected,
    Connected,
    Outdated,  // registered with another command than ours
    Unreadable,  // its file is refused or not valid: ClientStatus::problem
};

struct ClientStatus {
    ClientState state = ClientState::NotFound;
    QString program;  // empty: not found
    ConfigFile file;  // where it keeps its servers
    QString registered;  // Outdated: the command in the file
    QString registeredProgram;  // Outdated: its program, absolute if it was found; may be empty
    QString problem;  // Unreadable: a sentence
};

// What will be done, and all of it: either these commands, program first, the next only after exit code 0 of the one
// before; or the file with its new content.
struct ClientChange {
    QList<QStringList> commands;
    ConfigFile file;
    QByteArray content;
    QString note;  // what a person should know before; may be empty
};

// A coding agent that can be connected for all of a person's projects. Pure data and functions: nothing is kept, and
// only inspect() reads files. Commands and files are those of the agents' documentation.
struct AgentClient {
    enum class Shape { CommandAndArgs, CommandList };

    QString id;
    QString name;
    QStringList programs;
    QStringList sentNames;  // how the clientInfo.name that it sends in `initialize` begins
    JsonDialect dialect = JsonDialect::Strict;
    Shape shape = Shape::CommandAndArgs;
    QString group;  // the member that holds its servers; the entry in it is "jobdeck"
    QByteArray entry;  // JSON of the entry; %1 is our command as a JSON string
    QString (*folder)(const AgentSurroundings &);
    QStringList files;  // below `folder`, the one that counts more first; the last is made when there is none
    bool editsFile = true;  // whether we may change the file: not where its agent rewrites it all the time, or no JSON

    static const QList<AgentClient> &all();

    [[nodiscard]] ClientStatus inspect(const AgentSurroundings &surroundings) const;
    // An error says what to do instead.
    [[nodiscard]] Result<ClientChange> connecting(const ClientStatus &status,
                                                  const AgentSurroundings &surroundings) const;
    [[nodiscard]] Result<ClientChange> disconnecting(const ClientStatus &status) const;
    // The text for those who write the file themselves.
    [[nodiscard]] QString snippet(const AgentSurroundings &surroundings) const;
    [[nodiscard]] bool is(const Agent &agent) const;
};

// The same for any other client: the form that most of them take.
[[nodiscard]] QString commonSnippet(const AgentSurroundings &surroundings);

}  // namespace core
