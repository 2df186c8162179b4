#pragma once

#include <QDialog>

class QAction;
class QLineEdit;
class QTreeWidget;

namespace ui {

struct ShortcutGroup {
    QString title;  // of the menu
    QList<QAction *> actions;
};

// All keyboard shortcuts, by menu, to be searched. Shows the actions as they are when it is shown; those without a
// shortcut are left out.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT

public:
    // The actions must live as long as the dialog.
    explicit ShortcutsDialog(QList<ShortcutGroup> groups, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fill();
    // Only what contains all of the words in its name, its shortcut or its group's title.
    void filter();

    QList<ShortcutGroup> m_groups;
    QLineEdit *m_search;
    QTreeWidget *m_list;
};

}  // namespace ui
