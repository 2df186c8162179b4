// The command that a person types and an agent starts: `jobdeck` opens the window, `jobdeck mcp` serves an agent.

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

#include <QCoreApplication>
#include <QFile>
#include <QStringList>

#include "core/logging.h"
#include "core/paths.h"
#include "core/settings.h"
#include "core/unixsignals.h"
#include "mcp/bridge.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int usageError = 64, unavailable = 69, configurationError = 78;  // sysexits.h

constexpr char usage[] = R"(Usage: jobdeck            open the window
       jobdeck mcp        serve MCP on stdin and stdout, for a coding agent
       jobdeck --version  print the version

'jobdeck mcp' connects the agent to the user's Jobdeck service and starts the service when there is none.
)";

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
    ::execv(program.constData(), argv);
    return fail(
        unavailable,
        u"The window's program %1 cannot be run (%2). Install the package with the desktop, or use 'jobdeck mcp'."_s
            .arg(QFile::decodeName(program), QString::fromLocal8Bit(std::strerror(errno))));
}

}  // namespace

int main(int argc, char *argv[])
{
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication app(argc, argv);
    core::installLogging();
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.isEmpty())
        return openWindow(argv);
    if (arguments == QStringList{u"mcp"_s})
        return serveAgent(app);
    if (arguments == QStringList{u"--version"_s}) {
        std::printf("jobdeck %s (Qt %s)\n", JOBDECK_VERSION, qVersion());
        return 0;
    }
    const bool asked = arguments == QStringList{u"--help"_s};
    std::fputs(usage, asked ? stdout : stderr);
    return asked ? 0 : usageError;
}
