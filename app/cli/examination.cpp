#include "app/cli/examination.h"

#include <chrono>

#include <QFileInfo>

#include "app/cli/exitcode.h"
#include "app/cli/servicefailure.h"
#include "core/connect/agentclient.h"
#include "core/doctor/agentchecks.h"
#include "core/doctor/diskchecks.h"
#include "core/doctor/installationchecks.h"
#include "core/doctor/lockholder.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace cli {

using Level = core::Finding::Level;

namespace {

const QString serviceTopic = u"service"_s, trayTopic = u"tray"_s;
const QString otherVersionRemedy =
    u"'jobdeck service stop' ends it; jobs go on, and the next command or agent starts the new one."_s;

}  // namespace

Examination::Examination(QObject *parent)
    : QObject(parent)
    , m_paths(core::findPaths())
{
    m_trayPatience.setSingleShot(true);
    m_trayPatience.setInterval(10s);
    connect(&m_trayPatience, &QTimer::timeout, this, [this] { m_desktop->kill(); });
}

Examination::~Examination()
{
    for (QProcess *process : {m_keeper.get(), m_desktop.get()}) {
        if (process)
            process->disconnect(this);
    }
}

void Examination::start()
{
    m_findings = core::checkPrograms() + core::checkRuntime(m_paths);
    if (m_paths) {
        const auto settings = core::serviceSettings(m_paths->settingsFile());
        m_findings += core::checkSettings(m_paths->settingsFile(), settings);
        m_findings += core::checkDisk(*m_paths, settings ? *settings : core::Settings());
        m_findings += core::checkBrokenJobs(*m_paths);
    }
    m_findings += core::checkAgents(core::AgentSurroundings::own());
    m_parts = 3;
    tryKeeper();
    askService();
    askTray();
}

// Without orders it ends at once with the exit code for that, where it can run at all.
void Examination::tryKeeper()
{
    const QString program = core::siblingProgram(u"jobdeck-keeper"_s);
    if (!QFileInfo(program).isExecutable()) {
        QTimer::singleShot(0, this, &Examination::finishPart);
        return;
    }
    m_keeper = std::make_unique<QProcess>();
    m_keeper->setProgram(program);
    m_keeper->setStandardInputFile(QProcess::nullDevice());
    m_keeper->setStandardOutputFile(QProcess::nullDevice());
    m_keeper->setStandardErrorFile(QProcess::nullDevice());
    connect(m_keeper.get(), &QProcess::finished, this, &Examination::judgeKeeper);
    connect(m_keeper.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            judgeKeeper(exitcode::failure, QProcess::NormalExit);
    });
    m_keeper->start();
}

void Examination::judgeKeeper(int exitCode, QProcess::ExitStatus status)
{
    if (status == QProcess::CrashExit || exitCode != exitcode::usage)
        note(Level::Problem, u"programs"_s,
             u"The program %1 does not run (%2): no job can be started. Install the package jobdeck again."_s.arg(
                 m_keeper->program(),
                 (status == QProcess::CrashExit ? u"signal %1"_s : u"exit code %1"_s).arg(exitCode)));
    finishPart();
}

void Examination::askService()
{
    if (!m_paths) {
        QTimer::singleShot(0, this, &Examination::finishPart);
        return;
    }
    m_service = std::make_unique<mcp::ServiceControl>(*m_paths);
    connect(m_service.get(), &mcp::ServiceControl::answered, this, &Examination::judgeStatus);
    connect(m_service.get(), &mcp::ServiceControl::failed, this, &Examination::judgeFailure);
    m_service->ask(u"status"_s);
}

void Examination::judgeStatus(const mcp::ServiceStatus &status)
{
    const QString ours = QStringLiteral(JOBDECK_VERSION);
    if (status.version == ours)
        note(Level::Good, serviceTopic,
             u"Process %1 answers on %2, version %3, %4 running jobs, %5 agents."_s.arg(
                 QString::number(status.pid), status.socket, status.version, QString::number(status.runningJobs),
                 QString::number(status.agents.size())));
    else
        note(Level::Problem, serviceTopic,
             u"The service (process %1) is version %2, this command is %3. %4"_s.arg(
                 QString::number(status.pid), status.version, ours, otherVersionRemedy));
    finishPart();
}

void Examination::judgeFailure(mcp::ServiceControl::Failure failure)
{
    using Failure = mcp::ServiceControl::Failure;
    const QString socket = m_paths->serviceSocket();
    const qint64 holder = core::lockHolder(m_paths->serviceLock());
    if (failure == Failure::NoService && holder == 0) {
        if (QFileInfo::exists(socket))
            note(Level::Problem, serviceTopic,
                 u"The socket %1 is left over from a service that was killed. 'jobdeck service start' replaces it."_s
                     .arg(socket));
        else
            note(Level::Good, serviceTopic, u"None runs; the next command or agent starts one."_s);
    } else {
        note(Level::Problem, serviceTopic, failureSentence(failure, socket, holder));
    }
    finishPart();
}

// Only the program with the window knows D-Bus and X11.
void Examination::askTray()
{
    const QString program = core::siblingProgram(u"jobdeck-desktop"_s);
    const bool hasScreen = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
    if (!hasScreen || !QFileInfo(program).isExecutable()) {
        QTimer::singleShot(0, this, &Examination::finishPart);
        return;
    }
    m_desktop = std::make_unique<QProcess>();
    m_desktop->setProgram(program);
    m_desktop->setArguments({u"--tray-host"_s});
    m_desktop->setStandardErrorFile(QProcess::nullDevice());
    connect(m_desktop.get(), &QProcess::finished, this, &Examination::judgeTray);
    connect(m_desktop.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            judgeTray();
    });
    m_trayPatience.start();
    m_desktop->start();
}

void Examination::judgeTray()
{
    m_trayPatience.stop();
    const QByteArray host = m_desktop->readAllStandardOutput().trimmed();
    if (host == "notifier" || host == "embedder")
        note(Level::Good, trayTopic, u"This desktop shows tray icons."_s);
    else if (host == "none")
        note(Level::Note, trayTopic,
             u"Nothing shows tray icons here (no StatusNotifierWatcher on the session bus, no X11 tray): closing the "
             "window ends it, jobs go on. On GNOME, install the extension AppIndicator for one."_s);
    else
        note(Level::Note, trayTopic,
             u"The program %1 cannot open a window on this screen."_s.arg(m_desktop->program()));
    finishPart();
}

void Examination::note(Level level, const QString &topic, const QString &sentence)
{
    m_findings += {level, topic, sentence};
}

void Examination::finishPart()
{
    if (--m_parts == 0)
        emit finished(m_findings);
}

}  // namespace cli
