#pragma once

#include "ui/output/logwindow.h"
#include "ui/output/rowsource.h"

namespace ui {

// All rows of a log. A line longer than 4 to 8 KiB is shown in pieces, which are cut where the log's offset is a multiple
// of pieceBytes, so that they can be found from anywhere inside a line of any length; not inside a character, and not
// inside the parameters of a control sequence. A place is a cut when at least the pieceBytes before it are of the same
// line: what comes later never moves it. A gap is a row, and ends the line before it.
class LogRows final : public RowSource
{
public:
    static constexpr quint64 pieceBytes = 4096;
    // A cut lies at most this far before the multiple.
    static constexpr quint64 maxSetBack = 32;

    // Where the cut at a multiple lies among the bytes before it, all maxSetBack of them; `next` is the byte behind.
    [[nodiscard]] static qsizetype cut(QByteArrayView before, char next);

    explicit LogRows(LogWindow &window);

    [[nodiscard]] std::optional<OutputRow> at(quint64 offset) override;
    [[nodiscard]] std::optional<OutputRow> last() override;
    [[nodiscard]] std::optional<OutputRow> after(const OutputRow &row) override;
    [[nodiscard]] std::optional<OutputRow> before(const OutputRow &row) override;

    [[nodiscard]] quint64 size() const override { return m_window.space().size(); }
    [[nodiscard]] quint64 position(quint64 offset) const override { return m_window.space().position(offset); }
    [[nodiscard]] quint64 offset(quint64 position) const override { return m_window.space().offset(position); }

private:
    [[nodiscard]] quint64 beginOf(quint64 offset);
    [[nodiscard]] quint64 endOf(quint64 begin);
    [[nodiscard]] bool isCut(quint64 multiple);
    [[nodiscard]] quint64 cutAt(quint64 multiple);
    [[nodiscard]] OutputRow gapRow(const core::OutputSpan &gap);
    [[nodiscard]] OutputRow row(quint64 begin);

    LogWindow &m_window;
};

}  // namespace ui
