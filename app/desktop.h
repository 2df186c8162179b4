#pragma once

#include <memory>

#include <QElapsedTimer>
#include <QTimer>

#include "core/paths.h"
#include "mcp/presentation.h"
#include "mcp/service.h"
#include "ui/jobs/jobcommands.h"
#include "ui/jobs/unseenfailures.h"
#include "ui/notify/busapplication.h"
#include "ui/notify/launcherbadge.h"
#include "ui/notify/notifier.h"
#include "ui/settings/desktopsettings.h"
#include "ui/tray/trayicon.h"
#include "ui/window/mainwindow.h"

namespace ui {
class ConnectDialog;
class SettingsDialog;
class ShortcutsDialog;
}  // namespace ui

// jobdeck-desktop: the service, and the window, the tray icon and the notifications that show it, wired together.
class Desktop final : public QObject
{
    Q_OBJECT

public:
    Desktop(const core::Paths &paths, const core::Settings &settings);
    ~Desktop() override;

    // Becomes the user's service, taking over from one without a window; then shows the window unless `background`.
    void start(bool background, const QString &activationToken);
    // As the session bus starts it: the call that it does so for follows and says what to show.
    void startForBus();

    // As the signals TERM and INT ask for it.
    void shutDown();

    // The person has left it while jobs are queued, and perhaps no agent is there that would start another service.
    [[nodiscard]] bool leavesQueue() const { return m_leavesQueue; }

signals:
    // Once. Not 0: the sentence says why nothing could be shown.
    void finished(int exitCode, const QString &sentence);

private:
    void activate(const QString &activationToken);
    void tryToServe();
    void serve(const QString &problem);
    void makeFace();
    void wireWindow();
    void wireTray();
    void showWindow(const QString &activationToken);
    void showJob(core::Job *job, const QString &activationToken);
    void showConnectDialog();
    void showSettings();
    void showShortcuts();
    void closeWindow();
    void quit();
    void leave();
    void killAllAndQuit();
    void watchBeingUnseen();
    void endIfUnseen();

    core::Paths m_paths;
    mcp::Service m_service;
    mcp::Presentation m_presentation;
    QElapsedTimer m_trying;
    bool m_background = false;
    bool m_leavesQueue = false;
    QString m_token;

    ui::BusApplication m_bus;
    QTimer m_call;  // for which the bus has started this program
    ui::DesktopSettings m_settings;
    ui::JobCommands m_commands;
    std::unique_ptr<ui::UnseenFailures> m_unseen;  // the rest comes once the service runs
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<ui::TrayIcon> m_tray;
    std::unique_ptr<ui::Notifier> m_notifier;
    std::unique_ptr<ui::LauncherBadge> m_badge;
    // Children of the window, made when they are asked for.
    ui::ConnectDialog *m_connectDialog = nullptr;
    ui::SettingsDialog *m_settingsDialog = nullptr;
    ui::ShortcutsDialog *m_shortcutsDialog = nullptr;
    QTimer m_unseenTime;  // without window, tray, client and a job that has not ended
};
