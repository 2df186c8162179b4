#include "ui/output/viewcommand.h"

#include <QKeyEvent>

namespace ui {

std::optional<KeyAction> keyAction(const QKeyEvent &event)
{
    if (event.matches(QKeySequence::Copy))
        return KeyAction{ViewCommand::Copy};
    if (event.matches(QKeySequence::SelectAll))
        return KeyAction{ViewCommand::SelectAll};
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const bool selects = modifiers & Qt::ShiftModifier;
    const bool isControl = modifiers & Qt::ControlModifier;
    if (modifiers & (Qt::AltModifier | Qt::MetaModifier))
        return {};
    switch (event.key()) {
    case Qt::Key_Home:
        return KeyAction{isControl ? ViewCommand::Begin : ViewCommand::LineBegin, selects};
    case Qt::Key_End:
        return KeyAction{ViewCommand::End, selects};
    default:
        break;
    }
    if (isControl)
        return {};
    switch (event.key()) {
    case Qt::Key_Up:
        return KeyAction{ViewCommand::LineUp, selects};
    case Qt::Key_Down:
        return KeyAction{ViewCommand::LineDown, selects};
    case Qt::Key_PageUp:
        return KeyAction{ViewCommand::PageUp, selects};
    case Qt::Key_PageDown:
        return KeyAction{ViewCommand::PageDown, selects};
    case Qt::Key_Left:
        return KeyAction{ViewCommand::CharacterBack, selects};
    case Qt::Key_Right:
        return KeyAction{ViewCommand::CharacterForward, selects};
    case Qt::Key_Escape:
        return KeyAction{ViewCommand::ClearSelection};
    default:
        return {};
    }
}

}  // namespace ui
