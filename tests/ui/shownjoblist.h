#pragma once

#include <QAbstractItemModelTester>
#include <QTest>

#include "core/agents.h"
#include "tests/ui/jobhome.h"
#include "ui/jobs/jobcommands.h"
#include "ui/jobs/jobdelegate.h"
#include "ui/jobs/joblistpane.h"
#include "ui/jobs/jobtree.h"
#include "ui/jobs/unseenfailures.h"

// A pane on a screen, with all that it needs.
struct ShownJobList {
    explicit ShownJobList(JobHome &home)
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
    QAbstractItemModelTester tester{tree->model()};
};
