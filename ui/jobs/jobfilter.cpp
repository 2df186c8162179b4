#include "ui/jobs/jobfilter.h"

#include <algorithm>

#include "core/job.h"
#include "ui/jobs/jobmodel.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

bool concernsFilter(const QList<int> &roles)
{
    return roles.isEmpty() || roles.contains(JobModel::ConditionRole);
}

}  // namespace

bool matches(StateFilter filter, Condition condition)
{
    switch (filter) {
    case StateFilter::All:
        break;
    case StateFilter::Running:
        return isActive(condition);
    case StateFilter::Failed:
        return condition == Condition::Failed;
    case StateFilter::Finished:
        return !isActive(condition) && condition != Condition::Failed;
    }
    return true;
}

JobFilter::JobFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    m_recount.setSingleShot(true);
    m_recount.setInterval(0);
    connect(&m_recount, &QTimer::timeout, this, &JobFilter::count);
}

void JobFilter::setSourceModel(QAbstractItemModel *model)
{
    QSortFilterProxyModel::setSourceModel(model);
    const auto recount = [this] { m_recount.start(); };
    connect(model, &QAbstractItemModel::rowsInserted, this, recount);
    connect(model, &QAbstractItemModel::rowsRemoved, this, recount);
    connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                if (concernsFilter(roles) && !m_recount.isActive())
                    m_recount.start();
            });
    count();
}

void JobFilter::setStateFilter(StateFilter state)
{
    if (state == m_state)
        return;
    m_state = state;
    invalidateFilter();
}

void JobFilter::setText(const QString &text)
{
    m_text = text;
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateFilter();
    count();
}

core::Job *JobFilter::neighbourOf(const QModelIndex &parent, int first, int last) const
{
    const auto jobOf = [](const QModelIndex &job) { return job.data(JobModel::JobRole).value<core::Job *>(); };
    if (parent.isValid()) {
        const QModelIndex below = index(last + 1, 0, parent);
        const QModelIndex sibling = below.isValid() ? below : index(first - 1, 0, parent);
        return sibling.isValid() ? jobOf(sibling) : neighbourOf({}, parent.row(), parent.row());
    }
    if (const QModelIndex below = index(last + 1, 0); below.isValid())
        return jobOf(index(0, 0, below));
    const QModelIndex above = index(first - 1, 0);
    return above.isValid() ? jobOf(index(rowCount(above) - 1, 0, above)) : nullptr;
}

bool JobFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (!parent.isValid())
        return false;  // a group is there for its jobs' sake only
    const QModelIndex job = sourceModel()->index(row, 0, parent);
    return matches(m_state, job.data(JobModel::ConditionRole).value<Condition>()) && hasWords(job);
}

bool JobFilter::hasWords(const QModelIndex &index) const
{
    if (m_words.isEmpty())
        return true;
    const core::JobSpec &spec = index.data(JobModel::JobRole).value<core::Job *>()->spec();
    const QString agent = index.data(JobModel::AgentRole).toString();
    return std::ranges::all_of(m_words, [&](const QString &word) {
        return spec.name.contains(word, Qt::CaseInsensitive) || spec.command.contains(word, Qt::CaseInsensitive)
            || spec.cwd.contains(word, Qt::CaseInsensitive) || agent.contains(word, Qt::CaseInsensitive);
    });
}

void JobFilter::count()
{
    Counts counts{};
    const QAbstractItemModel *model = sourceModel();
    for (int group = 0; group < model->rowCount(); ++group) {
        const QModelIndex parent = model->index(group, 0);
        for (int row = 0; row < model->rowCount(parent); ++row) {
            const QModelIndex job = model->index(row, 0, parent);
            if (!hasWords(job))
                continue;
            const auto condition = job.data(JobModel::ConditionRole).value<Condition>();
            for (int state = 0; state < stateFilterCount; ++state)
                counts.at(size_t(state)) += int(matches(StateFilter(state), condition));
        }
    }
    if (counts == m_counts)
        return;
    m_counts = counts;
    emit countsChanged();
}

}  // namespace ui
