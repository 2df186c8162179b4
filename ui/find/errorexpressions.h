#pragma once

#include <QStringView>

namespace ui {

// Whether a line of a program's output tells of an error: what compilers, linkers, test runners, interpreters, make and
// npm print, and "error: …" or "fatal: …" of everybody else. Not what only has the word in it: "0 errors", a file's name.
// `line` is shown text (lineText()).
[[nodiscard]] bool isErrorLine(QStringView line);

}  // namespace ui
