#include "ui/window/windowactions.h"

#include <csignal>

#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

#include "core/jobstate.h"
#include "ui/look/icons.h"

using namespace Qt::StringLiterals;

namespace ui {

WindowActions::WindowActions(QMainWindow &window)
    : QObject(&window)
    , m_window(window)
{
    addJobMenu();
    addOutputMenu();
    addViewMenu();
    addToolsAndHelp();
    auto *bar = window.addToolBar(tr("Main tool bar"));
    bar->setObjectName("toolbar"_L1);
    fillToolBar(bar);
}

QAction *WindowActions::add(QMenu *menu, const QString &text, const QString &icon,
                            const QList<QKeySequence> &shortcutKeys)
{
    auto *action = menu->addAction(text);
    if (!icon.isEmpty())
        action->setIcon(symbolicIcon(icon));
    // The standard keys of some platforms are those that we add; a key that is there twice does nothing at all.
    QList<QKeySequence> keys;
    for (const QKeySequence &sequence : shortcutKeys) {
        if (!keys.contains(sequence))
            keys += sequence;
    }
    action->setShortcuts(keys);
    m_window.addAction(action);
    m_all += action;
    return action;
}

QAction *WindowActions::addToggle(QMenu *menu, const QString &text, const QString &icon, const QKeySequence &shortcut)
{
    QAction *action = add(menu, text, icon, {shortcut});
    action->setCheckable(true);
    return action;
}

void WindowActions::addJobMenu()
{
    m_jobMenu = m_window.menuBar()->addMenu(tr("&Job"));
    newJob = add(m_jobMenu, tr("&New Job…"), u"new-job"_s, {QKeySequence::New});
    m_jobMenu->addSeparator();
    kill = add(m_jobMenu, tr("&Kill"), u"kill"_s, {QKeySequence(Qt::Key_Delete)});
    kill->setToolTip(tr("End the job with its whole process tree"));
    killNow = add(m_jobMenu, tr("Kill N&ow"), u"kill-now"_s, {QKeySequence(Qt::SHIFT | Qt::Key_Delete)});
    killNow->setToolTip(tr("End the job with its whole process tree at once (SIGKILL)"));
    signalMenu = m_jobMenu->addMenu(tr("Send &Signal"));
    fillSignalMenu();
    restart = add(m_jobMenu, tr("&Restart"), u"restart"_s, {QKeySequence(Qt::CTRL | Qt::Key_R)});
    restart->setToolTip(
        tr("Run the same command again in the same folder and environment; a job that runs is killed first"));
    sendInput = add(m_jobMenu, tr("Send &Input"), u"send"_s, {QKeySequence(Qt::CTRL | Qt::Key_I)});
    m_jobMenu->addSeparator();
    copyCommand = add(m_jobMenu, tr("Copy &Command"), u"copy"_s, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)});
    openFolder = add(m_jobMenu, tr("Open &Folder"), {}, {});
    openTerminal =
        add(m_jobMenu, tr("Open &Terminal Here"), u"terminal"_s, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)});
    m_jobMenu->addSeparator();
    killAll = add(m_jobMenu, tr("Kill &All Jobs…"), u"kill"_s, {});
    m_jobMenu->addSeparator();
    close = add(m_jobMenu, tr("C&lose Window"), {}, {QKeySequence::Close});
    quit = add(m_jobMenu, tr("&Quit"), {}, {QKeySequence(Qt::CTRL | Qt::Key_Q)});
}

void WindowActions::fillSignalMenu()
{
    const std::pair<int, QString> entries[] = {
        {SIGINT, tr("like Ctrl+C")},           {SIGTERM, tr("end in order")}, {SIGHUP, tr("the terminal is gone")},
        {SIGQUIT, tr("end with a core dump")}, {SIGKILL, tr("end at once")},
    };
    for (const auto &[number, meaning] : entries) {
        auto *action = signalMenu->addAction(u"%1 – %2"_s.arg(core::signalName(number), meaning));
        connect(action, &QAction::triggered, this, [this, number = number] { emit signalChosen(number); });
    }
}

