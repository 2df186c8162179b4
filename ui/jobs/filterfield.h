#pragma once

#include <QLineEdit>

namespace ui {

// A search field above a list. Escape clears it; Escape in the empty field, Return and Down go on to the list.
class FilterField final : public QLineEdit
{
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

signals:
    void leaveRequested();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

}  // namespace ui
