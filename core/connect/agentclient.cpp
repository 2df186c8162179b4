#include "core/connect/agentclient.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFileInfo>

#include "core/connect/jsonedit.h"
#include "core/connect/jsonlayout.h"
#include "core/connect/tomlentry.h"
#include "core/foldertext.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

const QString entryName = u"jobdeck"_s;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(core::AgentClient)
};

// What the file says about us.
struct Entry {
    bool exists = false;
    QStringList command;  // program first
    QStringList environment;  // NAME=value
    bool hasMore = false;
};

QStringList stringsOf(const JsonNode *node)
{
    QStringList strings;
    if (node && node->type == JsonNode::Type::String)
        strings += node->string;
    for (const JsonNode &element : node ? node->elements : std::vector<JsonNode>())
        strings += element.string;
    return strings;
}

const JsonNode *valueOf(const JsonNode &object, const QString &name)
{
    const JsonMember *member = object.find(name);
    return member ? &member->value : nullptr;
}

Result<Entry> findEntry(const AgentClient &client, const QByteArray &text)
{
    if (client.id == "codex"_L1) {
        const auto toml = TomlEntry::find(text, client.group, entryName);
        return toml ? Entry{true, QStringList(toml->command) + toml->arguments, {}, toml->hasMore} : Entry();
    }
    const auto tree = parseJson(text, client.dialect);
    if (!tree)
        return Error{tree.error()};
    const auto node = jsonMember(*tree, {client.group, entryName});
    if (!node)
        return Error{node.error()};
    if (!*node)
        return Entry();
    Entry entry{true, stringsOf(valueOf(**node, u"command"_s)) + stringsOf(valueOf(**node, u"args"_s)), {}, false};
    if (const JsonNode *variables = valueOf(**node, u"env"_s)) {
        for (const JsonMember &variable : variables->members)
            entry.environment += variable.name + u'=' + variable.value.string;
    }
    return entry;
}

// The command's program, also when it is named as it is on PATH.
QString programOf(const QStringList &command, const AgentSurroundings &at)
{
    const QString program = command.value(0);
    const QString found = program.contains(u'/') ? program : at.findProgram({program});
    return found.isEmpty() ? program : found;
}

// Whether the command starts what we would register: by the same path, by a link to it or by its name on PATH.
bool isOurs(const QStringList &command, const AgentSurroundings &at)
{
    if (command.size() < 2 || command.at(1) != "mcp"_L1)
        return false;
    const QString path = programOf(command, at);
    if (!path.contains(u'/'))
        return false;
    const QString real = QFileInfo(path).canonicalFilePath();
    return path == at.jobdeck || (!real.isEmpty() && real == QFileInfo(at.jobdeck).canonicalFilePath());
}

Result<ClientChange> fileChange(const ConfigFile &file, const Result<QByteArray> &content)
{
    if (!content)
        return Error{Texts::tr("%1 is left alone. %2").arg(folderText(file.path), content.error())};
    return ClientChange{{}, file, *content, {}};
}

QByteArray entryText(const AgentClient &client, const QString &jobdeck)
{
    return QByteArray(client.entry).replace("%1", jsonString(jobdeck));
}

// An entry that is there keeps what a person has added to it.
Result<QByteArray> withOurCommand(const AgentClient &client, const QByteArray &text, const QString &jobdeck)
{
    const QByteArray entry = entryText(client, jobdeck);
    const QStringList path{client.group, entryName};
    const auto old = parseJson(text, client.dialect);
    const auto node = old ? jsonMember(*old, path) : Result<const JsonNode *>(nullptr);
    if (!node || !*node || (*node)->type != JsonNode::Type::Object)
        return withJsonMember(text, client.dialect, path, entry);
    const auto parsed = parseJson(entry, JsonDialect::Strict);
    Result<QByteArray> changed = text;
    for (const QString &name : {u"command"_s, u"args"_s}) {
        const JsonNode *value = valueOf(parsed->root, name);
        const JsonNode *before = valueOf(**node, name);
        const bool same = value && before && jsonInLine(text, *before) == jsonInLine(entry, *value);
        if (changed && value && !same)
            changed = withJsonMember(*changed, client.dialect, path + QStringList{name}, jsonInLine(entry, *value));
    }
    return changed;
}

}  // namespace

ClientStatus AgentClient::inspect(const AgentSurroundings &at) const
{
    ClientStatus status;
    status.program = at.findProgram(programs);
    const QString below = folder(at);
    // A file that has the entry, else one that exists, else the one to be made.
    for (const QString &fileName : files) {
        const auto file = ConfigFile::read(below + u'/' + fileName, at.home());
        if (!file) {
            status.file = {below + u'/' + fileName, {}, true, {}};
            status.state = ClientState::Unreadable;
            status.problem = file.error();
            return status;
        }
        if (status.file.path.isEmpty() || !status.file.exists)
            status.file = *file;
        const auto found = findEntry(*this, file->content);
        if (!found) {
            status.file = *file;
            status.state = ClientState::Unreadable;
            status.problem = Texts::tr("%1 is not valid. %2").arg(folderText(file->path), found.error());
            return status;
        }
        if (found->exists) {
            status.file = *file;
            const bool ours = isOurs(found->command, at);
            status.state = ours ? ClientState::Connected : ClientState::Outdated;
            status.registered = ours ? QString() : found->command.join(u' ');
            status.registeredProgram = ours ? QString() : programOf(found->command, at);
            return status;
        }
    }
    const bool hasFolder = below != at.home() && QFileInfo(below).isDir();
    const bool isThere = !status.program.isEmpty() || status.file.exists || hasFolder;
    status.state = isThere ? ClientState::NotConnected : ClientState::NotFound;
    return status;
}

