#pragma once

#include <QAction>
#include <QList>

class QMainWindow;
class QMenu;
class QToolBar;

#include "ui/settings/shortcutsdialog.h"

namespace ui {

// Every command of the main window, with its text, icon, shortcut and place in menus and tool bar. Who carries it out
// connects to its triggered().
class WindowActions final : public QObject
{
    Q_OBJECT

public:
    explicit WindowActions(QMainWindow &window);

    // Job
    QAction *newJob, *kill, *killNow, *restart, *sendInput, *copyCommand, *openFolder, *openTerminal, *killAll;
    QMenu *signalMenu;
    // Output
    QAction *copy, *copyForChat, *save, *openInEditor;
    QAction *find, *findNext, *findPrevious, *nextError, *previousError;
    // View
    QAction *follow, *wrap, *timestamps, *newest, *oldest, *zoomIn, *zoomOut, *resetZoom;
    QAction *filterJobs, *showAll, *showRunning, *showFailed, *showFinished;
    // Tools, Help, window
    QAction *connectAgent, *settings, *shortcuts, *about, *close, *quit;

    // In the order of the menus.
    [[nodiscard]] QList<QAction *> all() const { return m_all; }
    // The same by menu, for the list of shortcuts.
    [[nodiscard]] QList<ShortcutGroup> groups() const;
    // Menu of a job, for its context menu too.
    [[nodiscard]] QMenu *jobMenu() const { return m_jobMenu; }
    [[nodiscard]] QMenu *outputMenu() const { return m_outputMenu; }

    // "Kill" or, while the job is being killed, "Kill Now".
    void showKilling(bool killing);

signals:
    void signalChosen(int signal);

private:
    QAction *add(QMenu *menu, const QString &text, const QString &icon, const QList<QKeySequence> &shortcuts);
    QAction *addToggle(QMenu *menu, const QString &text, const QString &icon, const QKeySequence &shortcut);
    void addJobMenu();
    void addOutputMenu();
    void addViewMenu();
    void addToolsAndHelp();
    void fillSignalMenu();
    void fillToolBar(QToolBar *bar);

    QMainWindow &m_window;
    QList<QAction *> m_all;
    QMenu *m_jobMenu, *m_outputMenu;
};

}  // namespace ui
