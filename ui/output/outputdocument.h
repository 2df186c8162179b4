#pragma once

#include <QPointer>
#include <QVector>

#include "core/job.h"
#include "ui/output/filteredrows.h"
#include "ui/output/logrows.h"
#include "ui/output/logwindow.h"

namespace ui {

// A job's output as rows: all of them, or those that a filter has chosen.
class OutputDocument final
{
public:
    OutputDocument();

    // Null: no rows.
    void open(core::Job *job);
    // Sees what came and what was dropped since. Returns whether more was dropped.
    bool refresh();

    void setShownLines(const QVector<quint64> &offsets);
    void showAllLines();
    [[nodiscard]] bool isFiltered() const { return m_isFiltered; }
    // Null: all of them.
    [[nodiscard]] const QVector<quint64> *shownLines() const { return m_isFiltered ? &m_filtered.lines() : nullptr; }

    [[nodiscard]] RowSource *rows();
    [[nodiscard]] LogRows &allRows() { return m_all; }
    [[nodiscard]] quint64 end() const { return m_window.end(); }
    // Newlines so far.
    [[nodiscard]] quint64 lines() const { return m_window.extent().lines; }
    [[nodiscard]] bool isEmpty() const { return m_window.end() == 0; }

private:
    QPointer<core::Job> m_job;
    LogWindow m_window;
    LogRows m_all{m_window};
    FilteredRows m_filtered{m_all, m_window};
    bool m_isFiltered = false;
};

}  // namespace ui
