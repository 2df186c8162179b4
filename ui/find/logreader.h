#pragma once

#include <chrono>

#include <QByteArray>
#include <QByteArrayView>

#include "core/outputlog.h"

namespace ui {

// Whole lines (rows, see lines.h) of a log. A line ends at a newline, where a gap begins and at the end of the log.
struct LineBlock {
    quint64 offset = 0;  // of the first byte, where a line begins
    QByteArrayView bytes;  // without a gap; valid until the reader reads again
    quint64 next = 0;  // where to go on: forward behind the lines and the gap after them, backward before them
    quint64 settled = 0;  // lines from here on may still change: the last one, while the job has not ended it
    bool atEnd = false;  // nothing is left in the direction of the reading
};

// Reads a log in pieces, into a buffer that it keeps.
class LogReader final
{
public:
    // The log as it is now; every read sees what has grown and what was dropped since.
    void setLog(const core::OutputLog &log) { m_log = log; }

    // The lines from `offset` on, which begins a line or lies in a gap.
    [[nodiscard]] LineBlock forward(quint64 offset);
    // The lines before `end`, which begins a line, lies behind a gap or is the end of the log.
    [[nodiscard]] LineBlock backward(quint64 end);
    // The line that begins at `offset`, with its newline; empty in a gap.
    [[nodiscard]] QByteArray line(quint64 offset);

private:
    struct Run {
        bool gapAhead = false;  // a gap follows
        quint64 next = 0;  // behind the bytes and that gap
        quint64 end = 0;  // of the log
    };
    Run append(quint64 offset, quint64 limit);
    // So that reading a piece takes about 2 ms, also when the job has printed byte by byte.
    void adapt(std::chrono::nanoseconds took);

    core::OutputLog m_log;
    QByteArray m_buffer;
    quint64 m_begin = 0;  // the offset of the buffer's first byte
    quint64 m_size = 64 << 10;  // of a piece
};

}  // namespace ui
