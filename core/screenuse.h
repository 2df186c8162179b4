#pragma once

#include <QByteArrayView>

namespace core {

// How output uses the terminal.
enum class ScreenUse {
    Lines,  // it appends, and overwrites at most in the line: TerminalText shows it without knowing what came before
    Moves,  // it goes back to lines above, as progress bars of several lines do
    Screen,  // it addresses the whole screen, clears it or shows the alternate one
};

// Of a piece of output. A sequence that the piece cuts is not seen.
[[nodiscard]] ScreenUse screenUse(QByteArrayView bytes);

// Whether the alternate screen is shown behind the piece, as far as it says.
[[nodiscard]] bool endsOnAlternateScreen(QByteArrayView bytes);

// Whether the cursor keys send ESC O instead of CSI behind the piece (DECCKM), as far as it says.
[[nodiscard]] bool endsWithApplicationKeys(QByteArrayView bytes);

}  // namespace core
