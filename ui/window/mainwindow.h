#pragma once

#include <QMainWindow>
#include <QTimer>

#include "core/job.h"

class QLabel;
class QSplitter;
class QStackedWidget;

namespace core {
class Agents;
}

namespace ui {

class DesktopSettings;
class EmptyState;
class InputBar;
class JobCommands;
class JobHeader;
class JobListPane;
class MessageBar;
class NewJobDialog;
class OutputPane;
class UnseenFailures;
class WindowActions;
class WindowCommands;

// The window: the jobs at the left, the one that is looked at on the right. It shows and commands; that it is in the
// service's process is nothing that it knows.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    // `stateFile` keeps its size and position. All of these outlive the window.
    MainWindow(JobCommands &commands, core::Agents &agents, DesktopSettings &settings, UnseenFailures &unseen,
               const QString &stateFile);
    ~MainWindow() override;

    // Selects the job, so that its output is shown.
    void showJob(core::Job *job);
    [[nodiscard]] core::Job *currentJob() const;
    // Why there is no service (the window then has nothing else to show); empty when there is one.
    void setServiceProblem(const QString &reason);
    void say(const QString &sentence);
    [[nodiscard]] WindowActions &actions() { return *m_actions; }

    // Asks with all their names; the answer is carried out.
    void askToKill(const QList<core::Job *> &jobs);

signals:
    void closeRequested();  // the person closed the window; it is still there
    void quitRequested();
    void connectAgentRequested();
    void settingsRequested();
    void shortcutsRequested();
    void startServiceRequested();
    void activeChanged(bool active);  // it has the focus, or not
    void jobLookedAt(core::Job *job);  // its output is visible in the active window

private:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

    QWidget *makeDetails();
    void connectActions();
    void connectJobs();
    void takeCurrentJob();
    void noteLookedAt();
    void updateEmptyState();
    void updateTitle();
    void updateStatusBar();
    void openNewJob();
    void showJobMenu(const QPoint &at);
    void tellKilled(core::Job *job, const core::StopReport &report);

    JobCommands &m_commands;
    core::Agents &m_agents;
    DesktopSettings &m_settings;
    UnseenFailures &m_unseen;
    QString m_stateFile, m_serviceProblem;
    WindowActions *m_actions;
    JobListPane *m_list;
    JobHeader *m_header;
    MessageBar *m_messages;
    OutputPane *m_output;
    InputBar *m_input;
    WindowCommands *m_windowCommands;
    EmptyState *m_empty;
    QSplitter *m_splitter;
    QStackedWidget *m_pages;
    QLabel *m_agentsLabel, *m_logsLabel;
    NewJobDialog *m_newJob = nullptr;
    QTimer m_refresh;  // titles and actions once for many changes
};

}  // namespace ui
