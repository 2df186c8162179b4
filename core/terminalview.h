#pragma once

#include <optional>

#include <QString>

#include "core/keeper/terminalsize.h"
#include "core/outputlog.h"
#include "core/screenuse.h"

namespace core {

// What a range of a terminal job's output shows a person.
struct TerminalView {
    QString text;
    // The text is the screen as it is at the end of the range, below what has scrolled off it in the range. Otherwise
    // it is the lines that the range has changed, from the first one on, as they are then.
    bool isScreen = false;
};

// Of the output from one offset up to another, of which at most the last largestView bytes are looked at. Nothing, if
// the range only appends (ScreenUse::Lines) and no alternate screen is shown: then TerminalText shows it.
//
// The screen is what up to viewContext bytes before the range have left there, on a terminal of the size that the job's
// has now. A program that has drawn more than that ago what it never redrew is shown without it.
inline constexpr quint64 largestView = 512 << 10, viewContext = 256 << 10;
[[nodiscard]] std::optional<TerminalView> terminalView(const OutputLog &log, keeper::TerminalSize size, quint64 from,
                                                       quint64 to);

// Whether the terminal's cursor keys send ESC O instead of CSI now, as the last MiB of its output says.
[[nodiscard]] bool hasApplicationKeys(const OutputLog &log);

}  // namespace core
