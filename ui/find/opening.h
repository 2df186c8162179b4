#pragma once

#include <QString>
#include <QStringList>

#include "ui/find/links.h"

namespace ui {

// Opens what a person has clicked. Targets come from a job's output, which nobody vouches for: nothing passes through a
// shell, and no address but http and https is opened.

// The editor's program and arguments, none for a command that is empty: split as QProcess::splitCommand() does, then %f,
// %l, %c and %% replaced inside the arguments. A command without %f gets the file as its last argument.
[[nodiscard]] QStringList editorCommandLine(const QString &command, const FilePlace &place);

// Opens the file in the editor, or with the system's choice for it when the command is empty. Returns a sentence about
// what went wrong; empty if nothing did.
[[nodiscard]] QString openFile(const FilePlace &place, const QString &editorCommand);
// The same for a LinkSpan's target.
[[nodiscard]] QString openTarget(const QString &target, const QString &editorCommand);

}  // namespace ui
