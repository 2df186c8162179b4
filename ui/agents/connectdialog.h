#pragma once

#include <functional>

#include <QDialog>
#include <QHash>

#include "core/connect/agentclient.h"
#include "core/connect/clientrunner.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace core {
class Agents;
}

namespace ui {

// "Connect an Agent": the agents of this machine with their state, exactly what connecting the selected one will do,
// and the doing. What a person sees of a connection is not that a file was written but that the agent has introduced
// itself.
class ConnectDialog final : public QDialog
{
    Q_OBJECT

public:
    ConnectDialog(core::Agents &agents, core::AgentSurroundings surroundings, QWidget *parent = nullptr);

    // Opens an agent's configuration file; by default what the desktop has for it.
    void setFileOpener(std::function<void(const QString &)> open) { m_open = std::move(open); }

protected:
    bool event(QEvent *event) override;

private:
    void build();
    // Looks at the agents' files again.
    void inspectAll();
    void showStates();
    void showSelected();
    void act(const core::Result<core::ClientChange> &change, bool connecting);
    void changed(const QString &error);
    void copy();
    [[nodiscard]] const core::AgentClient *selected() const;  // null: any other agent
    [[nodiscard]] QString stateText(const core::AgentClient &client) const;
    [[nodiscard]] QString messageFor(const core::AgentClient &client) const;
    // When the agent introduced itself as one that is connected now: "12:04"; empty when it is not.
    [[nodiscard]] QString liveSince(const core::AgentClient &client) const;
    void say(const QString &message);

    core::Agents &m_agents;
    core::AgentSurroundings m_surroundings;
    core::ClientRunner m_runner;
    std::function<void(const QString &)> m_open;
    QHash<QString, core::ClientStatus> m_statuses;  // by the client's id
    QHash<QString, QString> m_errors;  // of what was tried last
    QString m_acting;  // the client that is being changed
    bool m_connecting = false;  // and not disconnected
    QString m_waiting;  // the client whose first session we wait for
    QTreeWidget *m_list;
    QLabel *m_heading;
    QPlainTextEdit *m_change;
    QLabel *m_message;
    QPushButton *m_connect;
    QPushButton *m_disconnect;
    QPushButton *m_copy;
    QPushButton *m_openConfig;
};

}  // namespace ui
