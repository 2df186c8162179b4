#pragma once

#include <QString>

class QMainWindow;
class QSplitter;

namespace ui {

// Keeps the window's size and the splitter's position over restarts: in the state folder, because they are no settings.
void restoreWindow(QMainWindow &window, QSplitter &splitter, const QString &file);
void saveWindow(const QMainWindow &window, const QSplitter &splitter, const QString &file);

}  // namespace ui
