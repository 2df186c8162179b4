#pragma once

#include <QMenu>
#include <QTimer>

#include "core/job.h"

namespace core {
class JobManager;
}

namespace ui {

class JobCommands;

// The tray icon's menu. Everything in it is in the window too. Rebuilt at most once a second and never while it is open:
// hosts that show it over D-Bus get it whole, and aboutToShow is not to be relied on.
class TrayMenu final : public QMenu
{
    Q_OBJECT

public:
    TrayMenu(core::JobManager &jobs, JobCommands &commands);

    // Something in it has changed.
    void scheduleUpdate();
    void setPaused(bool paused);

signals:
    void openRequested();
    void showJobRequested(core::Job *job);
    void killAllRequested();
    void pauseNotificationsRequested(bool pause);
    void quitRequested();

private:
    void rebuild();
    void addJob(core::Job *job);

    core::JobManager &m_jobs;
    JobCommands &m_commands;
    QTimer m_update;
    QList<QMenu *> m_jobMenus;
    bool m_paused = false;
};

}  // namespace ui
