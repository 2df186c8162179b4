// The service without a screen.

#include <csignal>
#include <cstdio>

#include <QCoreApplication>
#include <QStringList>

#include "core/logging.h"
#include "core/unixsignals.h"
#include "mcp/service.h"
#include "mcp/servicestart.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int usageError = 64, ioError = 74, temporaryFailure = 75, configurationError = 78;  // sysexits.h

constexpr char usage[] = R"(Usage: jobdeckd [--idle-exit SECONDS]
       jobdeckd --version

The Jobdeck service without a window: runs the jobs of all coding agents of this user. 'jobdeck mcp' starts it when
it is needed. With --idle-exit it ends when it has had no client and no running or queued job for that time. SIGTERM
ends it; the jobs go on, and the next service takes them over.
)";

int fail(int exitCode, const QString &sentence)
{
    std::fprintf(stderr, "jobdeckd: %s\n", qUtf8Printable(sentence));
    return exitCode;
}

int serve(QCoreApplication &app, std::optional<std::chrono::seconds> idleTime)
{
    const auto paths = core::findPaths();
    if (!paths)
        return fail(ioError, paths.error());
    if (const auto made = core::makePrivateFolder(paths->state); !made)
        return fail(ioError, made.error());
    core::installLogging(paths->logFile());
    const auto settings = core::serviceSettings(paths->settingsFile());
    if (!settings)
        return fail(configurationError, settings.error());

    core::UnixSignals signalSource({SIGTERM, SIGINT});
    std::signal(SIGHUP, SIG_IGN);  // a terminal that closes takes no service with it
    mcp::Service service(*paths, *settings, idleTime);
    int received = 0;
    QObject::connect(&signalSource, &core::UnixSignals::received, &service, [&] {
        if (received++ == 0)
            service.shutDown();
        else
            QCoreApplication::exit(0);
    });
    QObject::connect(&service, &mcp::Service::finished, &app, &QCoreApplication::quit, Qt::QueuedConnection);
    mcp::ServiceStart start(service, core::PassedSocket::take(paths->serviceSocket()), paths->serviceLock());
    QString problem;
    QObject::connect(
        &start, &mcp::ServiceStart::failed, &app,
        [&problem](bool held, const QString &sentence) {
            problem = sentence;
            QCoreApplication::exit(held ? temporaryFailure : ioError);
        },
        Qt::QueuedConnection);
    start.start();
    const int exitCode = QCoreApplication::exec();
    return problem.isEmpty() ? exitCode : fail(exitCode, problem);
}

}  // namespace

int main(int argc, char *argv[])
{
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.isEmpty())
        return serve(app, std::nullopt);
    if (arguments.size() == 2 && arguments.first() == "--idle-exit"_L1) {
        const int seconds = arguments.last().toInt();
        return seconds > 0
            ? serve(app, std::chrono::seconds(seconds))
            : fail(usageError,
                   u"--idle-exit is '%1'; it must be a whole number of seconds, at least 1."_s.arg(arguments.last()));
    }
    if (arguments == QStringList{u"--version"_s}) {
        std::printf("jobdeckd %s (Qt %s)\n", JOBDECK_VERSION, qVersion());
        return 0;
    }
    const bool asked = arguments == QStringList{u"--help"_s};
    std::fputs(usage, asked ? stdout : stderr);
    return asked ? 0 : usageError;
}
