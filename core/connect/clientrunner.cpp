#include "core/connect/clientrunner.h"

#include <csignal>
#include <unistd.h>

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace core {

namespace {

constexpr qsizetype mostOutput = 4000;  // characters that are shown

}  // namespace

ClientRunner::ClientRunner(AgentSurroundings surroundings, QObject *parent)
    : QObject(parent)
    , m_surroundings(std::move(surroundings))
{
    m_limit.setSingleShot(true);
    m_limit.setInterval(std::chrono::minutes(1));
    connect(&m_limit, &QTimer::timeout, this, [this] {
        m_late = true;
        kill();
    });
}

ClientRunner::~ClientRunner()
{
    if (m_process)
        m_process->disconnect(this);
    kill();
}

void ClientRunner::run(const ClientChange &change)
{
    Q_ASSERT(!m_running);
    m_running = true;
    m_commands = change.commands;
    if (!m_commands.isEmpty()) {
        runNext();
        return;
    }
    const auto written = change.file.replace(change.content, m_surroundings.home());
    QTimer::singleShot(0, this, [this, error = written.error()] { finish(error); });
}

void ClientRunner::runNext()
{
    const QStringList command = m_commands.takeFirst();
    m_process = std::make_unique<QProcess>();
    QProcess *process = m_process.get();
    process->setProgram(command.first());
    process->setArguments(command.mid(1));
    process->setProcessEnvironment(m_surroundings.environmentOf(command.first()));
    // Not in a project's folder: its settings are none of ours.
    process->setWorkingDirectory(m_surroundings.home());
    process->setStandardInputFile(QProcess::nullDevice());
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->setChildProcessModifier([] { ::setpgid(0, 0); });
    connect(process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            ended(tr("could not be started"));
    });
    connect(process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        ended(m_late                              ? tr("did not end within %1 s").arg(m_limit.interval() / 1000)
                  : status == QProcess::CrashExit ? tr("was ended by signal %1").arg(code)
                  : code != 0                     ? tr("failed with exit code %1").arg(code)
                                                  : QString());
    });
    m_late = false;
    m_limit.start();
    process->start();
}

void ClientRunner::ended(const QString &wrong)
{
    m_limit.stop();
    if (wrong.isEmpty() && !m_commands.isEmpty()) {
        m_process.release()->deleteLater();
        runNext();
        return;
    }
    QString error;
    if (!wrong.isEmpty()) {
        error = tr("The command %1 %2.").arg(QFileInfo(m_process->program()).fileName(), wrong);
        const QString output = QString::fromUtf8(m_process->readAll()).trimmed().right(mostOutput);
        if (!output.isEmpty())
            error += u'\n' + output;
    }
    m_process->disconnect(this);
    m_process.release()->deleteLater();
    QTimer::singleShot(0, this, [this, error] { finish(error); });
}

void ClientRunner::finish(const QString &error)
{
    m_running = false;
    m_commands.clear();
    emit finished(error);
}

// With what it has started itself: `code` is a script.
void ClientRunner::kill()
{
    if (m_process && m_process->processId() > 0)
        ::kill(-pid_t(m_process->processId()), SIGKILL);
}

}  // namespace core
