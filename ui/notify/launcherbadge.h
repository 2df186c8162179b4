#pragma once

#include <QObject>
#include <QTimer>

namespace core {
class JobManager;
}

namespace ui {

// The number of running jobs on the program's launcher: com.canonical.Unity.LauncherEntry, which KDE's task manager,
// Ubuntu's dock and Dash to Dock show.
class LauncherBadge final : public QObject
{
    Q_OBJECT

public:
    explicit LauncherBadge(core::JobManager &jobs, QObject *parent = nullptr);
    ~LauncherBadge() override;

    // Failures that nobody has looked at ask for attention.
    void setUnseenFailures(int count);

private:
    void update();
    void send(int running, bool urgent);

    core::JobManager &m_jobs;
    QTimer m_wait;  // at most twice a second
    int m_failures = 0;
    int m_sentRunning = 0;
    bool m_sentUrgent = false;
};

}  // namespace ui
