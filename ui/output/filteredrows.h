#pragma once

#include <QVector>

#include "ui/output/logrows.h"

namespace ui {

// The chosen lines of a log. Of a line in pieces, the piece that begins at the chosen offset. Lines that were dropped since
// they were chosen show as their gap.
class FilteredRows final : public RowSource
{
public:
    FilteredRows(LogRows &all, const LogWindow &window);

    // Ascending. Shared, not copied.
    void setLines(const QVector<quint64> &offsets) { m_lines = offsets; }
    [[nodiscard]] const QVector<quint64> &lines() const { return m_lines; }

    [[nodiscard]] std::optional<OutputRow> at(quint64 offset) override;
    [[nodiscard]] std::optional<OutputRow> last() override;
    [[nodiscard]] std::optional<OutputRow> after(const OutputRow &row) override;
    [[nodiscard]] std::optional<OutputRow> before(const OutputRow &row) override;

    [[nodiscard]] quint64 size() const override;
    [[nodiscard]] quint64 position(quint64 offset) const override;
    [[nodiscard]] quint64 offset(quint64 position) const override;

private:
    // The number of the first line at or behind the offset.
    [[nodiscard]] qsizetype indexFrom(quint64 offset) const;
    [[nodiscard]] std::optional<OutputRow> row(qsizetype index);
    // The lines [first, second) were dropped, and are one row.
    [[nodiscard]] std::pair<qsizetype, qsizetype> dropped() const;

    LogRows &m_all;
    const LogWindow &m_window;
    QVector<quint64> m_lines;
};

}  // namespace ui
