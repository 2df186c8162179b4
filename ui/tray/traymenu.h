#pragma once

#include <QMenu>
#include <QPointer>
#include <QTimer>

#include "core/job.h"

namespace core {
class JobManager;
}

namespace ui {

class JobCommands;

// The tray icon's menu. Everything in it is in the window too. Brought up to date at most once a second. Hosts that show it
// over D-Bus do not tell when it is open: an entry stays the same one as long as there is its job, so that none closes
// under the pointer or is clicked in vain.
class TrayMenu final : public QMenu
{
    Q_OBJECT

public:
    TrayMenu(core::JobManager &jobs, JobCommands &commands);

    // Something in it has changed.
    void scheduleUpdate();
    void setPaused(bool paused);
    // Whether it is shown over D-Bus, where other characters are special in texts.
    void setOverBus(bool overBus);

signals:
    void openRequested();
    void showJobRequested(core::Job *job);
    void killAllRequested();
    void pauseNotificationsRequested(bool pause);
    void quitRequested();

private:
    struct Entry {
        QPointer<core::Job> job;
        QMenu *menu;
        QAction *kill;
        QString icon;  // what it shows
    };

    void update();
    void removeEnded(const QList<core::Job *> &shown);
    [[nodiscard]] Entry addJob(core::Job *job, qsizetype index);
    void updateEntry(Entry &entry);

    core::JobManager &m_jobs;
    JobCommands &m_commands;
    QTimer m_update;
    QList<Entry> m_entries;
    QAction *m_more, *m_afterJobs, *m_killAll, *m_pause;
    bool m_overBus = false;
};

}  // namespace ui
