#include "ui/jobs/joblistpane.h"

#include <algorithm>

#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/jobmanager.h"
#include "ui/jobs/filterfield.h"
#include "ui/jobs/jobcommands.h"
#include "ui/jobs/jobdelegate.h"
#include "ui/jobs/jobtree.h"
#include "ui/jobs/nothingfound.h"
#include "ui/jobs/opengroups.h"
#include "ui/jobs/statefilterbar.h"
#include "ui/jobs/unseenfailures.h"

namespace ui {

namespace {

core::Job *jobOf(const QModelIndex &index)
{
    return index.data(JobModel::JobRole).value<core::Job *>();
}

QList<core::Job *> activeOf(QList<core::Job *> jobs)
{
    jobs.removeIf([](const core::Job *job) { return core::isFinal(job->state()); });
    return jobs;
}

}  // namespace

JobListPane::JobListPane(core::JobManager &jobs, core::Agents &agents, JobCommands &commands, UnseenFailures &unseen,
                         QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_commands(commands)
    , m_unseen(unseen)
    , m_usage(jobs)
    , m_model(jobs, agents, m_usage, unseen)
{
    m_filter.setSourceModel(&m_model);
    m_states = new StateFilterBar(this);
    m_search = new FilterField(this);
    m_search->setPlaceholderText(tr("Filter jobs…"));
    m_search->setAccessibleName(tr("Filter jobs"));
    m_search->setClearButtonEnabled(true);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(makeList());
    m_nothingFound = new NothingFound(this);
    m_pages->addWidget(m_nothingFound);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_states);
    layout->addWidget(m_search);
    layout->addWidget(m_pages, 1);

    connectList();
    connect(m_states, &StateFilterBar::chosen, this, &JobListPane::setStateFilter);
    connect(&m_filter, &JobFilter::countsChanged, this, [this] { m_states->setCounts(m_filter.counts()); });
    connect(m_nothingFound, &NothingFound::clearRequested, this, [this] {
        clearFilters();
        m_tree->setFocus();
    });
    connect(m_search, &FilterField::leaveRequested, m_tree, [this] { m_tree->setFocus(Qt::OtherFocusReason); });
    connect(m_search, &FilterField::textChanged, this, [this](const QString &text) {
        m_filter.setText(text);
        rowsChanged();
    });
    connect(&jobs, &core::JobManager::jobForgotten, this, &JobListPane::forgotten);
    connect(&unseen, &UnseenFailures::jobChanged, this, &JobListPane::markSeen);
    m_states->setCounts(m_filter.counts());
    rowsChanged();
}

JobListPane::~JobListPane()
{
    delete m_pages;  // the view, before what it shows
}

QWidget *JobListPane::makeList()
{
    m_tree = new JobTree(this);
    m_tree->setAccessibleName(tr("Jobs"));
    auto *delegate = new JobDelegate(m_tree);
    m_tree->setItemDelegate(delegate);
    connect(delegate, &JobDelegate::killRequested, this, [this](core::Job *job) { m_commands.kill(job); });
    connect(m_tree, &JobTree::entered, this, [this](const QModelIndex &index) { emit activated(jobOf(index)); });
    connect(m_tree, &JobTree::killPressed, this, [this] { killSelected(false); });
    connect(m_tree, &JobTree::killNowPressed, this, [this] { killSelected(true); });
    connect(m_tree, &JobTree::menuRequested, this, &JobListPane::openMenu);
    return m_tree;
}

// Before the view hears that rows go, the neighbour must be known; after it has heard of rows, these can be expanded.
void JobListPane::connectList()
{
    connect(&m_filter, &JobFilter::rowsAboutToBeRemoved, this, &JobListPane::rowsGo);
    m_tree->setModel(&m_filter);
    m_openGroups = new OpenGroups(m_tree, m_filter);
    connect(&m_filter, &JobFilter::rowsRemoved, this, &JobListPane::rowsChanged);
    connect(&m_filter, &JobFilter::rowsInserted, this, &JobListPane::rowsChanged);
    connect(&m_filter, &JobFilter::layoutChanged, this, &JobListPane::rowsChanged);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (core::Job *job = jobOf(index); job && !m_rowsGo)
            setCurrent(job);
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        markSeen();
        emit selectionChanged();
    });
}

QList<core::Job *> JobListPane::selectedJobs() const
{
    QList<core::Job *> jobs;
    for (int group = 0; group < m_filter.rowCount(); ++group) {
        const QModelIndex parent = m_filter.index(group, 0);
        for (int row = 0; row < m_filter.rowCount(parent); ++row) {
            const QModelIndex index = m_filter.index(row, 0, parent);
            if (m_tree->selectionModel()->isSelected(index))
                jobs += jobOf(index);
        }
    }
    return jobs;
}

void JobListPane::showJob(core::Job *job)
{
    if (!indexOf(job).isValid())
        clearFilters();
    const QModelIndex index = indexOf(job);
    m_tree->expand(index.parent());
    m_tree->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    m_tree->scrollTo(index);
    setCurrent(job);
}

