#include "ui/look/qtbuttons.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QToolButton>

namespace ui {

void nameQtButtons(const QWidget &root)
{
    for (QToolButton *button : root.findChildren<QToolButton *>()) {
        if (qobject_cast<QLineEdit *>(button->parent()))
            button->setAccessibleName(QCoreApplication::translate("QtButtons", "Clear"));
        else if (button->objectName().endsWith(QLatin1StringView("_ext_button")))
            button->setAccessibleName(QCoreApplication::translate("QtButtons", "More"));
    }
}

}  // namespace ui
