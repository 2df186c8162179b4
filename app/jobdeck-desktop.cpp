// The service with a window.

#include <csignal>
#include <cstdio>

#include <QApplication>
#include <QLibraryInfo>
#include <QProcess>
#include <QTranslator>

#include "app/desktop.h"
#include "core/logging.h"
#include "core/unixsignals.h"
#include "ui/notify/activation.h"
#include "ui/tray/trayhost.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int usageError = 64, unavailable = 69, ioError = 74, configurationError = 78;  // sysexits.h

constexpr auto endingSignals = {SIGTERM, SIGINT};

constexpr char usage[] = R"(Usage: jobdeck-desktop [--background | --dbus]
       jobdeck-desktop --tray-host
       jobdeck-desktop --version

The Jobdeck service with a window and a tray icon. If the window is open already, it is raised. With --background it
starts without showing the window. With --dbus the session bus starts it, and says what to show. With --tray-host it
only prints who would show its tray icon: "notifier" (StatusNotifierItem), "embedder" (XEmbed) or "none".
)";

enum class Start { Shown, Background, ForBus };

int fail(int exitCode, const QString &sentence)
{
    std::fprintf(stderr, "jobdeck-desktop: %s\n", qUtf8Printable(sentence));
    return exitCode;
}

// Qt would abort.
bool hasScreen()
{
    const QByteArray platform = qgetenv("QT_QPA_PLATFORM");
    const bool needsServer = platform.isEmpty() || platform.startsWith("xcb") || platform.startsWith("wayland");
    const auto isSet = [](const char *variable) { return !qEnvironmentVariableIsEmpty(variable); };
    return !needsServer || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") || isSet("WAYLAND_SOCKET");
}

// For `jobdeck doctor`, which knows neither D-Bus nor X11: who would show our tray icon.
int printTrayHost(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const ui::TrayHost host;
    QObject::connect(&host, &ui::TrayHost::answered, &app, &QApplication::quit);
    QApplication::exec();
    using Kind = ui::TrayHost::Kind;
    std::puts(host.kind() == Kind::Notifier ? "notifier" : host.kind() == Kind::Embedder ? "embedder" : "none");
    return 0;
}

void translate(QApplication &app)
{
    const std::pair<QString, QString> catalogues[] = {
        {u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)},
        {u"jobdeck"_s, u":/translations"_s},
    };
    for (const auto &[name, folder] : catalogues) {
        auto *translator = new QTranslator(&app);
        // Without a catalogue of the person's language, the English one has the plural forms.
        if (translator->load(QLocale(), name, u"_"_s, folder) || translator->load(name + "_en"_L1, folder))
            QApplication::installTranslator(translator);
    }
}

// A service without a window, for queued jobs of which perhaps no agent is there that would start one.
void startSuccessor()
{
    QProcess service;
    service.setProgram(core::siblingProgram(u"jobdeckd"_s));
    service.setArguments({u"--idle-exit"_s, u"600"_s});
    service.setWorkingDirectory(u"/"_s);
    service.setStandardInputFile(QProcess::nullDevice());
    service.setStandardOutputFile(QProcess::nullDevice());
    service.setStandardErrorFile(QProcess::nullDevice());
    service.startDetached();
}

int run(QApplication &app, Start start)
{
    const QString activationToken = ui::takeActivationToken();
    const auto paths = core::findPaths();
    if (!paths)
        return fail(ioError, paths.error());
    if (const auto made = core::makePrivateFolder(paths->state); !made)
        return fail(ioError, made.error());
    core::installLogging(paths->logFile());
    const auto settings = core::serviceSettings(paths->settingsFile());
    if (!settings)
        return fail(configurationError, settings.error());

    core::UnixSignals signalSource(endingSignals);
    std::signal(SIGHUP, SIG_IGN);  // a terminal that closes takes no service with it
    auto desktop = std::make_unique<Desktop>(*paths, *settings);
    QObject::connect(&signalSource, &core::UnixSignals::received, desktop.get(), &Desktop::shutDown);
    QString problem;
    QObject::connect(
        desktop.get(), &Desktop::finished, &app,
        [&](int exitCode, const QString &sentence) {
            problem = sentence;
            QApplication::exit(exitCode);
        },
        Qt::QueuedConnection);
    if (start == Start::ForBus)
        desktop->startForBus();
    else
        desktop->start(start == Start::Background, activationToken);
    const int exitCode = QApplication::exec();
    const bool leavesQueue = desktop->leavesQueue();
    desktop.reset();  // and with it the lock
    if (leavesQueue)
        startSuccessor();
    return problem.isEmpty() ? exitCode : fail(exitCode, problem);
}

}  // namespace

int main(int argc, char *argv[])
{
    std::signal(SIGPIPE, SIG_IGN);
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    if (arguments == QStringList{u"--tray-host"_s} && hasScreen())
        return printTrayHost(argc, argv);
    if (arguments == QStringList{u"--version"_s}) {
        std::printf("jobdeck-desktop %s (Qt %s)\n", JOBDECK_VERSION, qVersion());
        return 0;
    }
    Start start = Start::Shown;
    if (arguments == QStringList{u"--background"_s}) {
        start = Start::Background;
    } else if (arguments == QStringList{u"--dbus"_s}) {
        start = Start::ForBus;
    } else if (!arguments.isEmpty()) {
        const bool asked = arguments == QStringList{u"--help"_s};
        std::fputs(usage, asked ? stdout : stderr);
        return asked ? 0 : usageError;
    }
    if (!hasScreen())
        return fail(unavailable,
                    u"There is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set. Without one, the "
                    "service is jobdeckd, which 'jobdeck mcp' starts by itself."_s);
    core::UnixSignals::block(endingSignals);  // in the threads of Qt's platform plugin too
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"jobdeck"_s);
    QApplication::setApplicationDisplayName(u"Jobdeck"_s);
    QApplication::setDesktopFileName(u"io.github.jobdeck.Jobdeck"_s);
    QApplication::setQuitOnLastWindowClosed(false);
    translate(app);
    return run(app, start);
}
