// screenshots FOLDER BIN: pictures of every state of the window, with real jobs, for people to look at.

#include <csignal>

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QStyleFactory>
#include <QTest>
#include <QTranslator>

#include "core/agents.h"
#include "core/jobmanager.h"
#include "tests/ui/palettes.h"
#include "ui/agents/connectdialog.h"
#include "ui/find/outputpane.h"
#include "ui/jobs/jobcommands.h"
#include "ui/jobs/joblistpane.h"
#include "ui/jobs/unseenfailures.h"
#include "ui/settings/desktopsettings.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/shortcutsdialog.h"
#include "ui/tray/traymenu.h"
#include "ui/window/mainwindow.h"
#include "ui/window/newjobdialog.h"
#include "ui/window/windowactions.h"

using namespace Qt::StringLiterals;

namespace {

// Two agents, and a person, in two projects.
class Stage final
{
public:
    Stage(const QString &folder, const QString &programs)
        : m_shots(folder)
    {
        qputenv("HOME", QFile::encodeName(m_home.path()));
        qputenv("JOBDECK_HOME", QFile::encodeName(m_home.path() + "/jobdeck"_L1));
        m_environment = core::currentEnvironment();
        m_environment.insert("PATH", QFile::encodeName(programs) + ':' + qgetenv("PATH"));
        for (const QString &project : {u"/src/shop"_s, u"/src/api/src"_s})
            QDir().mkpath(m_home.path() + project);
        QFile source(m_home.path() + "/src/api/src/orders.rs"_L1);
        if (!source.open(QIODevice::WriteOnly))
            qFatal("The project cannot be written.");
        m_paths = *core::findPaths();
        if (!core::makePrivateFolder(m_paths.jobs()))
            qFatal("The home cannot be made.");
        m_jobs = std::make_unique<core::JobManager>(m_paths, core::Settings(), 1024);
        m_jobs->recover();
        m_settings = std::make_unique<ui::DesktopSettings>(m_paths.settingsFile());
        m_commands = std::make_unique<ui::JobCommands>(*m_jobs);
        m_unseen = std::make_unique<ui::UnseenFailures>(*m_jobs);
        m_window = std::make_unique<ui::MainWindow>(*m_commands, m_agents, *m_settings, *m_unseen,
                                                    m_home.path() + "/window.ini"_L1);
        m_window->resize(1180, 720);
        m_window->show();
    }

    ~Stage()
    {
        m_window.reset();
        for (core::Job *job : m_jobs->jobs())
            job->stop(SIGKILL, std::chrono::seconds(0), keeper::StopCause::Service);
        (void)QTest::qWaitFor([this] { return m_jobs->runningCount() == 0; }, 10000);
    }

    void shoot();

private:
    enum class Asker { Claude, Codex, Person };

    core::Job *run(Asker asker, const QString &command, const QString &name = {})
    {
        return start(asker, command, name, {}, {});
    }

    // One of Claude's that waits: for other jobs, or until no more than one of its jobs runs.
    core::Job *queue(const QString &command, const QString &name, const QStringList &after = {})
    {
        core::Settings settings;
        settings.maxJobs = 1;
        return start(Asker::Claude, command, name, after, settings);
    }

    core::Job *start(Asker asker, const QString &command, const QString &name, const QStringList &after,
                     const core::Settings &settings)
    {
        core::StartRequest request;
        request.queue = settings.maxJobs == 1;
        request.after = after;
        request.command = command;
        request.name = name;
        request.cwd = m_home.path() + (asker == Asker::Codex ? "/src/api"_L1 : "/src/shop"_L1);
        request.environment = m_environment;
        if (asker == Asker::Claude)
            request.requester = {u"session-1"_s, u"claude-code"_s, u"2.1"_s, 1};
        else if (asker == Asker::Codex)
            request.requester = {u"session-2"_s, u"codex-mcp-client"_s, u"0.50"_s, 2};
        const auto job = m_jobs->start(request, settings);
        if (!job)
            qFatal("%s", qPrintable(job.error()));
        return *job;
    }

