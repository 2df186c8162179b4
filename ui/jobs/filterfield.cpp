#include "ui/jobs/filterfield.h"

#include <QKeyEvent>

namespace ui {

// The window has a shortcut for Escape too.
bool FilterField::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            emit leaveRequested();
        else
            clear();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        return emit leaveRequested();
    default:
        QLineEdit::keyPressEvent(event);
    }
}

}  // namespace ui
