#pragma once

#include <QWidget>

#include "ui/jobs/jobfilter.h"
#include "ui/jobs/jobmodel.h"
#include "ui/jobs/jobusage.h"

class QStackedWidget;

namespace ui {

class FilterField;
class JobCommands;
class JobTree;
class NothingFound;
class OpenGroups;
class StateFilterBar;

// The list of jobs with its filters. One job is the current one, whose details are to be shown: always, while there is
// any job at all. It stays so when the filter hides it (a person who watches a running job wants to see how it ended),
// until another is chosen or it is forgotten.
//
// Made after JobManager::recover(), deleted before the JobManager.
class JobListPane final : public QWidget
{
    Q_OBJECT

public:
    JobListPane(core::JobManager &jobs, core::Agents &agents, JobCommands &commands, UnseenFailures &unseen,
                QWidget *parent = nullptr);
    ~JobListPane() override;

    // At first the newest running job, else the newest; null only when there is none.
    [[nodiscard]] core::Job *currentJob() const { return m_current; }
    // In the order of the list; empty while only a group has the focus.
    [[nodiscard]] QList<core::Job *> selectedJobs() const;
    // Makes it the current and only selected one, and clears the filters if they hide it.
    void showJob(core::Job *job);
    void setStateFilter(StateFilter state);
    void clearFilters();
    void focusFilter();
    // Up to date while the list is visible.
    [[nodiscard]] const JobUsage &usage() const { return m_usage; }

signals:
    void currentJobChanged(core::Job *job);  // null when the last job was forgotten
    void selectionChanged();
    // Return on a job: its output is wanted.
    void activated(core::Job *job);
    void contextMenuRequested(const QPoint &globalPosition, const QList<core::Job *> &selected);
    // Several running jobs are to be killed at once: to be asked for first.
    void killAllRequested(const QList<core::Job *> &jobs);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeList();
    void connectList();
    [[nodiscard]] core::Job *firstChoice() const;
    [[nodiscard]] QModelIndex indexOf(const core::Job *job) const;  // in the list; invalid if it is not there
    void setCurrent(core::Job *job);
    void rowsGo(const QModelIndex &parent, int first, int last);
    void rowsChanged();
    void selectAgain(const QModelIndex &current);
    void forgotten(const QString &id);
    void markSeen();
    void killSelected(bool now);
    void openMenu(const QPoint &position, const QModelIndex &index);

    core::JobManager &m_jobs;
    JobCommands &m_commands;
    UnseenFailures &m_unseen;
    JobUsage m_usage;
    JobModel m_model;
    JobFilter m_filter;
    JobTree *m_tree = nullptr;
    OpenGroups *m_openGroups = nullptr;
    StateFilterBar *m_states = nullptr;
    FilterField *m_search = nullptr;
    QStackedWidget *m_pages = nullptr;  // the list, or why there is none
    NothingFound *m_nothingFound = nullptr;
    core::Job *m_current = nullptr;
    QString m_neighbour;  // the id of the job that stood beside the current one when its row went
    bool m_hidden = true;  // the current job is not in the list
    bool m_rowsGo = false;  // the selection model leaves rows that go; that is nobody's choice
};

}  // namespace ui
