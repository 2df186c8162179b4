#include "app/cli/jobtable.h"

#include "app/cli/console.h"
#include "app/cli/jobtext.h"
#include "app/cli/visibletext.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr int narrow = 60, wide = 100;  // columns of a terminal
constexpr int longestClient = 16, longestFolder = 32;
constexpr QStringView between = u"  ";

struct Row {
    QStringList cells;  // by Column
    Console::Style style = Console::Style::Plain;  // of the state
};

enum Column { Id, State, Time, Ended, Client, Title, Folder, columnCount };

Row heading()
{
    return {{u"ID"_s, u"STATE"_s, u"TIME"_s, u"ENDED"_s, u"CLIENT"_s, u"COMMAND"_s, u"FOLDER"_s}};
}

Row rowOf(const QJsonObject &job, double since)
{
    const double seconds = job[u"duration_s"].toDouble() + (hasEnded(job) ? 0 : since);
    return {{job[u"job_id"].toString(), stateText(job), durationText(seconds), agoText(job[u"ended"].toString()),
             fitted(visible(job[u"client"].toString()), longestClient), titleOf(job),
             folderText(job[u"cwd"].toString())},
            stateStyle(job)};
}

QList<Column> columnsFor(int width)
{
    if (width > 0 && width < narrow)
        return {Id, State, Title};
    if (width > 0 && width < wide)
        return {Id, State, Time, Ended, Title};
    return {Id, State, Time, Ended, Client, Folder, Title};
}

}  // namespace

QString jobTable(const QJsonArray &jobs, const Console &console, double since)
{
    if (jobs.isEmpty())
        return {};
    const int width = console.width();
    const QList<Column> columns = columnsFor(width);
    QList<Row> rows{heading()};
    for (const QJsonValue &job : jobs)
        rows += rowOf(job.toObject(), since);
    QList<int> widths(columnCount, 0);
    for (Row &row : rows) {
        if (width > 0)
            row.cells[Folder] = fitted(row.cells[Folder], longestFolder);
        for (const Column column : columns)
            widths[column] = std::max(widths[column], columnsOf(row.cells[column]));
    }

    QString text;
    for (const Row &row : std::as_const(rows)) {
        int used = 0;
        for (const Column column : columns) {
            const QString &cell = row.cells[column];
            const bool isLast = column == columns.last();
            const Console::Style style = &row == &rows.first() ? Console::Style::Dim
                : column == State                              ? row.style
                                                               : Console::Style::Plain;
            const QString shown =
                isLast ? (width > 0 ? fitted(cell, width - used) : cell) : padded(cell, widths[column]);
            text += console.styled(shown, style);
            if (!isLast)
                text += between;
            used += widths[column] + int(between.size());
        }
        text += u'\n';
    }
    return text;
}

}  // namespace cli
