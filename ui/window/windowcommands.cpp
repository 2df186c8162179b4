#include "ui/window/windowcommands.h"

#include <algorithm>

#include <QDesktopServices>
#include <QMenu>
#include <QUrl>

#include "core/jobmanager.h"
#include "ui/condition.h"
#include "ui/find/outputpane.h"
#include "ui/jobs/jobcommands.h"
#include "ui/jobs/joblistpane.h"
#include "ui/settings/desktopsettings.h"
#include "ui/window/inputbar.h"
#include "ui/window/terminal.h"
#include "ui/window/windowactions.h"

using namespace Qt::StringLiterals;

namespace ui {

WindowCommands::WindowCommands(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_actions(parts.actions)
    , m_commands(parts.commands)
    , m_settings(parts.settings)
    , m_list(parts.list)
    , m_output(parts.output)
    , m_input(parts.input)
{
    connectJob();
    connectOutput();
    connectView();
}

void WindowCommands::connectJob()
{
    connect(m_actions.kill, &QAction::triggered, this, [this] { m_commands.kill(selected()); });
    connect(m_actions.killNow, &QAction::triggered, this, [this] {
        for (core::Job *job : selected())
            m_commands.killNow(job);
    });
    connect(&m_actions, &WindowActions::signalChosen, this, [this](int number) {
        for (core::Job *job : selected())
            m_commands.sendSignal(job, number);
    });
    connect(m_actions.restart, &QAction::triggered, this, [this] {
        for (core::Job *job : selected())
            m_commands.restart(job);
    });
    connect(m_actions.sendInput, &QAction::triggered, &m_input, &InputBar::focusField);
    connect(m_actions.copyCommand, &QAction::triggered, this, [this] { m_commands.copyCommand(m_list.currentJob()); });
    connect(m_actions.openFolder, &QAction::triggered, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_list.currentJob()->spec().cwd)); });
    connect(m_actions.openTerminal, &QAction::triggered, this, [this] {
        if (!openTerminal(m_list.currentJob()->spec().cwd))
            emit message(tr("No terminal program was found. Set TERMINAL to the one that you use."));
    });
}

void WindowCommands::connectOutput()
{
    const std::pair<QAction *, void (OutputPane::*)()> entries[] = {
        {m_actions.copy, &OutputPane::copy},
        {m_actions.copyForChat, &OutputPane::copyForChat},
        {m_actions.save, &OutputPane::saveLog},
        {m_actions.openInEditor, &OutputPane::openInEditor},
        {m_actions.find, &OutputPane::find},
        {m_actions.findNext, &OutputPane::findNext},
        {m_actions.findPrevious, &OutputPane::findPrevious},
        {m_actions.nextError, &OutputPane::nextError},
        {m_actions.previousError, &OutputPane::previousError},
        {m_actions.newest, &OutputPane::jumpToNewest},
        {m_actions.oldest, &OutputPane::jumpToOldest},
        {m_actions.zoomIn, &OutputPane::zoomIn},
        {m_actions.zoomOut, &OutputPane::zoomOut},
        {m_actions.resetZoom, &OutputPane::resetZoom},
    };
    for (const auto &[action, slot] : entries)
        connect(action, &QAction::triggered, &m_output, slot);
}

void WindowCommands::connectView()
{
    m_actions.follow->setChecked(true);
    connect(m_actions.follow, &QAction::triggered, &m_output, &OutputPane::setFollowing);
    connect(&m_output, &OutputPane::followingChanged, m_actions.follow, &QAction::setChecked);
    const auto setPreference = [this](bool DesktopPreferences::*member) {
        return [this, member](bool on) {
            DesktopPreferences values = m_settings.values();
            values.*member = on;
            m_settings.set(values);
        };
    };
    connect(m_actions.wrap, &QAction::triggered, this, setPreference(&DesktopPreferences::wrap));
    connect(m_actions.timestamps, &QAction::triggered, this, setPreference(&DesktopPreferences::timestamps));
    connect(&m_settings, &DesktopSettings::changed, this, &WindowCommands::takeSettings);
    takeSettings();

    connect(m_actions.filterJobs, &QAction::triggered, &m_list, &JobListPane::focusFilter);
    const std::pair<QAction *, StateFilter> filters[] = {{m_actions.showAll, StateFilter::All},
                                                         {m_actions.showRunning, StateFilter::Running},
                                                         {m_actions.showFailed, StateFilter::Failed},
                                                         {m_actions.showFinished, StateFilter::Finished}};
    for (const auto &[action, state] : filters)
        connect(action, &QAction::triggered, &m_list, [this, state = state] { m_list.setStateFilter(state); });
}

void WindowCommands::takeSettings()
{
    m_actions.wrap->setChecked(m_settings.values().wrap);
    m_actions.timestamps->setChecked(m_settings.values().timestamps);
    m_commands.setKillGrace(m_settings.values().killGrace);
}

void WindowCommands::update()
{
    const QList<core::Job *> jobs = selected();
    const auto active =
        std::count_if(jobs.begin(), jobs.end(), [](const core::Job *job) { return isActive(conditionOf(*job)); });
    const bool allQueued =
        std::ranges::all_of(jobs, [](const core::Job *job) { return job->state() == core::JobState::Queued; });
    const core::Job *current = m_list.currentJob();
    m_actions.kill->setEnabled(active > 0);
    m_actions.killNow->setEnabled(active > 0);
    m_actions.signalMenu->setEnabled(active > 0 && !allQueued);
    m_actions.showKilling(active == 1 && jobs.size() == 1 && jobs.first()->isStopping());
    m_actions.restart->setEnabled(!allQueued);
    m_actions.killAll->setEnabled(m_commands.jobs().activeCount() > 0);
    m_actions.sendInput->setEnabled(current && current->state() == core::JobState::Running);
    for (QAction *action : {m_actions.copyCommand, m_actions.openFolder, m_actions.openTerminal, m_actions.copy,
                            m_actions.copyForChat, m_actions.save, m_actions.openInEditor, m_actions.find,
                            m_actions.findNext, m_actions.findPrevious, m_actions.nextError, m_actions.previousError})
        action->setEnabled(current);
}

QList<core::Job *> WindowCommands::selected() const
{
    return m_list.selectedJobs();
}

}  // namespace ui