    void connectAgent(const QString &session, const QString &name, const QString &folder)
    {
        m_agents.put({session, name, {}, u"1"_s, 1, m_home.path() + folder, QDateTime::currentDateTimeUtc()});
    }

    void save(const QString &name, QWidget *widget = nullptr)
    {
        QTest::qWait(400);
        const QString file = m_shots.filePath(name + ".png"_L1);
        if (!(widget ? widget : m_window.get())->grab().save(file))
            qFatal("%s cannot be written.", qPrintable(file));
        std::printf("%s\n", qPrintable(file));
    }

    void shootJobs();
    void shootOutput(core::Job *failed, core::Job *server);
    void shootQueue(core::Job *tests);
    void shootDialogs();

    QDir m_shots;
    QTemporaryDir m_home;
    core::Environment m_environment;
    core::Paths m_paths;
    core::Agents m_agents;
    std::unique_ptr<core::JobManager> m_jobs;
    std::unique_ptr<ui::DesktopSettings> m_settings;
    std::unique_ptr<ui::JobCommands> m_commands;
    std::unique_ptr<ui::UnseenFailures> m_unseen;
    std::unique_ptr<ui::MainWindow> m_window;
};

void Stage::shoot()
{
    save(u"empty"_s);
    connectAgent(u"session-1"_s, u"claude-code"_s, u"/src/shop"_s);
    save(u"empty-connected"_s);
    m_window->setServiceProblem(
        u"The folder /run/user/1000/jobdeck belongs to somebody else. Remove it, then start again."_s);
    save(u"empty-problem"_s);
    m_window->setServiceProblem({});
    connectAgent(u"session-2"_s, u"codex-mcp-client"_s, u"/src/api"_s);
    shootJobs();
    shootDialogs();
}

void Stage::shootJobs()
{
    const char *finished[] = {"npm ci",    "eslint src", "tsc --noEmit", "npm run build", "prettier --check .",
                              "npm audit", "vite build", "npm run e2e"};
    for (int i = 0; i < 8; ++i)
        run(Asker::Claude, i % 4 == 3 ? u"sleep 0.%1; exit 1"_s.arg(i) : u"sleep 0.%1"_s.arg(i + 1),
            QString::fromLatin1(finished[i]));
    const char *checked[] = {"cargo clippy", "cargo test orders", "cargo doc", "cargo update"};
    for (int i = 0; i < 4; ++i)
        run(Asker::Codex, u"sleep 0.%1; exit %2"_s.arg(i * 2 + 1).arg(i == 1 ? 101 : 0),
            QString::fromLatin1(checked[i]));
    run(Asker::Codex, u"cargo fmt"_s);
    QTest::qWait(1500);
    core::Job *failed = run(Asker::Codex, u"cargo build"_s);
    core::Job *killed = run(Asker::Person, u"tail -f /var/log/syslog /dev/null"_s, u"watch the log"_s);
    QTest::qWait(300);
    m_commands->kill(killed);
    core::Job *asking = run(Asker::Claude, u"deploy.sh"_s);
    core::Job *server = run(Asker::Claude, u"npm run dev"_s, u"vite dev"_s);
    core::Job *tests = run(Asker::Claude, u"npm test -- --watchAll=false"_s, u"npm test"_s);
    core::Job *stubborn =
        run(Asker::Codex, u"trap '' TERM; echo Working; while :; do sleep 1; done"_s, u"stubborn server"_s);
    QTest::qWait(6000);
    m_window->showJob(tests);
    QTest::qWait(5000);
    save(u"jobs"_s);
    m_window->showJob(asking);
    save(u"input"_s);
    m_window->showJob(stubborn);
    m_commands->kill(stubborn);
    QTest::qWait(1200);
    save(u"killing"_s);
    m_commands->killNow(stubborn);
    QTest::qWait(800);
    save(u"killed"_s);
    shootOutput(failed, server);
    auto *search = m_window->findChild<ui::JobListPane *>()->findChild<QLineEdit *>();
    search->setText(u"no such job"_s);
    save(u"filtered-away"_s);
    search->clear();
    qApp->setPalette(darkPalette());
    m_window->showJob(failed);
    save(u"dark-failure"_s);
    m_window->showJob(tests);
    save(u"dark-jobs"_s);
    qApp->setPalette(lightPalette());
    shootQueue(tests);
}

void Stage::shootQueue(core::Job *tests)
{
    core::Job *next = queue(u"npm run e2e"_s, u"npm run e2e"_s);
    queue(u"npm run lint -- --fix"_s, {});
    core::Job *publish = queue(u"npm publish"_s, u"npm publish"_s, {tests->id(), next->id()});
    m_window->actions().showRunning->trigger();
    m_window->showJob(publish);
    QTest::qWait(2000);
    save(u"queued"_s);
    m_window->actions().showAll->trigger();
    m_window->showJob(next);
    save(u"queued-next"_s);
    m_commands->kill(tests);
    QTest::qWait(800);
    m_window->showJob(publish);
    save(u"cancelled"_s);
    for (core::Job *job : m_jobs->jobs()) {
        if (job->state() == core::JobState::Queued)
            m_commands->kill(job);
    }
}

void Stage::shootOutput(core::Job *failed, core::Job *server)
{
    m_window->showJob(failed);
    save(u"failure"_s);
    auto *pane = m_window->findChild<ui::OutputPane *>();
    m_window->actions().find->trigger();
    for (auto *field : pane->findChildren<QLineEdit *>())
        field->setText(u"order"_s);
    save(u"find"_s);
    QTest::keyClick(pane->findChild<QLineEdit *>(), Qt::Key_Escape);
    m_window->showJob(server);
    m_window->actions().timestamps->trigger();
    save(u"timestamps"_s);
    m_window->actions().timestamps->trigger();
    core::Job *long_ =
        run(Asker::Person, u"seq -f 'line %.0f of many' 400000 | sed 's/$/ with words that make it long enough/'"_s,
            u"many lines"_s);
    (void)QTest::qWaitFor([&] { return core::isFinal(long_->state()); }, 20000);
    m_window->showJob(long_);
    QTest::qWait(300);
    m_window->actions().oldest->trigger();
    save(u"not-following"_s);
}

void Stage::shootDialogs()
{
    ui::ConnectDialog connecting(m_agents, core::AgentSurroundings::own());
    connecting.show();
    save(u"connect"_s, &connecting);
    ui::SettingsDialog settings(*m_settings, *m_jobs, {}, {[] { return false; }, [](bool) { return QString(); }});
    settings.show();
    save(u"settings"_s, &settings);
    ui::ShortcutsDialog keys(m_window->actions().groups());
    keys.show();
    save(u"shortcuts"_s, &keys);
    ui::TrayMenu menu(*m_jobs, *m_commands);
    menu.popup(QPoint(40, 40));
    save(u"tray-menu"_s, &menu);
    menu.close();
    m_window->actions().newJob->trigger();
    save(u"new-job"_s, m_window->findChild<ui::NewJobDialog *>());
    m_window->findChild<ui::NewJobDialog *>()->close();
    m_window->askToKill(m_jobs->jobs());
    QTest::qWait(200);
    save(u"kill-all"_s, QApplication::activeModalWidget());
    QApplication::activeModalWidget()->close();
}

}  // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QTranslator texts;
    const QString language = qEnvironmentVariable("JOBDECK_SHOTS_LANGUAGE", u"en"_s);
    if (texts.load(u":/translations/jobdeck_"_s + language))
        QApplication::installTranslator(&texts);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 3 || !QDir().mkpath(arguments[1]))
        qFatal("Usage: screenshots FOLDER PROGRAMS");
    Stage(arguments[1], QDir(arguments[2]).absolutePath()).shoot();
}
