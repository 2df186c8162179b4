#pragma once

#include <QObject>
#include <QSet>

class QTreeView;

namespace ui {

class JobFilter;

// Keeps the groups of a list of jobs open but for those that the person has closed, also when these come back. While
// words are searched for, all are open.
class OpenGroups final : public QObject
{
    Q_OBJECT

public:
    // `tree` shows `filter`, and is the parent.
    OpenGroups(QTreeView *tree, const JobFilter &filter);

    // There may be new groups or other words.
    void update();

private:
    void note(const QModelIndex &group, bool open);

    QTreeView *m_tree;
    const JobFilter &m_filter;
    QSet<QString> m_closed;  // by JobModel::GroupKeyRole
    bool m_updating = false;
};

}  // namespace ui
