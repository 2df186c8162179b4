#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QUrl>
#include <QVBoxLayout>

#include "core/agents.h"
#include "core/jobmanager.h"
#include "ui/find/outputpane.h"
#include "ui/jobs/jobcommands.h"
#include "ui/jobs/joblistpane.h"
#include "ui/jobs/unseenfailures.h"
#include "ui/look/icons.h"
#include "ui/look/qtbuttons.h"
#include "ui/output/outputview.h"
#include "ui/settings/desktopsettings.h"
#include "ui/window/emptystate.h"
#include "ui/window/inputbar.h"
#include "ui/window/jobheader.h"
#include "ui/window/messagebar.h"
#include "ui/window/newjobdialog.h"
#include "ui/window/questions.h"
#include "ui/window/windowactions.h"
#include "ui/window/windowcommands.h"
#include "ui/window/windowstate.h"

using namespace Qt::StringLiterals;

namespace ui {

MainWindow::MainWindow(JobCommands &commands, core::Agents &agents, DesktopSettings &settings, UnseenFailures &unseen,
                       const QString &stateFile)
    : m_commands(commands)
    , m_agents(agents)
    , m_settings(settings)
    , m_unseen(unseen)
    , m_stateFile(stateFile)
    , m_actions(new WindowActions(*this))
    , m_list(new JobListPane(commands.jobs(), agents, commands, unseen, this))
    , m_empty(new EmptyState(this))
    , m_splitter(new QSplitter(this))
    , m_pages(new QStackedWidget(this))
    , m_agentsLabel(new QLabel(this))
    , m_logsLabel(new QLabel(this))
{
    setWindowTitle(tr("Jobdeck"));
    setWindowIcon(applicationIcon());
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(makeDetails());
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->handle(1)->setAccessibleName(tr("Divider between jobs and output"));
    m_pages->addWidget(m_splitter);
    m_pages->addWidget(m_empty);
    setCentralWidget(m_pages);
    statusBar()->addWidget(m_agentsLabel, 1);
    statusBar()->addPermanentWidget(m_logsLabel);

    m_windowCommands = new WindowCommands({*m_actions, commands, settings, *m_list, *m_output, *m_input}, this);
    connectActions();
    connectJobs();
    restoreWindow(*this, *m_splitter, m_stateFile);
    takeCurrentJob();
    updateEmptyState();
    nameQtButtons(*this);
    m_list->setFocus();
}

MainWindow::~MainWindow()
{
    saveWindow(*this, *m_splitter, m_stateFile);
}

QWidget *MainWindow::makeDetails()
{
    auto *details = new QWidget(this);
    m_header = new JobHeader(m_agents, m_list->usage(), details);
    m_messages = new MessageBar(details);
    m_output = new OutputPane(m_settings, details);
    m_input = new InputBar(details);
    auto *layout = new QVBoxLayout(details);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_messages);
    layout->addWidget(m_output, 1);
    layout->addWidget(m_input);
    connect(m_header, &JobHeader::linkActivated, this,
            [](const QString &link) { QDesktopServices::openUrl(QUrl(link)); });
    connect(m_output, &OutputPane::message, this, &MainWindow::say);
    connect(m_input, &InputBar::message, this, &MainWindow::say);
    return details;
}

void MainWindow::connectActions()
{
    connect(m_windowCommands, &WindowCommands::message, this, &MainWindow::say);
    connect(m_actions->newJob, &QAction::triggered, this, &MainWindow::openNewJob);
    connect(m_actions->killAll, &QAction::triggered, this, [this] { askToKill(m_commands.jobs().jobs()); });
    connect(m_actions->close, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->quit, &QAction::triggered, this, &MainWindow::quitRequested);
    connect(m_actions->connectAgent, &QAction::triggered, this, &MainWindow::connectAgentRequested);
    connect(m_actions->settings, &QAction::triggered, this, &MainWindow::settingsRequested);
    connect(m_actions->shortcuts, &QAction::triggered, this, &MainWindow::shortcutsRequested);
    connect(m_actions->about, &QAction::triggered, this, [this] {
        auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Jobdeck"),
                                    tr("Jobdeck %1").arg(QStringLiteral(JOBDECK_VERSION)), QMessageBox::Close, this);
        box->setInformativeText(tr("Runs the long jobs of coding agents and shows them."));
        box->setIconPixmap(applicationIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

void MainWindow::connectJobs()
{
    connect(m_list, &JobListPane::currentJobChanged, this, &MainWindow::takeCurrentJob);
    connect(m_list, &JobListPane::selectionChanged, m_windowCommands, &WindowCommands::update);
    connect(m_list, &JobListPane::activated, this, [this] { m_output->view()->setFocus(); });
    connect(m_list, &JobListPane::contextMenuRequested, this, &MainWindow::showJobMenu);
    connect(m_list, &JobListPane::killAllRequested, this, &MainWindow::askToKill);
    connect(&m_commands, &JobCommands::killed, this, &MainWindow::tellKilled);
    connect(&m_commands, &JobCommands::restarted, this, [this](core::Job *, core::Job *now) { showJob(now); });
    connect(&m_commands, &JobCommands::failed, this, &MainWindow::say);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        if (m_serviceProblem.isEmpty())
            emit connectAgentRequested();
        else
            emit startServiceRequested();
    });

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        updateEmptyState();
        m_windowCommands->update();
        updateTitle();
        updateStatusBar();
    });
    const auto refresh = [this] { m_refresh.start(); };
    core::JobManager &jobs = m_commands.jobs();
    connect(&jobs, &core::JobManager::jobAdded, this, refresh);
    connect(&jobs, &core::JobManager::jobDequeued, this, refresh);
    connect(&jobs, &core::JobManager::jobEnded, this, refresh);
    connect(&jobs, &core::JobManager::jobForgotten, this, refresh);
    connect(&m_agents, &core::Agents::changed, this, refresh);
    connect(&m_unseen, &UnseenFailures::countChanged, this, refresh);
    refresh();
}