void WindowActions::addOutputMenu()
{
    m_outputMenu = m_window.menuBar()->addMenu(tr("&Output"));
    copy = add(m_outputMenu, tr("&Copy"), u"copy"_s, {});
    copy->setToolTip(tr("Copy the selected output"));
    copyForChat =
        add(m_outputMenu, tr("Copy for C&hat"), u"copy-chat"_s, {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C)});
    copyForChat->setToolTip(tr("Copy command, folder, exit code and the last lines as Markdown"));
    save = add(m_outputMenu, tr("&Save Log…"), u"save"_s, {QKeySequence::Save});
    openInEditor = add(m_outputMenu, tr("Open in &Editor"), u"editor"_s, {QKeySequence(Qt::CTRL | Qt::Key_O)});
    m_outputMenu->addSeparator();
    find = add(m_outputMenu, tr("&Find…"), u"find"_s, {QKeySequence::Find});
    findNext = add(m_outputMenu, tr("Find &Next"), {}, {QKeySequence(Qt::Key_F3)});
    findPrevious = add(m_outputMenu, tr("Find &Previous"), {}, {QKeySequence(Qt::SHIFT | Qt::Key_F3)});
    m_outputMenu->addSeparator();
    nextError = add(m_outputMenu, tr("Next E&rror"), u"next-error"_s, {QKeySequence(Qt::Key_F8)});
    previousError =
        add(m_outputMenu, tr("Previous Err&or"), u"previous-error"_s, {QKeySequence(Qt::SHIFT | Qt::Key_F8)});
}

void WindowActions::addViewMenu()
{
    auto *menu = m_window.menuBar()->addMenu(tr("&View"));
    follow = addToggle(menu, tr("&Follow Output"), u"follow"_s, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    wrap = addToggle(menu, tr("&Wrap Lines"), u"wrap"_s, QKeySequence(Qt::ALT | Qt::Key_Z));
    timestamps = addToggle(menu, tr("&Timestamps"), u"time"_s, QKeySequence(Qt::ALT | Qt::Key_T));
    menu->addSeparator();
    newest = add(menu, tr("Jump to &Newest Output"), u"newest"_s, {QKeySequence(Qt::CTRL | Qt::Key_End)});
    oldest = add(menu, tr("Jump to &Oldest Output"), {}, {QKeySequence(Qt::CTRL | Qt::Key_Home)});
    menu->addSeparator();
    zoomIn = add(menu, tr("Zoom &In"), u"zoom-in"_s, {QKeySequence::ZoomIn, QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    zoomOut = add(menu, tr("Zoom O&ut"), {}, {QKeySequence::ZoomOut});
    resetZoom = add(menu, tr("&Reset Zoom"), {}, {QKeySequence(Qt::CTRL | Qt::Key_0)});
    menu->addSeparator();
    filterJobs = add(menu, tr("Filter &Jobs"), u"filter"_s, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)});
    showAll = add(menu, tr("&All Jobs"), {}, {QKeySequence(Qt::CTRL | Qt::Key_1)});
    showRunning = add(menu, tr("Acti&ve Jobs"), {}, {QKeySequence(Qt::CTRL | Qt::Key_2)});
    showFailed = add(menu, tr("Fail&ed Jobs"), {}, {QKeySequence(Qt::CTRL | Qt::Key_3)});
    showFinished = add(menu, tr("Fini&shed Jobs"), {}, {QKeySequence(Qt::CTRL | Qt::Key_4)});
}

void WindowActions::addToolsAndHelp()
{
    auto *tools = m_window.menuBar()->addMenu(tr("Too&ls"));
    connectAgent = add(tools, tr("&Connect an Agent…"), u"connect"_s, {});
    settings = add(tools, tr("&Settings…"), u"settings"_s, {QKeySequence(Qt::CTRL | Qt::Key_Comma)});
    auto *help = m_window.menuBar()->addMenu(tr("&Help"));
    shortcuts = add(help, tr("&Keyboard Shortcuts"), u"help"_s,
                    {QKeySequence(Qt::Key_F1), QKeySequence(Qt::CTRL | Qt::Key_Question)});
    about = add(help, tr("&About Jobdeck"), u"info"_s, {});
}

void WindowActions::fillToolBar(QToolBar *bar)
{
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setMovable(false);
    bar->addAction(newJob);
    bar->addSeparator();
    bar->addAction(kill);  // without the menu of signals: assistive technology could then open that, but not press it
    bar->addAction(restart);
    bar->addSeparator();
    for (QAction *action : {copyForChat, save, openInEditor})
        bar->addAction(action);
    bar->addSeparator();
    bar->addAction(previousError);
    bar->addAction(nextError);
    bar->addAction(find);
}

QList<ShortcutGroup> WindowActions::groups() const
{
    QList<ShortcutGroup> result;
    for (const QAction *menu : m_window.menuBar()->actions())
        result += {menu->text().remove(u'&'), menu->menu()->actions()};
    return result;
}

void WindowActions::showKilling(bool killing)
{
    kill->setText(killing ? killNow->text() : tr("&Kill"));
    kill->setIcon(symbolicIcon(killing ? u"kill-now"_s : u"kill"_s));
}

}  // namespace ui
