#pragma once

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>

namespace core {

// A coding agent with a connection to the service. All but the pid is what it claims, for display only.
struct Agent {
    QString session;  // of its bridge, the same after every reconnection; Requester::session of its jobs
    QString name;  // clientInfo.name, e.g. "claude-code"; empty before its `initialize`
    QString title;  // clientInfo.title, may be empty
    QString version;
    qint64 pid = 0;  // of the bridge, from the kernel
    QString cwd;
    QDateTime connected;  // UTC

    // What a person calls it: its title, else its name with known names spelt as their makers do; never empty.
    [[nodiscard]] QString displayName() const;
    bool operator==(const Agent &) const = default;
};

// "Claude Code" for "claude-code"; other names as they are; a word for an empty one.
[[nodiscard]] QString agentDisplayName(const QString &name);

// Which agents are connected, for those who show it. The service alone writes it.
class Agents final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // In the order in which they came.
    [[nodiscard]] const QList<Agent> &connected() const { return m_connected; }
    [[nodiscard]] const Agent *find(const QString &session) const;
    // When the agent of this session went away, UTC; invalid while it is there and when it was never seen.
    [[nodiscard]] QDateTime leftAt(const QString &session) const { return m_left.value(session); }

    // Adds the agent, or takes what is new about the one with this session. `connected` is kept from the first time.
    void put(const Agent &agent);
    void remove(const QString &session);

signals:
    void changed();
    // An agent has said who it is: after connected, its name is there for the first time.
    void introduced(const core::Agent &agent);

private:
    QList<Agent> m_connected;
    QHash<QString, QDateTime> m_left;
};

}  // namespace core
