#include "app/desktop.h"

#include <chrono>

#include <QCoreApplication>

#include "core/jobmanager.h"
#include "ui/agents/connectdialog.h"
#include "ui/notify/activation.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/shortcutsdialog.h"
#include "ui/tray/autostart.h"
#include "ui/window/closerules.h"
#include "ui/window/questions.h"
#include "ui/window/windowactions.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int ioError = 74, temporaryFailure = 75;  // sysexits.h
constexpr auto longestTakeOver = 10s;
constexpr auto idleTime = 10min;
constexpr auto longestCall = 5s;  // from the start by the bus to the call that it is for

}  // namespace

Desktop::Desktop(const core::Paths &paths, const core::Settings &settings)
    : m_paths(paths)
    , m_service(paths, settings, std::nullopt)
    , m_presentation(paths)
    , m_settings(paths.settingsFile())
    , m_commands(m_service.jobs())
{
    m_service.setHasWindow();
    connect(&m_presentation, &mcp::Presentation::presented, this, [this] { emit finished(0, {}); });
    // Whoever held the lock lets go of it only when its process has ended.
    connect(&m_presentation, &mcp::Presentation::unanswered, this,
            [this] { QTimer::singleShot(50ms, this, &Desktop::tryToServe); });
    connect(&m_service, &mcp::Service::presentationAsked, this, [this](bool show, const QString &token) {
        if (show)
            showWindow(token);
    });
    connect(&m_service, &mcp::Service::finished, this, [this] { emit finished(0, {}); });
    connect(&m_bus, &ui::BusApplication::activationRequested, this, &Desktop::activate);
    connect(&m_bus, &ui::BusApplication::quitRequested, this, &Desktop::quit);
    m_call.setSingleShot(true);
    m_call.setInterval(longestCall);
    connect(&m_call, &QTimer::timeout, this, [this] { start(true, {}); });
    m_unseenTime.setSingleShot(true);
    m_unseenTime.setInterval(idleTime);
    connect(&m_unseenTime, &QTimer::timeout, this, &Desktop::endIfUnseen);
}

Desktop::~Desktop() = default;

void Desktop::start(bool background, const QString &activationToken)
{
    m_background = background;
    m_token = activationToken;
    m_trying.start();
    tryToServe();
}

void Desktop::startForBus()
{
    m_call.start();
    m_bus.appear();
}

void Desktop::activate(const QString &activationToken)
{
    if (m_call.isActive()) {
        m_call.stop();
        start(false, activationToken);
    } else if (m_window) {
        showWindow(activationToken);
    } else {  // not yet the service
        m_background = false;
        m_token = activationToken;
    }
}

void Desktop::tryToServe()
{
    const auto started = m_service.start();
    const bool held = started && *started == core::ServiceLock::Outcome::HeldByAnother;
    if (held && !m_trying.hasExpired(std::chrono::milliseconds(longestTakeOver).count())) {
        m_service.reserve();
        return m_presentation.ask(!m_background, m_token);
    }
    if (held)
        emit finished(temporaryFailure,
                      tr("The Jobdeck service that runs already does not answer; its process id is in %1. End it, then "
                         "try again.")
                          .arg(m_paths.serviceLock()));
    else
        serve(started.error());
}

// With a problem there is only a window that says so.
void Desktop::serve(const QString &problem)
{
    if (!m_window)
        makeFace();
    m_window->setServiceProblem(problem);
    if (!problem.isEmpty() && m_background)
        return emit finished(ioError, problem);
    if (!m_background)
        showWindow(m_token);
    watchBeingUnseen();
}

void Desktop::makeFace()
{
    m_unseen = std::make_unique<ui::UnseenFailures>(m_service.jobs());
    m_window = std::make_unique<ui::MainWindow>(m_commands, m_service.agents(), m_settings, *m_unseen,
                                                m_paths.state + "/window.ini"_L1);
    m_notifier = std::make_unique<ui::Notifier>(m_service.jobs(), m_commands, m_settings);
    m_tray = std::make_unique<ui::TrayIcon>(m_service.jobs(), m_commands, m_settings);
    m_badge = std::make_unique<ui::LauncherBadge>(m_service.jobs());
    m_bus.appear();
    wireWindow();
    wireTray();
}

void Desktop::wireWindow()
{
    ui::MainWindow *window = m_window.get();
    connect(window, &ui::MainWindow::closeRequested, this, [this] { closeWindow(); });
    connect(window, &ui::MainWindow::quitRequested, this, &Desktop::quit);
    connect(window, &ui::MainWindow::startServiceRequested, this, [this] {
        m_trying.start();
        tryToServe();
    });
    connect(window, &ui::MainWindow::connectAgentRequested, this, &Desktop::showConnectDialog);
    connect(window, &ui::MainWindow::settingsRequested, this, &Desktop::showSettings);
    connect(window, &ui::MainWindow::shortcutsRequested, this, &Desktop::showShortcuts);
    connect(window, &ui::MainWindow::activeChanged, m_notifier.get(), &ui::Notifier::setWindowActive);
    connect(window, &ui::MainWindow::jobLookedAt, m_notifier.get(), &ui::Notifier::jobLookedAt);
    connect(window, &ui::MainWindow::jobLookedAt, m_unseen.get(), &ui::UnseenFailures::markSeen);
    connect(&m_settings, &ui::DesktopSettings::writeFailed, window, &ui::MainWindow::say);
    connect(m_notifier.get(), &ui::Notifier::showJobRequested, this, &Desktop::showJob);
    connect(m_notifier.get(), &ui::Notifier::openRequested, this, &Desktop::showWindow);
}

