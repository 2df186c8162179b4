// The list of jobs as a person uses it, with real jobs.

#include <cerrno>

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "core/agents.h"
#include "tests/ui/jobhome.h"
#include "ui/jobs/jobcommands.h"
#include "ui/jobs/jobdelegate.h"
#include "ui/jobs/joblistpane.h"
#include "ui/jobs/jobtree.h"
#include "ui/jobs/unseenfailures.h"

using namespace Qt::StringLiterals;

namespace {

[[maybe_unused]] bool processLives(qint64 pid)
{
    return ::kill(pid_t(pid), 0) == 0 || errno == EPERM;
}

// A pane on a screen, with all that it needs.
struct Shown {
    explicit Shown(JobHome &home)
        : commands(home.jobs())
        , unseen(home.jobs())
        , pane(home.jobs(), agents, commands, unseen)
        , tree(pane.findChild<ui::JobTree *>())
    {
        pane.resize(360, 500);
        pane.show();
    }

    // Where the row of a job is in the list; invalid when it is hidden.
    [[nodiscard]] QModelIndex rowOf(const core::Job *job) const
    {
        const QAbstractItemModel &model = *tree->model();
        for (int group = 0; group < model.rowCount(); ++group) {
            const QModelIndex parent = model.index(group, 0);
            for (int row = 0; row < model.rowCount(parent); ++row) {
                if (model.index(row, 0, parent).data(ui::JobModel::JobRole).value<core::Job *>() == job)
                    return model.index(row, 0, parent);
            }
        }
        return {};
    }
    // In coordinates of the viewport.
    [[nodiscard]] QRect buttonOf(const core::Job *job) const
    {
        QStyleOptionViewItem option;
        option.initFrom(tree);
        option.font = tree->font();
        option.rect = tree->visualRect(rowOf(job));
        return qobject_cast<ui::JobDelegate *>(tree->itemDelegate())->buttonRect(option, rowOf(job));
    }
    void click(const core::Job *job) const
    {
        const QRect row = tree->visualRect(rowOf(job));
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, row.topLeft() + QPoint(60, row.height() / 4));
    }

    core::Agents agents;
    ui::JobCommands commands;
    ui::UnseenFailures unseen;
    ui::JobListPane pane;
    ui::JobTree *tree;
};

}  // namespace

class TestJobListPane : public QObject
{
    Q_OBJECT

private slots:
    void look();
};

void TestJobListPane::look()
{
    JobHome home;
    Shown shown(home);
    home.runToEnd(u"cargo fmt; true"_s, u"codex-mcp-client"_s, u"/usr/lib"_s);
    home.runToEnd(u"echo cargo build --release; exit 101"_s, u"codex-mcp-client"_s, u"/usr/lib"_s);
    home.start(u"while true; do :; done # npm test"_s, u"claude-code"_s);
    core::Job *vite = home.start(u"vite dev; trap '' TERM; while true; do sleep 1; done"_s, u"claude-code"_s);
    home.start(u"sleep 1000"_s);
    QTest::qWait(7500);
    shown.commands.kill(vite);
    QTest::qWait(300);
    shown.pane.grab().save(qEnvironmentVariable("SHOT"));
}

QTEST_MAIN(TestJobListPane)
#include "tst_joblistpane.moc"
