#include "ui/jobs/jobtree.h"

#include <QContextMenuEvent>
#include <QKeyEvent>

namespace ui {

JobTree::JobTree(QWidget *parent)
    : QTreeView(parent)
{
    setHeaderHidden(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setTextElideMode(Qt::ElideMiddle);
    setMouseTracking(true);  // buttons in rows light up
    setIndentation(fontMetrics().height() * 3 / 4);
}

void JobTree::keyPressEvent(QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (model()->hasChildren(currentIndex()))
            setExpanded(currentIndex(), !isExpanded(currentIndex()));
        else if (currentIndex().isValid())
            emit entered(currentIndex());
        return;
    case Qt::Key_Delete:
        // A key that is held down would make Kill Now of Kill.
        if (event->isAutoRepeat())
            return;
        if (modifiers == Qt::NoModifier)
            emit killPressed();
        else if (modifiers == Qt::ShiftModifier)
            emit killNowPressed();
        return;
    default:
        QTreeView::keyPressEvent(event);
    }
}

void JobTree::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() != QContextMenuEvent::Keyboard)
        return emit menuRequested(event->globalPos(), indexAt(event->pos()));
    const QRect row = visualRect(currentIndex());
    emit menuRequested(viewport()->mapToGlobal(row.isValid() ? row.center() : QPoint()), currentIndex());
}

}  // namespace ui