void JobListPane::setStateFilter(StateFilter state)
{
    m_states->setCurrent(state);
    m_filter.setStateFilter(state);
    rowsChanged();
}

void JobListPane::clearFilters()
{
    m_search->clear();
    setStateFilter(StateFilter::All);
}

void JobListPane::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void JobListPane::setCurrent(core::Job *job)
{
    if (job == m_current)
        return;
    m_current = job;
    markSeen();
    emit currentJobChanged(job);
}

void JobListPane::rowsGo(const QModelIndex &parent, int first, int last)
{
    m_rowsGo = true;
    QModelIndex index = indexOf(m_current);
    if (index.parent() != parent)
        index = index.parent();
    if (!index.isValid() || index.parent() != parent || index.row() < first || index.row() > last)
        return;
    const core::Job *neighbour = m_filter.neighbourOf(parent, first, last);
    m_neighbour = neighbour ? neighbour->id() : QString();
}

void JobListPane::rowsChanged()
{
    m_rowsGo = false;
    m_openGroups->update();
    const bool first = !m_current;  // a tree with the focus has made the group current already
    if (first)
        setCurrent(firstChoice());
    const QModelIndex current = indexOf(m_current);
    if (!current.isValid())
        m_tree->selectionModel()->clearCurrentIndex();
    else if (first || m_hidden || !m_tree->currentIndex().isValid())
        selectAgain(current);
    m_hidden = !current.isValid();
    m_nothingFound->explain(m_filter);
    const bool nothing = m_filter.rowCount() == 0 && m_model.rowCount() > 0;
    m_pages->setCurrentWidget(nothing ? static_cast<QWidget *>(m_nothingFound) : m_tree);
}

void JobListPane::selectAgain(const QModelIndex &current)
{
    QItemSelectionModel *selection = m_tree->selectionModel();
    m_tree->setAutoScroll(false);  // it would open a group that is closed
    selection->setCurrentIndex(
        current, selection->hasSelection() ? QItemSelectionModel::NoUpdate : QItemSelectionModel::ClearAndSelect);
    m_tree->setAutoScroll(true);
}

core::Job *JobListPane::firstChoice() const
{
    const QList<core::Job *> jobs = m_jobs.jobs();
    const auto running = std::ranges::find(jobs, core::JobState::Running, &core::Job::state);
    return running != jobs.end() ? *running : jobs.isEmpty() ? nullptr : jobs.first();
}

QModelIndex JobListPane::indexOf(const core::Job *job) const
{
    const QModelIndex source = job ? m_model.indexOf(job) : QModelIndex();
    // Of a group that is just going, QSortFilterProxyModel still maps the jobs to indexes, which are void.
    return m_filter.mapFromSource(source.parent()).isValid() ? m_filter.mapFromSource(source) : QModelIndex();
}

// Its row has gone before, unless the filter hid it.
void JobListPane::forgotten(const QString &id)
{
    if (!m_current || m_current->id() != id)
        return;
    const QList<core::Job *> selected = selectedJobs();
    core::Job *next = selected.isEmpty() ? m_jobs.find(m_neighbour) : selected.first();
    setCurrent(next ? next : firstChoice());
    rowsChanged();
}

// What is selected in the window that has the focus is looked at.
void JobListPane::markSeen()
{
    if (!isVisible() || !isActiveWindow() || m_unseen.count() == 0)
        return;
    if (m_current)
        m_unseen.markSeen(m_current);
    for (const core::Job *job : selectedJobs())
        m_unseen.markSeen(job);
}

void JobListPane::killSelected(bool now)
{
    const QList<core::Job *> jobs = activeOf(selectedJobs());
    if (jobs.size() > 1)
        emit killAllRequested(jobs);
    else if (!jobs.isEmpty() && now)
        m_commands.killNow(jobs.first());
    else if (!jobs.isEmpty())
        m_commands.kill(jobs.first());
}

void JobListPane::openMenu(const QPoint &position, const QModelIndex &index)
{
    if (jobOf(index))
        return emit contextMenuRequested(position, selectedJobs());
    const QList<core::Job *> jobs = activeOf(JobModel::jobsAt(m_filter.mapToSource(index)));
    if (jobs.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Kill %n Job(s) of “%1”…", nullptr, int(jobs.size())).arg(index.data().toString()), this,
                    [this, index = QPersistentModelIndex(m_filter.mapToSource(index))] {
                        // Those that run by now.
                        if (const auto running = activeOf(JobModel::jobsAt(index)); !running.isEmpty())
                            emit killAllRequested(running);
                    });
    menu->popup(position);
}

void JobListPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.setActive(true);
    m_usage.setActive(true);
    markSeen();
}

void JobListPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model.setActive(false);
    m_usage.setActive(false);
}

void JobListPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange)
        markSeen();
}

}  // namespace ui
