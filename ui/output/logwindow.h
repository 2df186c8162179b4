#pragma once

#include <algorithm>
#include <optional>

#include <QByteArray>

#include "core/outputlog.h"
#include "ui/output/keptspace.h"

namespace ui {

// A part of a log in memory, which follows wherever somebody looks: at most some 100 KiB are read at a time and nothing
// else is kept. Gaps that were seen are remembered.
class LogWindow final
{
public:
    // `headEnd` is where dropping begins when the log has a bound.
    void open(const core::OutputLog &log, quint64 headEnd);
    // The same log, read in another way: when the job is over.
    void setLog(const core::OutputLog &log) { m_log = log; }
    // Sees what came and what was dropped since. Returns whether more was dropped.
    bool refresh();

    [[nodiscard]] const core::OutputLog &log() const { return m_log; }
    [[nodiscard]] const core::OutputExtent &extent() const { return m_extent; }
    [[nodiscard]] quint64 end() const { return m_extent.end; }
    [[nodiscard]] const KeptSpace &space() const { return m_space; }
    // What was dropped to keep the bound; empty at first.
    [[nodiscard]] KeptSpace::Range dropped() const { return {std::min(m_headEnd, m_droppedEnd), m_droppedEnd}; }

    // The last place in (low, from] where a line or a gap begins; `low` if there is none.
    [[nodiscard]] quint64 lineBefore(quint64 from, quint64 low);
    // The first place in (from, high] where a line or a gap begins, or `high`. `from` must not lie in a gap.
    [[nodiscard]] quint64 lineBehind(quint64 from, quint64 high);
    // The gap that holds the offset, whole.
    [[nodiscard]] std::optional<core::OutputSpan> gapAt(quint64 offset);
    // The kept bytes of [begin, end), a few KiB; ends early at a gap.
    [[nodiscard]] QByteArray bytes(quint64 begin, quint64 end);

    struct Origin {
        bool hasStderr = false;
        qint64 timeMs = 0;  // of the first byte
    };
    [[nodiscard]] Origin origin(quint64 begin, quint64 end);

private:
    void load(quint64 begin, quint64 end);
    void read(quint64 begin, quint64 end);
    void addSpan(const core::OutputSpan &span);
    void completeFirstGap();
    [[nodiscard]] quint64 beginOfGap(const core::OutputSpan &gap) const;
    // The span that holds the offset; of an empty window: the end.
    [[nodiscard]] qsizetype indexAt(quint64 offset) const;
    bool findDropped();

    core::OutputLog m_log;
    core::OutputExtent m_extent;
    quint64 m_headEnd = 0;
    quint64 m_droppedEnd = 0;
    KeptSpace m_space;
    quint64 m_begin = 0, m_end = 0;  // what is in memory
    QVector<core::OutputSpan> m_spans;  // end to end
};

}  // namespace ui
