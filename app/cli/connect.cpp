#include <memory>

#include <QJsonArray>

#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/visibletext.h"
#include "core/connect/changetext.h"
#include "core/connect/clientrunner.h"
#include "core/foldertext.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

using core::AgentClient;
using core::ClientState;

QString stateName(ClientState state)
{
    switch (state) {
    case ClientState::NotFound:
        return u"not found"_s;
    case ClientState::NotConnected:
        return u"not connected"_s;
    case ClientState::Connected:
        return u"connected"_s;
    case ClientState::Outdated:
        return u"path outdated"_s;
    case ClientState::Unreadable:
        return u"unreadable"_s;
    }
    return {};
}

// By its id, its name or its program, or by how one id begins. Null when there is none.
const AgentClient *findClient(const QString &word)
{
    const AgentClient *found = nullptr;
    int count = 0;
    for (const AgentClient &client : AgentClient::all()) {
        if (client.id == word || client.programs.contains(word) || client.name.compare(word, Qt::CaseInsensitive) == 0)
            return &client;
        if (client.id.startsWith(word) && ++count == 1)
            found = &client;
    }
    return count == 1 ? found : nullptr;
}

class Connect final : public Command
{
public:
    explicit Connect(Context &context)
        : Command(context)
        , m_surroundings(core::AgentSurroundings::own())
        , m_runner(m_surroundings)
    {
        connect(&m_runner, &core::ClientRunner::finished, this, &Connect::verify);
    }

    void start() override
    {
        const bool list = line().has(u"list"_s);
        if (list != line().operands().isEmpty())
            line().reject(list ? u"--list shows all agents; leave AGENT out."_s
                               : u"It needs AGENT; 'jobdeck connect --list' shows those there are."_s);
        if (list && (line().has(u"remove"_s) || line().has(u"dry-run"_s)))
            line().reject(u"--list changes nothing; leave --remove and --dry-run out."_s);
        if (!lineIsRight())
            return;
        if (list)
            return showList();
        m_client = findClient(line().operands().first());
        if (!m_client)
            return refuseUnknown();
        m_removing = line().has(u"remove"_s);
        makeChange();
    }

private:
    void showList()
    {
        QJsonArray agents;
        QString text;
        for (const AgentClient &client : AgentClient::all()) {
            const core::ClientStatus status = client.inspect(m_surroundings);
            agents += QJsonObject{
                {u"id"_s, client.id},          {u"name"_s, client.name},       {u"state"_s, stateName(status.state)},
                {u"file"_s, status.file.path}, {u"program"_s, status.program}, {u"registered"_s, status.registered},
                {u"problem"_s, status.problem}};
            QString more = core::folderText(status.file.path);
            if (status.state == ClientState::Outdated)
                more += u" has '%1'"_s.arg(status.registered);
            if (!status.problem.isEmpty())
                more = status.problem;
            text += padded(client.id, 13) + padded(client.name, 20) + padded(stateName(status.state), 15)
                + visible(more) + u'\n';
        }
        if (wantsJson())
            console().print(QJsonObject{{u"agents"_s, agents}});
        else
            console().print(padded(u"AGENT"_s, 13) + padded(u"NAME"_s, 20) + padded(u"STATE"_s, 15) + u"FILE\n"_s
                            + text);
        finish();
    }

    void refuseUnknown()
    {
        QStringList ids;
        for (const AgentClient &client : AgentClient::all())
            ids += client.id;
        console().complain(
            u"There is no agent '%1'; those there are: %2. Most others take this in their settings for MCP servers:"_s
                .arg(line().operands().first(), ids.join(u", "_s)));
        console().print(core::commonSnippet(m_surroundings));
        finish(exitcode::failure);
    }

    void makeChange()
    {
        const core::ClientStatus status = m_client->inspect(m_surroundings);
        const QString file = core::folderText(status.file.path);
        const bool isConnected = status.state == ClientState::Connected;
        const bool isRegistered = isConnected || status.state == ClientState::Outdated;
        if (status.state != ClientState::Unreadable && (m_removing ? !isRegistered : isConnected))
            return tell(status.state, {},
                        m_removing ? u"%1 is not connected."_s.arg(m_client->name)
                                   : u"%1 is connected already, in %2."_s.arg(m_client->name, file));
        if (status.state == ClientState::NotFound)
            return failWithSnippet(
                u"%1 was not found here: neither its program (%2) nor its files. Its file %3 would have to contain this:"_s
                    .arg(m_client->name, m_client->programs.join(u" or "_s), file));
        const auto change = m_removing ? m_client->disconnecting(status) : m_client->connecting(status, m_surroundings);
        if (!change)
            return m_removing || status.state == ClientState::Unreadable
                ? fail(change.error())
                : failWithSnippet(change.error() + u" %1 would have to contain this:"_s.arg(file));
        m_change = core::changeText(*change);
        if (!wantsJson()) {
            console().print((change->commands.isEmpty() ? u"This changes %1:\n"_s.arg(file) : u"This runs:\n"_s)
                            + m_change + u'\n');
            if (!change->note.isEmpty())
                console().print(change->note + u'\n');
        }
        if (line().has(u"dry-run"_s))
            return tell(status.state, m_change, {});
        m_runner.run(*change);
    }

    void verify(const QString &error)
    {
        if (!error.isEmpty())
            return fail(error);
        const core::ClientStatus status = m_client->inspect(m_surroundings);
        const QString file = core::folderText(status.file.path);
        const bool isConnected = status.state == ClientState::Connected;
        if (isConnected == m_removing)
            return m_removing
                ? fail(u"This went well, but Jobdeck is still in %1."_s.arg(file))
                : failWithSnippet(
                    u"This went well, but Jobdeck is not in %1, which would have to contain this:"_s.arg(file));
        tell(
            status.state, m_change,
            m_removing
                ? u"%1 is not connected any more."_s.arg(m_client->name)
                : u"%1 is connected: Jobdeck is in %2. Start a new session there; one that runs does not see it."_s.arg(
                    m_client->name, file));
    }

    void tell(ClientState state, const QString &change, const QString &sentence)
    {
        if (wantsJson())
            console().print(
                QJsonObject{{u"agent"_s, m_client->id}, {u"state"_s, stateName(state)}, {u"change"_s, change}});
        else if (!sentence.isEmpty())
            console().print(sentence + u'\n');
        finish();
    }

    void failWithSnippet(const QString &sentence)
    {
        console().complain(sentence);
        console().print(m_client->snippet(m_surroundings));
        finish(exitcode::failure);
    }

    core::AgentSurroundings m_surroundings;
    core::ClientRunner m_runner;
    const AgentClient *m_client = nullptr;
    bool m_removing = false;
    QString m_change;
};

}  // namespace

CommandSpec connectCommand()
{
    CommandSpec spec{
        u"connect"_s,
        u"AGENT"_s,
        u"connect a coding agent to Jobdeck, for all projects"_s,
        {
            {u"list"_s, u'l', {}, u"show the agents and whether they are connected"_s},
            {u"remove"_s, u'r', {}, u"disconnect it"_s},
            {u"dry-run"_s, u'n', {}, u"only show what would be done"_s},
            {u"json"_s, {}, {}, u"print JSON"_s},
        },
        u"Shows the command that it runs or the lines that it changes, does it, and looks\n"
        u"whether it is so. A file that is changed is kept beside it as FILE.bak-TIME."_s,
        0,
        1,
        false,
        makeCommand<Connect>,
    };
    spec.needsService = false;
    spec.completion = u"agents"_s;
    return spec;
}

}  // namespace cli
