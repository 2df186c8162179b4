#include "ui/jobs/joblistpane.h"

#include <algorithm>

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/jobmanager.h"
#include "ui/jobs/jobcommands.h"
#include "ui/jobs/jobdelegate.h"
#include "ui/jobs/jobtree.h"
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

// The job below rows `first` to `last` of `parent`, else the one above.
core::Job *neighbourOf(const QAbstractItemModel &model, const QModelIndex &parent, int first, int last)
{
    if (parent.isValid()) {
        const QModelIndex below = model.index(last + 1, 0, parent);
        const QModelIndex sibling = below.isValid() ? below : model.index(first - 1, 0, parent);
        return sibling.isValid() ? jobOf(sibling) : neighbourOf(model, {}, parent.row(), parent.row());
    }
    if (const QModelIndex below = model.index(last + 1, 0); below.isValid())
        return jobOf(model.index(0, 0, below));
    const QModelIndex above = model.index(first - 1, 0);
    return above.isValid() ? jobOf(model.index(model.rowCount(above) - 1, 0, above)) : nullptr;
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
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(tr("Filter jobs…"));
    m_search->setAccessibleName(tr("Filter jobs"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(makeList());
    m_pages->addWidget(makePlaceholder());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_states);
    layout->addWidget(m_search);
    layout->addWidget(m_pages, 1);

    connectList();
    connect(m_states, &StateFilterBar::chosen, this, &JobListPane::setStateFilter);
    connect(&m_filter, &JobFilter::countsChanged, this, [this] { m_states->setCounts(m_filter.counts()); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
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
    connect(m_tree, &JobTree::collapsed, this, [this](const QModelIndex &group) { rememberExpansion(group, false); });
    connect(m_tree, &JobTree::expanded, this, [this](const QModelIndex &group) { rememberExpansion(group, true); });
    return m_tree;
}

QWidget *JobListPane::makePlaceholder()
{
    auto *page = new QWidget(this);
    m_nothing = new QLabel(page);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setTextFormat(Qt::PlainText);
    auto *clear = new QPushButton(tr("Clear Filter"), page);
    connect(clear, &QPushButton::clicked, this, [this] {
        clearFilters();
        m_tree->setFocus();
    });
    auto *layout = new QVBoxLayout(page);
    layout->addStretch();
    layout->addWidget(m_nothing);
    layout->addWidget(clear, 0, Qt::AlignHCenter);
    layout->addStretch();
    return page;
}

// Before the view hears that rows go, the neighbour must be known; after it has heard of rows, these can be expanded.
void JobListPane::connectList()
{
    connect(&m_filter, &JobFilter::rowsAboutToBeRemoved, this, &JobListPane::rowsGo);
    m_tree->setModel(&m_filter);
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
    const QModelIndex shown = m_model.indexOf(job);
    if (!m_filter.mapFromSource(shown).isValid())
        clearFilters();
    const QModelIndex index = m_filter.mapFromSource(shown);
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
    const core::Job *neighbour = neighbourOf(m_filter, parent, first, last);
    m_neighbour = neighbour ? neighbour->id() : QString();
}

void JobListPane::rowsChanged()
{
    m_rowsGo = false;
    expandGroups();
    updatePlaceholder();
    if (!m_current)
        setCurrent(firstChoice());
    const QModelIndex current = indexOf(m_current);
    if (!current.isValid())
        m_tree->selectionModel()->clearCurrentIndex();
    else if (!m_tree->currentIndex().isValid())
        m_tree->selectionModel()->setCurrentIndex(current,
                                                  m_tree->selectionModel()->hasSelection()
                                                      ? QItemSelectionModel::NoUpdate
                                                      : QItemSelectionModel::ClearAndSelect);
}

core::Job *JobListPane::firstChoice() const
{
    const QList<core::Job *> jobs = m_jobs.jobs();
    const auto running = std::ranges::find_if(jobs, [](auto *job) { return !core::isFinal(job->state()); });
    return running != jobs.end() ? *running : jobs.isEmpty() ? nullptr : jobs.first();
}

QModelIndex JobListPane::indexOf(const core::Job *job) const
{
    return job ? m_filter.mapFromSource(m_model.indexOf(job)) : QModelIndex();
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

void JobListPane::expandGroups()
{
    m_expanding = true;
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        const QModelIndex group = m_filter.index(row, 0);
        const bool closed = m_collapsed.contains(group.data(JobModel::GroupKeyRole).toString());
        m_tree->setExpanded(group, !closed || !m_filter.text().isEmpty());
    }
    m_expanding = false;
}

void JobListPane::rememberExpansion(const QModelIndex &group, bool expanded)
{
    if (m_expanding || !m_filter.text().isEmpty())
        return;
    const QString key = group.data(JobModel::GroupKeyRole).toString();
    if (expanded)
        m_collapsed.remove(key);
    else
        m_collapsed.insert(key);
}

void JobListPane::updatePlaceholder()
{
    const bool nothing = m_filter.rowCount() == 0 && m_model.rowCount() > 0;
    m_pages->setCurrentIndex(nothing ? 1 : 0);
    if (!m_filter.text().isEmpty())
        m_nothing->setText(tr("No job matches ‘%1’.").arg(m_filter.text()));
    else if (m_filter.stateFilter() == StateFilter::Running)
        m_nothing->setText(tr("No job is running."));
    else if (m_filter.stateFilter() == StateFilter::Failed)
        m_nothing->setText(tr("No job has failed."));
    else
        m_nothing->setText(tr("No job has finished."));
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

// In the search field, Escape clears it and then leaves it, as Return and Down do.
bool JobListPane::eventFilter(QObject *object, QEvent *event)
{
    const auto type = event->type();
    if (object != m_search || (type != QEvent::KeyPress && type != QEvent::ShortcutOverride))
        return QWidget::eventFilter(object, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Escape && key != Qt::Key_Down && key != Qt::Key_Return && key != Qt::Key_Enter)
        return QWidget::eventFilter(object, event);
    event->accept();
    if (type == QEvent::KeyPress && key == Qt::Key_Escape && !m_search->text().isEmpty())
        m_search->clear();
    else if (type == QEvent::KeyPress)
        m_tree->setFocus(Qt::OtherFocusReason);
    return true;
}

}  // namespace ui
