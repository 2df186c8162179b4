#include "ui/agents/connectdialog.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

#include "core/agents.h"
#include "core/connect/changetext.h"
#include "core/foldertext.h"

using namespace Qt::StringLiterals;

namespace ui {

ConnectDialog::ConnectDialog(core::Agents &agents, core::AgentSurroundings surroundings, QWidget *parent)
    : QDialog(parent)
    , m_agents(agents)
    , m_surroundings(std::move(surroundings))
    , m_runner(m_surroundings)
    , m_open([](const QString &file) { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); })
{
    build();
    connect(&m_runner, &core::ClientRunner::finished, this, &ConnectDialog::changed);
    connect(&m_agents, &core::Agents::changed, this, &ConnectDialog::showStates);
    connect(&m_agents, &core::Agents::introduced, this, [this](const core::Agent &agent) {
        for (const core::AgentClient &client : core::AgentClient::all()) {
            if (client.is(agent) && client.id == m_waiting)
                m_waiting.clear();
        }
        showStates();
    });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ConnectDialog::showSelected);
    connect(m_connect, &QPushButton::clicked, this, [this] {
        if (const core::AgentClient *client = selected())
            act(client->connecting(m_statuses[client->id], m_surroundings), true);
    });
    connect(m_disconnect, &QPushButton::clicked, this, [this] {
        if (const core::AgentClient *client = selected())
            act(client->disconnecting(m_statuses[client->id]), false);
    });
    connect(m_copy, &QPushButton::clicked, this, &ConnectDialog::copy);
    connect(m_openConfig, &QPushButton::clicked, this, [this] {
        if (const core::AgentClient *client = selected())
            m_open(m_statuses[client->id].file.path);
    });
    inspectAll();
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

void ConnectDialog::build()
{
    setWindowTitle(tr("Connect an Agent"));
    m_list = new QTreeWidget;
    m_list->setAccessibleName(tr("Agents"));
    m_list->setHeaderLabels({tr("Agent"), tr("State")});
    m_list->setRootIsDecorated(false);
    m_list->setAllColumnsShowFocus(true);
    for (const core::AgentClient &client : core::AgentClient::all())
        new QTreeWidgetItem(m_list, {client.name, QString()});
    new QTreeWidgetItem(m_list, {tr("Another agent"), QString()});

    m_heading = new QLabel;
    m_heading->setWordWrap(true);
    m_change = new QPlainTextEdit;
    m_change->setReadOnly(true);
    m_change->setAccessibleName(tr("What will be changed"));
    m_change->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_change->setTabChangesFocus(true);
    m_message = new QLabel;
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_connect = buttons->addButton(tr("Connect"), QDialogButtonBox::ActionRole);
    m_disconnect = buttons->addButton(tr("Disconnect"), QDialogButtonBox::ActionRole);
    m_copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    m_openConfig = buttons->addButton(tr("Open Config"), QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    // Enter in the list is no order to change somebody's file.
    for (QAbstractButton *button : buttons->buttons())
        qobject_cast<QPushButton *>(button)->setAutoDefault(false);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_list, 3);
    layout->addWidget(m_heading);
    layout->addWidget(m_change, 2);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 34);
    m_list->header()->resizeSection(0, width() / 2);
}

bool ConnectDialog::event(QEvent *event)
{
    // Whoever comes back from an agent or an editor sees what has changed there.
    if (event->type() == QEvent::WindowActivate && !m_runner.isRunning())
        inspectAll();
    return QDialog::event(event);
}

void ConnectDialog::inspectAll()
{
    for (const core::AgentClient &client : core::AgentClient::all())
        m_statuses[client.id] = client.inspect(m_surroundings);
    showStates();
}

void ConnectDialog::showStates()
{
    const QList<core::AgentClient> &clients = core::AgentClient::all();
    for (int row = 0; row < clients.size(); ++row)
        m_list->topLevelItem(row)->setText(1, stateText(clients.at(row)));
    showSelected();
}

void ConnectDialog::showSelected()
{
    const core::AgentClient *client = selected();
    const core::ClientStatus status = client ? m_statuses.value(client->id) : core::ClientStatus();
    const auto connecting = client ? client->connecting(status, m_surroundings) : core::Error{};
    const auto disconnecting = client ? client->disconnecting(status) : core::Error{};
    const bool idle = !m_runner.isRunning();
    m_connect->setEnabled(idle && connecting && status.state != core::ClientState::NotFound);
    m_disconnect->setEnabled(idle && bool(disconnecting));
    m_openConfig->setEnabled(client && status.file.exists);
    m_copy->setText(client ? tr("Copy") : tr("Copy JSON"));

    QString heading, text;
    const QString file = core::folderText(status.file.path);
    if (!client) {
        heading = tr("Most agents take this in their settings for MCP servers:");
        text = core::commonSnippet(m_surroundings);
    } else if (status.state == core::ClientState::NotFound) {
        heading = tr("%1 was not found here. Its file %2 would have to contain this:").arg(client->name, file);
        text = client->snippet(m_surroundings);
    } else if (connecting) {
        heading = connecting->commands.isEmpty() ? tr("Connect changes %1 like this:").arg(file)
                                                 : tr("Connect runs this command:");
        text = core::changeText(*connecting);
    } else if (disconnecting) {
        heading = disconnecting->commands.isEmpty() ? tr("Disconnect changes %1 like this:").arg(file)
                                                    : tr("Disconnect runs this command:");
        text = core::changeText(*disconnecting);
    } else {
        heading = tr("%1 would have to contain this:").arg(file);
        text = client->snippet(m_surroundings);
    }
    m_heading->setText(heading);
    m_change->setPlainText(text);
    say(client ? messageFor(*client) : QString());
}

