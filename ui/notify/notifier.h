#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QObject>

#include "core/job.h"
#include "ui/notify/notificationclient.h"
#include "ui/notify/notificationrules.h"

namespace core {
class JobManager;
}

namespace ui {

class JobCommands;

// Tells the person what happened to jobs while they were not looking. Of jobs that ended before this was made, and of
// those that somebody killed, nothing is told.
class Notifier final : public QObject
{
    Q_OBJECT

public:
    Notifier(core::JobManager &jobs, JobCommands &commands, const DesktopSettings &settings, QObject *parent = nullptr);

    void setWindowActive(bool active);
    // For an hour.
    void setPaused(bool paused);
    // What was told of it is withdrawn.
    void jobLookedAt(const core::Job *job);
    void tellOnce(const QString &summary, const QString &body);

signals:
    void showJobRequested(core::Job *job, const QString &activationToken);
    // A click on a notification that is not about one job.
    void openRequested(const QString &activationToken);

private:
    void watch(core::Job *job);
    void takeEnd(core::Job *job);
    void takeInput(core::Job *job);
    void tell(core::Job *job, const Notification &notification, bool summary);
    void act(quint64 handle, const QString &key, const QString &token);
    [[nodiscard]] NotificationRules::Time now() const;

    core::JobManager &m_jobs;
    JobCommands &m_commands;
    NotificationRules m_rules;
    NotificationClient m_client;
    QElapsedTimer m_clock;
    QHash<quint64, QString> m_told;  // job id by notification; empty for those of many
    quint64 m_lastEnd = 0;  // the notification that the next summary replaces
};

// The texts, for one job.
[[nodiscard]] Notification failureNotification(const core::Job &job);
[[nodiscard]] Notification finishNotification(const core::Job &job);
[[nodiscard]] Notification inputNotification(const core::Job &job);
[[nodiscard]] Notification summaryNotification(int finished, int failed);

}  // namespace ui
