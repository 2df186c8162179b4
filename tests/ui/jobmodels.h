#pragma once

#include <QAbstractItemModelTester>

#include "core/agents.h"
#include "tests/ui/jobhome.h"
#include "ui/jobs/jobfilter.h"
#include "ui/jobs/jobmodel.h"
#include "ui/jobs/jobusage.h"
#include "ui/jobs/unseenfailures.h"

// A model and a filter on it, both watched.
struct JobModels {
    explicit JobModels(JobHome &home)
        : unseen(home.jobs())
        , usage(home.jobs())
        , model(home.jobs(), agents, usage, unseen)
    {
        filter.setSourceModel(&model);
        usage.setActive(true);
        model.setActive(true);
    }

    core::Agents agents;
    ui::UnseenFailures unseen;
    ui::JobUsage usage;
    ui::JobModel model;
    ui::JobFilter filter;
    QAbstractItemModelTester modelTester{&model};
    QAbstractItemModelTester filterTester{&filter};
};

// "Codex · /usr: b a | You · /tmp: c": the names by group, as they stand in the list.
inline QString namesOf(const QAbstractItemModel &model)
{
    QStringList groups;
    for (int group = 0; group < model.rowCount(); ++group) {
        const QModelIndex parent = model.index(group, 0);
        QString text = parent.data().toString() + u':';
        for (int row = 0; row < model.rowCount(parent); ++row)
            text += u' ' + model.index(row, 0, parent).data().toString();
        groups += text;
    }
    return groups.join(QStringLiteral(" | "));
}