core::Job *MainWindow::currentJob() const
{
    return m_list->currentJob();
}

void MainWindow::showJob(core::Job *job)
{
    m_list->showJob(job);
}

void MainWindow::say(const QString &sentence)
{
    m_messages->say(sentence);
}

void MainWindow::setServiceProblem(const QString &reason)
{
    m_serviceProblem = reason;
    updateEmptyState();
}

void MainWindow::takeCurrentJob()
{
    core::Job *job = currentJob();
    m_header->setJob(job);
    m_output->setJob(job);
    m_input->setJob(job);
    if (job) {
        connect(job, &core::Job::stopRequested, &m_refresh, qOverload<>(&QTimer::start), Qt::UniqueConnection);
        connect(job, &core::Job::stopped, &m_refresh, qOverload<>(&QTimer::start), Qt::UniqueConnection);
    }
    noteLookedAt();
    m_windowCommands->update();
}

void MainWindow::noteLookedAt()
{
    if (core::Job *job = currentJob(); job && isVisible() && isActiveWindow())
        emit jobLookedAt(job);
}

void MainWindow::updateEmptyState()
{
    const bool noJobs = m_commands.jobs().jobs().isEmpty();
    m_pages->setCurrentWidget(noJobs || !m_serviceProblem.isEmpty() ? static_cast<QWidget *>(m_empty) : m_splitter);
    m_empty->explain(m_serviceProblem, m_agents);
}

void MainWindow::updateTitle()
{
    QStringList facts;
    if (const int running = m_commands.jobs().runningCount(); running > 0)
        facts += tr("%n running", nullptr, running);
    if (const int failed = m_unseen.count(); failed > 0)
        facts += tr("%n failed", nullptr, failed);
    setWindowTitle(facts.isEmpty() ? tr("Jobdeck") : facts.join(u", "_s));  // Qt adds the application's name
}

void MainWindow::updateStatusBar()
{
    QStringList names;
    for (const core::Agent &agent : m_agents.connected())
        names += agent.displayName();
    m_agentsLabel->setText(names.isEmpty()
                               ? tr("No agent is connected")
                               : tr("%n agent(s) connected: %1", nullptr, int(names.size())).arg(names.join(u", "_s)));
    m_logsLabel->setText(tr("Logs: %1 of %2")
                             .arg(sizeText(quint64(m_commands.jobs().storedBytes())),
                                  sizeText(quint64(m_commands.jobs().settings().keepBytes))));
}

void MainWindow::openNewJob()
{
    if (!m_newJob) {
        m_newJob = new NewJobDialog(m_commands.jobs(), this);
        connect(m_newJob, &NewJobDialog::started, this, &MainWindow::showJob);
    }
    if (const core::Job *job = currentJob(); job && !m_newJob->isVisible())
        m_newJob->setFolder(job->spec().cwd);
    m_newJob->show();
    m_newJob->raise();
    m_newJob->activateWindow();
}

void MainWindow::showJobMenu(const QPoint &at)
{
    m_actions->jobMenu()->popup(at);
}

void MainWindow::askToKill(const QList<core::Job *> &jobs)
{
    QList<core::Job *> running;
    std::copy_if(jobs.begin(), jobs.end(), std::back_inserter(running),
                 [](const core::Job *job) { return !core::isFinal(job->state()); });
    if (running.size() == 1)
        m_commands.kill(running);
    else if (!running.isEmpty())
        askToKillJobs(this, running, [this](const QList<core::Job *> &still) { m_commands.kill(still); });
}

void MainWindow::tellKilled(core::Job *job, const core::StopReport &report)
{
    QString sentence = tr("Killed ‘%1’.").arg(job->spec().displayName());
    if (!report.survivors.isEmpty()) {
        QStringList pids;
        for (const qint64 pid : report.survivors)
            pids += QString::number(pid);
        sentence += u' ' + tr("Could not be ended: process %1.").arg(pids.join(u", "_s));
    } else if (report.killed > 0) {
        sentence += u' ' + tr("%n of its process(es) had to be ended by SIGKILL.", nullptr, report.killed);
    }
    const QString id = job->id();
    m_messages->offer(sentence, tr("&Restart"), [this, id] {
        if (core::Job *again = m_commands.jobs().find(id))
            m_commands.restart(again);
    });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    emit closeRequested();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange) {
        emit activeChanged(isActiveWindow());
        noteLookedAt();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::hideEvent(QHideEvent *event)
{
    saveWindow(*this, *m_splitter, m_stateFile);
    emit activeChanged(false);
    QMainWindow::hideEvent(event);
}

}  // namespace ui