QString ConnectDialog::stateText(const core::AgentClient &client) const
{
    if (const QString since = liveSince(client); !since.isEmpty())
        return tr("Connected, %1").arg(since);
    switch (m_statuses[client.id].state) {
    case core::ClientState::NotFound:
        return tr("Not found");
    case core::ClientState::NotConnected:
        return tr("Not connected");
    case core::ClientState::Connected:
        return m_waiting == client.id ? tr("Waiting for a session") : tr("Connected");
    case core::ClientState::Outdated:
        return tr("Connected with another path");
    case core::ClientState::Unreadable:
        return tr("Config unreadable");
    }
    return {};
}

QString ConnectDialog::messageFor(const core::AgentClient &client) const
{
    const core::ClientStatus &status = m_statuses[client.id];
    if (m_runner.isRunning() && m_acting == client.id)
        return m_connecting ? tr("Connecting %1…").arg(client.name) : tr("Disconnecting %1…").arg(client.name);
    if (const QString error = m_errors.value(client.id); !error.isEmpty())
        return error;
    if (status.state == core::ClientState::Unreadable)
        return status.problem;
    const QString since = liveSince(client);
    if (!since.isEmpty() && status.state == core::ClientState::Connected)
        return tr("%1 is connected, %2.").arg(client.name, since);
    if (!since.isEmpty())
        return tr("%1 is connected, %2, but not through %3: a project's settings or another program have done it.")
            .arg(client.name, since, core::folderText(status.file.path));
    if (m_waiting == client.id)
        return tr("Waiting for %1… Start a session there; one that runs already must be started anew.")
            .arg(client.name);
    if (status.state == core::ClientState::Outdated)
        return tr("It is registered as \"%1\".").arg(status.registered);
    const auto change = client.connecting(status, m_surroundings);
    if (status.state == core::ClientState::NotConnected)
        return change ? change->note : change.error();
    return {};
}

QString ConnectDialog::liveSince(const core::AgentClient &client) const
{
    const QList<core::Agent> &agents = m_agents.connected();
    const auto agent = std::find_if(agents.rbegin(), agents.rend(), [&](const auto &a) { return client.is(a); });
    return agent == agents.rend() ? QString()
                                  : QLocale().toString(agent->connected.toLocalTime().time(), QLocale::ShortFormat);
}

void ConnectDialog::act(const core::Result<core::ClientChange> &change, bool connecting)
{
    m_acting = selected()->id;
    m_connecting = connecting;
    m_waiting.clear();
    m_errors.clear();
    if (!change)
        m_errors[m_acting] = change.error();
    else
        m_runner.run(*change);
    showStates();
}

void ConnectDialog::changed(const QString &error)
{
    m_errors[m_acting] = error;
    m_statuses.clear();
    for (const core::AgentClient &client : core::AgentClient::all())
        m_statuses[client.id] = client.inspect(m_surroundings);
    const core::ClientStatus &status = m_statuses[m_acting];
    const bool isConnected = status.state == core::ClientState::Connected;
    if (error.isEmpty() && m_connecting && isConnected)
        m_waiting = m_acting;
    else if (error.isEmpty() && isConnected != m_connecting)
        m_errors[m_acting] = m_connecting
            ? tr("The command has ended well, but Jobdeck is not in %1. Use Copy and add the text yourself.")
                  .arg(core::folderText(status.file.path))
            : tr("The command has ended well, but Jobdeck is still in %1.").arg(core::folderText(status.file.path));
    showStates();
}

void ConnectDialog::copy()
{
    const core::AgentClient *client = selected();
    QString text = client ? client->snippet(m_surroundings) : core::commonSnippet(m_surroundings);
    if (client) {
        const auto change = client->connecting(m_statuses[client->id], m_surroundings);
        if (change && !change->commands.isEmpty())
            text = core::changeText(*change);
    }
    QApplication::clipboard()->setText(text);
}

const core::AgentClient *ConnectDialog::selected() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    const QList<core::AgentClient> &clients = core::AgentClient::all();
    return row >= 0 && row < clients.size() ? &clients.at(row) : nullptr;
}

void ConnectDialog::say(const QString &message)
{
    if (message == m_message->text())
        return;
    m_message->setText(message);
    QAccessibleEvent alert(m_message, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

}  // namespace ui
