#pragma once

#include <optional>

class QKeyEvent;

namespace ui {

// What a key does in the output.
enum class ViewCommand {
    LineUp,
    LineDown,
    PageUp,
    PageDown,
    Begin,  // of the output
    End,  // and follow
    LineBegin,
    CharacterBack,
    CharacterForward,
    Copy,
    SelectAll,
    ClearSelection,
};

struct KeyAction {
    ViewCommand command;
    bool selects = false;  // extends the selection to where it goes
};

// Nothing: the key is none of the view's.
[[nodiscard]] std::optional<KeyAction> keyAction(const QKeyEvent &event);

}  // namespace ui
