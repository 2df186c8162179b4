#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "core/job.h"

class QLabel;

namespace core {
class Agents;
}

namespace ui {

class JobUsage;

// What is known of the job that is shown: state and times, the full command, where it runs and who asked for it.
class JobHeader final : public QWidget
{
    Q_OBJECT

public:
    JobHeader(const core::Agents &agents, const JobUsage &usage, QWidget *parent = nullptr);

    void setJob(core::Job *job);

signals:
    void linkActivated(const QString &link);  // a URL: its folder or a port that it listens on

private:
    void changeEvent(QEvent *event) override;
    void update();
    void updateState();
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] QString usageText() const;
    [[nodiscard]] QString factsText() const;

    const core::Agents &m_agents;
    const JobUsage &m_usage;
    QPointer<core::Job> m_job;
    QLabel *m_icon, *m_name, *m_state, *m_usageLabel, *m_command, *m_facts;
    QTimer m_tick;  // each second while it runs
};

}  // namespace ui