void Desktop::wireTray()
{
    ui::TrayMenu *menu = &m_tray->menu();
    connect(m_tray.get(), &ui::TrayIcon::openRequested, this, [this] { showWindow({}); });
    connect(m_tray.get(), &ui::TrayIcon::shownChanged, this, &Desktop::watchBeingUnseen);
    connect(menu, &ui::TrayMenu::openRequested, this, [this] { showWindow({}); });
    connect(menu, &ui::TrayMenu::showJobRequested, this, [this](core::Job *job) { showJob(job, {}); });
    connect(menu, &ui::TrayMenu::killAllRequested, this, [this] {
        showWindow({});
        m_window->askToKill(m_service.jobs().jobs());
    });
    connect(menu, &ui::TrayMenu::pauseNotificationsRequested, this, [this, menu](bool pause) {
        m_notifier->setPaused(pause);
        menu->setPaused(pause);
        if (pause)
            QTimer::singleShot(1h, menu, [menu] { menu->setPaused(false); });
    });
    connect(menu, &ui::TrayMenu::quitRequested, this, &Desktop::quit);
    connect(m_unseen.get(), &ui::UnseenFailures::countChanged, m_tray.get(), &ui::TrayIcon::setUnseenFailures);
    connect(m_unseen.get(), &ui::UnseenFailures::countChanged, m_badge.get(), &ui::LauncherBadge::setUnseenFailures);
}

void Desktop::showWindow(const QString &activationToken)
{
    if (!m_window)
        return;
    ui::activateWindow(*m_window, activationToken);
    watchBeingUnseen();
}

void Desktop::showJob(core::Job *job, const QString &activationToken)
{
    m_window->showJob(job);
    showWindow(activationToken);
}

void Desktop::showConnectDialog()
{
    if (!m_connectDialog)
        m_connectDialog = new ui::ConnectDialog(m_service.agents(), core::AgentSurroundings::own(), m_window.get());
    ui::activateWindow(*m_connectDialog, {});
}

void Desktop::showSettings()
{
    if (!m_settingsDialog) {
        const ui::Autostart autostart(QCoreApplication::applicationFilePath());
        m_settingsDialog =
            new ui::SettingsDialog(m_settings, m_service.jobs(), core::settingsVariables(core::currentEnvironment()),
                                   {[autostart] { return autostart.isOn(); },
                                    [autostart](bool on) { return ui::Autostart(autostart).set(on).error(); }},
                                   m_window.get());
    }
    ui::activateWindow(*m_settingsDialog, {});
}

void Desktop::showShortcuts()
{
    if (!m_shortcutsDialog)
        m_shortcutsDialog = new ui::ShortcutsDialog(m_window->actions().groups(), m_window.get());
    ui::activateWindow(*m_shortcutsDialog, {});
}

void Desktop::closeWindow()
{
    const int running = m_service.jobs().runningCount();
    const auto decision =
        ui::decideClose({false, m_tray->isShown(), m_service.jobs().activeCount(), m_settings.values().closeHintShown});
    if (decision.sayJobsKeepRunning) {
        m_notifier->tellOnce(
            tr("Jobs keep running"),
            tr("%n job(s) are still running. Open Jobdeck from the application menu to see them.", nullptr, running));
        ui::DesktopPreferences values = m_settings.values();
        values.closeHintShown = true;
        m_settings.set(values);
    }
    m_window->hide();
    if (decision.action == ui::CloseDecision::Action::End)
        leave();
    else
        watchBeingUnseen();
}

void Desktop::leave()
{
    m_leavesQueue = m_service.jobs().queuedCount() > 0;
    m_service.leave();
}

void Desktop::quit()
{
    if (!m_window)
        return leave();
    QList<core::Job *> active = m_service.jobs().jobs();
    active.removeIf([](const core::Job *job) { return core::isFinal(job->state()); });
    if (ui::decideClose({true, m_tray->isShown(), int(active.size()), true}).action == ui::CloseDecision::Action::End)
        return m_service.leave();
    showWindow({});
    ui::askHowToQuit(m_window.get(), active, [this](ui::QuitAnswer answer) {
        if (answer == ui::QuitAnswer::KeepRunning)
            leave();
        else
            killAllAndQuit();
    });
}

void Desktop::killAllAndQuit()
{
    const auto quitWhenDone = [this] {
        if (m_service.jobs().activeCount() == 0)
            m_service.leave();
    };
    connect(&m_service.jobs(), &core::JobManager::jobEnded, this, quitWhenDone);
    m_commands.kill(m_service.jobs().jobs());
    quitWhenDone();
}

void Desktop::shutDown()
{
    m_service.shutDown();
}

// Without a window and a tray icon it is a service that nobody can see: like jobdeckd, it ends when nobody needs it.
void Desktop::watchBeingUnseen()
{
    if (m_window->isVisible() || m_tray->isShown())
        m_unseenTime.stop();
    else if (!m_unseenTime.isActive())
        m_unseenTime.start();
}

void Desktop::endIfUnseen()
{
    if (m_service.jobs().activeCount() == 0 && m_service.agents().connected().isEmpty())
        m_service.leave();
    else
        m_unseenTime.start();
}
