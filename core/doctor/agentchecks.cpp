#include "core/doctor/agentchecks.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace core {

namespace {

const QString topic = u"agents"_s;

// Its file starts another program than ours.
Finding judgeOther(const AgentClient &client, const ClientStatus &status, const AgentSurroundings &surroundings)
{
    const QFileInfo program(status.registeredProgram);
    const QString remedy = u"'jobdeck connect %1' "_s.arg(client.id);
    if (!program.isAbsolute() || !program.isFile() || !program.isExecutable())
        return {Finding::Level::Problem, topic,
                u"%1 is to start '%2' (%3), which is not there. %4mends it."_s.arg(client.name, status.registered,
                                                                                   status.file.path, remedy)};
    return {Finding::Level::Note, topic,
            u"%1 starts '%2' (%3), not this installation's %4. %5changes that."_s.arg(
                client.name, status.registered, status.file.path, surroundings.jobdeck, remedy)};
}

}  // namespace

Findings checkAgents(const AgentSurroundings &surroundings)
{
    Findings findings;
    QStringList connected;
    for (const AgentClient &client : AgentClient::all()) {
        const ClientStatus status = client.inspect(surroundings);
        if (status.state == ClientState::Connected)
            connected += client.name;
        else if (status.state == ClientState::Outdated)
            findings += judgeOther(client, status, surroundings);
        else if (status.state == ClientState::Unreadable)
            findings += {Finding::Level::Problem, topic,
                         u"%1: %2 Correct the file; Jobdeck leaves it alone."_s.arg(client.name, status.problem)};
    }
    if (!connected.isEmpty())
        findings.prepend({Finding::Level::Good, topic, u"Connected: %1."_s.arg(connected.join(u", "_s))});
    else if (findings.isEmpty())
        findings += {Finding::Level::Note, topic,
                     u"No agent is connected. 'jobdeck connect --list' shows those that can be."_s};
    return findings;
}

}  // namespace core
