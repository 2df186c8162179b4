#pragma once

#include <optional>

#include <QByteArray>

#include "core/outputspan.h"

namespace ui {

// A row of the output before it is rendered; see StyledLine for the meaning.
struct OutputRow {
    quint64 offset = 0, end = 0;
    core::Gap gap = core::Gap::None;
    quint64 gapLines = 0;  // newlines that the gap has swallowed; 0: unknown
    bool fromStderr = false;
    bool continued = false;
    bool continues = false;
    bool isOpen = false;  // the last row, and it has no newline yet
    bool hidesBefore = false;  // rows between the one before and this one are not shown
    qint64 timeMs = 0;
    QByteArray bytes;  // without the newline; empty in a gap

    [[nodiscard]] bool isSameAs(const OutputRow &other) const
    {
        return offset == other.offset && end == other.end && gap == other.gap && isOpen == other.isOpen;
    }
};

// The rows that can be looked at, in order; found by the offset of their first byte. Each call reads a bounded number
// of bytes.
class RowSource
{
public:
    RowSource() = default;
    virtual ~RowSource() = default;
    Q_DISABLE_COPY_MOVE(RowSource)

    // The row that shows the byte; if none does, the next one, else the last one. Nothing when there is no row.
    [[nodiscard]] virtual std::optional<OutputRow> at(quint64 offset) = 0;
    [[nodiscard]] virtual std::optional<OutputRow> last() = 0;
    [[nodiscard]] virtual std::optional<OutputRow> after(const OutputRow &row) = 0;
    [[nodiscard]] virtual std::optional<OutputRow> before(const OutputRow &row) = 0;

    // Where rows lie for the scroll bar: from 0 to size(), and back.
    [[nodiscard]] virtual quint64 size() const = 0;
    [[nodiscard]] virtual quint64 position(quint64 offset) const = 0;
    [[nodiscard]] virtual quint64 offset(quint64 position) const = 0;
};

}  // namespace ui
