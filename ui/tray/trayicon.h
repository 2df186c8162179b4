#pragma once

#include <memory>

#include <QSystemTrayIcon>

#include "ui/tray/trayhost.h"
#include "ui/tray/traymenu.h"

namespace ui {

class DesktopSettings;

// The icon in the panel. There is one only while somebody shows tray icons (TrayHost), and, as the settings want it,
// while jobs run or a failure is unseen.
class TrayIcon final : public QObject
{
    Q_OBJECT

public:
    TrayIcon(core::JobManager &jobs, JobCommands &commands, const DesktopSettings &settings, QObject *parent = nullptr);
    ~TrayIcon() override;

    void setUnseenFailures(int count);
    [[nodiscard]] bool isShown() const { return m_shown; }
    // Its signals are those of the icon.
    [[nodiscard]] TrayMenu &menu() { return m_menu; }

signals:
    void openRequested();
    void shownChanged(bool shown);

private:
    void update();
    void makeIcon();
    void watch(core::Job *job);
    [[nodiscard]] bool isWanted() const;
    [[nodiscard]] QString summary() const;
    bool eventFilter(QObject *watched, QEvent *event) override;

    core::JobManager &m_jobs;
    const DesktopSettings &m_settings;
    TrayHost m_host;
    TrayMenu m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon;
    TrayHost::Kind m_iconKind = TrayHost::Kind::None;  // that Qt made it for, and stays with
    int m_failures = 0;
    int m_drawnRunning = -1, m_drawnFailures = -1;
    bool m_shown = false;
};

}  // namespace ui
