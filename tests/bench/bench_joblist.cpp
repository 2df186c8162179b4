// What the list of jobs costs with 1,000 jobs: to make it, to update every row, to follow one job, to filter. Prints
// medians.

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

#include <QAbstractProxyModel>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QLoggingCategory>
#include <QTemporaryDir>

#include "core/agents.h"
#include "core/jobmanager.h"
#include "ui/jobs/jobcommands.h"
#include "ui/jobs/joblistpane.h"
#include "ui/jobs/jobtree.h"
#include "ui/jobs/unseenfailures.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int jobCount = 1000;

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("Can't write %s: %s", qPrintable(path), qPrintable(file.errorString()));
}

// Finished jobs of five agents in four folders, a day apart from the first to the last.
void writeJobs(const core::Paths &paths)
{
    const QStringList agents{u"claude-code"_s, u"codex-mcp-client"_s, u"opencode"_s, u"cursor-vscode"_s, QString()};
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (int i = 0; i < jobCount; ++i) {
        core::JobSpec spec;
        spec.id = core::newJobId();
        spec.command = u"npm run test -- --shard=%1/1000 --reporter=verbose"_s.arg(i);
        spec.cwd = u"/home/somebody/src/project%1"_s.arg(i % 4);
        spec.shell = u"/bin/sh"_s;
        spec.requester = {agents.at(i % 5), agents.at(i % 5), u"1"_s, 1};
        spec.created = now.addSecs(-86 * (jobCount - i));
        spec.limits = keeper::logLimits(1 << 20);
        QDir().mkpath(paths.job(spec.id) + u"/output"_s);
        write(paths.job(spec.id) + u"/spec.json"_s, spec.toJson());
        write(paths.job(spec.id) + u"/result.json"_s,
              u"{\"version\":1,\"started\":\"%1\",\"ended\":\"%1\",\"duration_ms\":%2,\"exit_code\":%3}"_s
                  .arg(spec.created.toString(Qt::ISODateWithMs))
                  .arg(i * 100)
                  .arg(i % 7 == 0)
                  .toUtf8());
    }
}

void print(const char *name, int rounds, const std::function<void()> &measured)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        measured();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::nth_element(times, times.begin() + rounds / 2);
    std::printf("%-52s %8.3f ms\n", name, times[size_t(rounds) / 2]);
}

// One signal for each group, as with the change of a second or of the agents.
void announceAll(QAbstractItemModel *model)
{
    for (int group = 0; group < model->rowCount(); ++group) {
        const QModelIndex parent = model->index(group, 0);
        emit model->dataChanged(model->index(0, 0, parent), model->index(model->rowCount(parent) - 1, 0, parent));
    }
}

// One signal for each job.
void announceEach(QAbstractItemModel *model)
{
    for (int group = 0; group < model->rowCount(); ++group) {
        const QModelIndex parent = model->index(group, 0);
        for (int row = 0; row < model->rowCount(parent); ++row)
            emit model->dataChanged(model->index(row, 0, parent), model->index(row, 0, parent));
    }
}

}  // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QLoggingCategory::setFilterRules(u"jobdeck.jobs.info=false"_s);
    const QTemporaryDir folder;
    qputenv("JOBDECK_HOME", folder.path().toLocal8Bit());
    const QApplication app(argc, argv);
    const core::Paths paths = *core::findPaths();
    writeJobs(paths);
    core::JobManager jobs(paths, {}, 1024);
    print("recover 1000 jobs from disk", 1, [&] { jobs.recover(); });
    if (jobs.jobs().size() != jobCount)
        qFatal("Only %lld jobs were recovered.", qint64(jobs.jobs().size()));

    core::Agents agents;
    ui::JobCommands commands(jobs);
    ui::UnseenFailures unseen(jobs);
    std::unique_ptr<ui::JobListPane> pane;
    print("make the list", 1, [&] {
        pane = std::make_unique<ui::JobListPane>(jobs, agents, commands, unseen);
        pane->resize(400, 900);
        pane->show();
        QCoreApplication::processEvents();
    });
    auto *tree = pane->findChild<ui::JobTree *>();
    QAbstractItemModel *model = qobject_cast<QAbstractProxyModel *>(tree->model())->sourceModel();
    const auto paint = [tree] { tree->viewport()->repaint(); };
    constexpr int rounds = 51;
    print("update 1000 jobs, a signal for each group", rounds, [&] { announceAll(model); });
    print("update 1000 jobs, a signal for each job", rounds, [&] { announceEach(model); });
    print("update 1000 jobs and paint", rounds, [&] {
        announceAll(model);
        QCoreApplication::processEvents();
        paint();
    });
    print("paint", rounds, paint);
    int turn = 0;
    print("show only failed jobs, or all again", rounds, [&] {
        pane->setStateFilter(++turn % 2 == 0 ? ui::StateFilter::All : ui::StateFilter::Failed);
        QCoreApplication::processEvents();
    });
    auto *search = pane->findChild<QLineEdit *>();
    print("type a letter into the filter", rounds, [&] {
        search->setText(u"shard=%1"_s.arg(++turn % 10));
        QCoreApplication::processEvents();
    });
    pane.reset();
    return 0;
}
