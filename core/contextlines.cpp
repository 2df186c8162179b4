#include "core/contextlines.h"

#include <algorithm>

#include "core/chunkborder.h"
#include "core/excerpt.h"
#include "core/linematcher.h"

namespace core {

namespace {

constexpr quint64 reach = 16 << 10;  // bytes

struct Line {
    QByteArray bytes;
    quint64 end = 0;
};

// The lines of a chunk; a gap ends one.
QVector<Line> linesOf(const OutputChunk &chunk)
{
    QVector<Line> lines;
    bool open = false;
    for (const OutputSpan &span : chunk.spans) {
        open = open && span.gap == Gap::None;
        for (qsizetype at = 0; at < span.bytes.size();) {
            const qsizetype newline = span.bytes.indexOf('\n', at);
            const qsizetype end = newline < 0 ? span.bytes.size() : newline + 1;
            if (!open)
                lines.append(Line());
            lines.last().bytes += span.bytes.sliced(at, end - at);
            lines.last().end = span.offset + quint64(end);
            open = newline < 0;
            at = end;
        }
    }
    return lines;
}

ContextLines shown(const QVector<Line> &lines, quint64 end, qsizetype longest)
{
    ContextLines result{{}, lines.isEmpty() ? end : lines.last().end};
    QByteArray scratch;
    for (const Line &line : lines)
        result.lines += excerpt(shownLine(line.bytes, scratch), longest);
    return result;
}

}  // namespace

ContextLines linesBefore(const OutputLog &log, quint64 offset, quint64 floor, int count, StreamFilter filter,
                         qsizetype longest)
{
    const quint64 begin = std::max(floor, offset - std::min(offset, reach));
    if (begin >= offset || count == 0)
        return {{}, offset};
    OutputChunk chunk = log.read(begin, offset - begin, filter);
    if (chunk.nextOffset > offset)
        cutChunk(chunk, offset);
    QVector<Line> lines = linesOf(chunk);
    if (begin > floor && !lines.isEmpty())
        lines.removeFirst();  // nobody knows where it begins
    return shown(lines.mid(std::max<qsizetype>(0, lines.size() - count)), offset, longest);
}

ContextLines linesAfter(const OutputLog &log, quint64 offset, quint64 stop, int count, StreamFilter filter,
                        qsizetype longest)
{
    if (offset >= stop || count == 0)
        return {{}, offset};
    OutputChunk chunk = log.read(offset, std::min(stop - offset, reach), filter);
    if (chunk.nextOffset > stop)
        cutChunk(chunk, stop);
    return shown(linesOf(chunk).mid(0, count), offset, longest);
}

}  // namespace core
