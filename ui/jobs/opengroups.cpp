#include "ui/jobs/opengroups.h"

#include <QScopedValueRollback>
#include <QTreeView>

#include "ui/jobs/jobfilter.h"
#include "ui/jobs/jobmodel.h"

namespace ui {

OpenGroups::OpenGroups(QTreeView *tree, const JobFilter &filter)
    : QObject(tree)
    , m_tree(tree)
    , m_filter(filter)
{
    connect(tree, &QTreeView::collapsed, this, [this](const QModelIndex &group) { note(group, false); });
    connect(tree, &QTreeView::expanded, this, [this](const QModelIndex &group) { note(group, true); });
}

void OpenGroups::update()
{
    const QScopedValueRollback updating(m_updating, true);
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        const QModelIndex group = m_filter.index(row, 0);
        const bool closed = m_closed.contains(group.data(JobModel::GroupKeyRole).toString());
        m_tree->setExpanded(group, !closed || !m_filter.text().isEmpty());
    }
}

void OpenGroups::note(const QModelIndex &group, bool open)
{
    if (m_updating || !m_filter.text().isEmpty())
        return;
    const QString key = group.data(JobModel::GroupKeyRole).toString();
    if (open)
        m_closed.remove(key);
    else
        m_closed.insert(key);
}

}  // namespace ui
