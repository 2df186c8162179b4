// The command that a person types and an agent starts: `jobdeck` opens the window, `jobdeck mcp` serves an agent, the
// other commands are in app/cli.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

#include <QCoreApplication>
#include <QFile>
#include <QStringList>

#include "app/cli/cli.h"
#include "core/logging.h"
#include "core/paths.h"
#include "core/settings.h"
#include "core/unixsignals.h"
#include "mcp/bridge.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int unavailable = 69, configurationError = 78;  // sysexits.h

int fail(int exitCode, const QString &sentence)
{
    std::fprintf(stderr, "jobdeck: %s\n", qUtf8Printable(sentence));
    return exitCode;
}

int serveAgent(QCoreApplication &app)
{
    const auto paths = core::findPaths();
    if (!paths)
        return fail(unavailable, paths.error());
    const mcp::Hello hello = mcp::Hello::ofThisProcess();
    if (const auto settings = core::withVariables({}, core::settingsVariables(hello.environment)); !settings)
        return fail(configurationError, settings.error());

    core::UnixSignals signalSource({SIGTERM, SIGINT, SIGHUP});
    QObject::connect(&signalSource, &core::UnixSignals::received, &app, [] { QCoreApplication::exit(0); });
    mcp::Bridge bridge(*paths, hello);
    QObject::connect(
        &bridge, &mcp::Bridge::finished, &app, [](int code) { QCoreApplication::exit(code); }, Qt::QueuedConnection);
    bridge.start();
    return QCoreApplication::exec();
}

// Becomes the window's program; comes back only when that cannot be run.
int openWindow(char *argv[])
{
    const QByteArray program = QFile::encodeName(core::siblingProgram(u"jobdeck-desktop"_s));
    argv[0] = const_cast<char *>(program.constData());
    argv[1] = nullptr;
    ::execv(program.constData(), argv);
    return fail(
        unavailable,
        u"The window's program %1 cannot be run (%2). Install the package with the desktop, or use 'jobdeck mcp'."_s
            .arg(QFile::decodeName(program), QString::fromLocal8Bit(std::strerror(errno))));
}

// What we open must never be taken for stdin, stdout or stderr where the caller has closed one of them.
void openMissingStreams()
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
        if (::fcntl(fd, F_GETFD) < 0)
            (void)::open("/dev/null", fd == STDIN_FILENO ? O_RDONLY : O_WRONLY);
    }
}

}  // namespace

int main(int argc, char *argv[])
{
    openMissingStreams();
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication app(argc, argv);
    core::installLogging();
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.isEmpty() || arguments == QStringList{u"gui"_s})
        return openWindow(argv);
    if (arguments == QStringList{u"mcp"_s})
        return serveAgent(app);
    return cli::run(app, arguments);
}
