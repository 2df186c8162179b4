#pragma once

#include <QPointer>
#include <QSet>
#include <QWidget>

#include "ui/find/errors.h"
#include "ui/find/findbar.h"
#include "ui/find/linefilter.h"
#include "ui/find/links.h"
#include "ui/find/logsearch.h"

class QHBoxLayout;
class QToolButton;

namespace ui {

class DesktopSettings;
class LogSaver;
class OutputView;

// A job's output with all that a person does with it: follow it, find and filter lines, walk over errors, open links,
// copy and save it. The slots are what the window's actions call.
//
// A job that is shown for the first time follows its newest output; one that has failed opens at its first error, with
// five lines before it.
class OutputPane final : public QWidget
{
    Q_OBJECT

public:
    explicit OutputPane(DesktopSettings &settings, QWidget *parent = nullptr);
    ~OutputPane() override;

    void setJob(core::Job *job);
    [[nodiscard]] core::Job *job() const { return m_job; }
    [[nodiscard]] OutputView *view() const { return m_view; }
    [[nodiscard]] FindBar *findBar() const { return m_bar; }

public slots:
    // Opens the find bar; a selection of one line becomes what is looked for.
    void find();
    void findNext();
    void findPrevious();
    void nextError();
    void previousError();
    void setFollowing(bool on);
    void jumpToNewest();
    void jumpToOldest();
    void setWrap(bool on);
    void setTimestamps(bool on);
    // The selection.
    void copy();
    // Command, folder, state and the last lines as Markdown.
    void copyForChat();
    void saveLog();
    void openInEditor();
    void zoomIn();
    void zoomOut();
    void resetZoom();

signals:
    // A sentence for the person.
    void message(const QString &sentence);
    void followingChanged(bool on);

private:
    // outputpane.cpp
    QToolButton *addToggle(QHBoxLayout *layout, const QString &name, const QString &icon);
    void addToolRow();
    void connectView();
    void applySettings();
    void showMenu(const QPoint &globalPos, quint64 line);
    void showInContext(quint64 line);

    // outputpanefind.cpp
    void applyPattern();
    void applyFilter();
    void connectFinding();
    void placeAnchor();
    void endFinding();
    void showMatch(const LogSearch::Match &match, bool wrapped);
    void showError(quint64 line, bool wrapped);

    DesktopSettings &m_settings;
    QPointer<core::Job> m_job;
    OutputView *m_view;
    FindBar *m_bar;
    QToolButton *m_follow, *m_wrap, *m_timestamps;
    LogSearch m_search;
    LineFilter m_filter;
    ErrorFinder m_errors;
    bool m_errorIsFirst = false;  // the search for an error was not asked for
    Links m_links;
    QSet<QString> m_shown;  // ids of jobs that were shown before
    LogSaver *m_saver;
    // Where typing into the bar looks from: what was on the screen when it was opened.
    quint64 m_anchor = 0;
    Direction m_anchorDirection = Direction::Forward;
};

}  // namespace ui