Result<ClientChange> AgentClient::connecting(const ClientStatus &status, const AgentSurroundings &at) const
{
    if (status.state == ClientState::Unreadable)
        return Error{status.problem};
    if (status.state == ClientState::Connected)
        return Error{Texts::tr("%1 is connected already.").arg(name)};
    const bool outdated = status.state == ClientState::Outdated;
    const QString &program = status.program;
    ClientChange change;
    if (program.isEmpty() || (outdated && editsFile)) {
        if (editsFile)
            return fileChange(status.file, withOurCommand(*this, status.file.content, at.jobdeck));
        return Error{
            Texts::tr("The program \"%1\" of %2 was not found, and only it may change its file %3. Install it, or add "
                      "the entry yourself.")
                .arg(programs.first(), name, folderText(status.file.path))};
    }
    if (id == "claude-code"_L1) {
        QStringList add{program, u"mcp"_s, u"add"_s};
        // Another option must follow each --env, which takes everything up to it.
        const auto old = findEntry(*this, status.file.content);
        for (const QString &variable : old->environment)
            add += {u"--env"_s, variable};
        add += {u"--scope"_s, u"user"_s, entryName, u"--"_s, at.jobdeck, u"mcp"_s};
        if (outdated)
            change.commands += {program, u"mcp"_s, u"remove"_s, entryName, u"-s"_s, u"user"_s};
        change.commands += add;
    } else if (id == "codex"_L1) {
        change.commands += {program, u"mcp"_s, u"add"_s, entryName, u"--"_s, at.jobdeck, u"mcp"_s};
        if (outdated && findEntry(*this, status.file.content)->hasMore)
            change.note = Texts::tr("Codex writes the entry anew: the other settings in it are lost.");
    } else if (id == "gemini"_L1) {
        change.commands += {program, u"mcp"_s, u"add"_s, u"-s"_s, u"user"_s, entryName, at.jobdeck, u"mcp"_s};
    } else if (id == "vscode"_L1) {
        const QByteArray json = R"({"name": "jobdeck", )" + entryText(*this, at.jobdeck).mid(1);
        change.commands += {program, u"--add-mcp"_s, QString::fromUtf8(json)};
    } else {
        return fileChange(status.file, withOurCommand(*this, status.file.content, at.jobdeck));
    }
    return change;
}

Result<ClientChange> AgentClient::disconnecting(const ClientStatus &status) const
{
    if (status.state == ClientState::Unreadable)
        return Error{status.problem};
    if (status.state != ClientState::Connected && status.state != ClientState::Outdated)
        return Error{Texts::tr("%1 is not connected.").arg(name)};
    ClientChange change;
    if (id == "claude-code"_L1 && !status.program.isEmpty())
        change.commands += {status.program, u"mcp"_s, u"remove"_s, entryName, u"-s"_s, u"user"_s};
    else if (id == "codex"_L1 && !status.program.isEmpty())
        change.commands += {status.program, u"mcp"_s, u"remove"_s, entryName};
    else if (id == "gemini"_L1 && !status.program.isEmpty())
        change.commands += {status.program, u"mcp"_s, u"remove"_s, u"-s"_s, u"user"_s, entryName};
    else if (editsFile)
        return fileChange(status.file, withoutJsonMember(status.file.content, dialect, {group, entryName}));
    else
        return Error{Texts::tr("The program \"%1\" of %2 was not found, and only it may change its file %3. "
                               "Remove the entry \"jobdeck\" there while %2 is not running.")
                         .arg(programs.first(), name, folderText(status.file.path))};
    return change;
}

QString AgentClient::snippet(const AgentSurroundings &at) const
{
    if (id == "codex"_L1)
        return u"[mcp_servers.jobdeck]\ncommand = %1\nargs = [\"mcp\"]\n"_s.arg(
            QString::fromUtf8(jsonString(at.jobdeck)));
    const auto text = withJsonMember({}, dialect, {group, entryName}, entryText(*this, at.jobdeck));
    return QString::fromUtf8(*text);
}

bool AgentClient::is(const Agent &agent) const
{
    return std::any_of(sentNames.begin(), sentNames.end(),
                       [&](const QString &start) { return agent.name.startsWith(start, Qt::CaseInsensitive); });
}

QString commonSnippet(const AgentSurroundings &at)
{
    const QByteArray entry = R"({"command": )" + jsonString(at.jobdeck) + R"(, "args": ["mcp"]})";
    return QString::fromUtf8(*withJsonMember({}, JsonDialect::Strict, {u"mcpServers"_s, entryName}, entry));
}

}  // namespace core
