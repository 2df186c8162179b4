#pragma once

#include <QTreeView>

namespace ui {

// A tree of jobs as far as mouse and keyboard go: it knows no jobs, only indexes of its model.
class JobTree final : public QTreeView
{
    Q_OBJECT

public:
    explicit JobTree(QWidget *parent = nullptr);

signals:
    void entered(const QModelIndex &current);  // Return or Enter; on a group it opens or closes it instead
    void killPressed();  // Delete
    void killNowPressed();  // Shift+Delete
    void menuRequested(const QPoint &globalPosition, const QModelIndex &index);  // index may be invalid

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
};

}  // namespace ui
