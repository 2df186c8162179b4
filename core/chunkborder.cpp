#include "core/chunkborder.h"

#include <algorithm>
#include <array>

namespace core {

namespace {

// Bytes of the character that begins with `lead`; 1 for what begins none.
int characterLength(uchar lead)
{
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 1;
}

bool isContinuation(uchar byte)
{
    return (byte & 0xc0) == 0x80;
}

// Where the character begins that the stream's last bytes before `end` leave open; `end` if there is none.
quint64 openCharacter(const OutputChunk &chunk, keeper::Stream stream, quint64 end)
{
    int have = 0;
    for (auto span = chunk.spans.crbegin(); span != chunk.spans.crend(); ++span) {
        if (span->offset >= end)
            continue;
        if (span->gap != Gap::None)
            return end;
        if (span->stream != stream)
            continue;
        for (quint64 at = std::min(end, span->end()); at-- > span->offset;) {
            const uchar byte = uchar(span->bytes[qsizetype(at - span->offset)]);
            ++have;
            if (!isContinuation(byte))
                return characterLength(byte) > have ? at : end;
            if (have == 3)
                return end;
        }
    }
    return end;
}

// Where the line begins that the stream's last bytes before `end` leave open; `end` if there is none.
quint64 openLine(const OutputChunk &chunk, keeper::Stream stream, quint64 end)
{
    quint64 begin = end;
    for (auto span = chunk.spans.crbegin(); span != chunk.spans.crend(); ++span) {
        if (span->offset >= end || span->gap != Gap::None || span->stream != stream)
            continue;
        const qsizetype size = qsizetype(std::min(end, span->end()) - span->offset);
        const qsizetype newline = QByteArrayView(span->bytes).first(size).lastIndexOf('\n');
        if (newline >= 0)
            return newline + 1 < size ? span->offset + quint64(newline) + 1 : begin;
        begin = span->offset;
    }
    return begin;
}

template<typename Open>
quint64 shrink(const OutputChunk &chunk, Open open)
{
    quint64 end = chunk.nextOffset;
    for (quint64 before = end + 1; end < before;) {
        before = end;
        end = open(chunk, keeper::Stream::Stdout, end);
        end = open(chunk, keeper::Stream::Stderr, end);
    }
    return end;
}

quint64 lastNewlineEnd(const OutputChunk &chunk)
{
    for (auto span = chunk.spans.crbegin(); span != chunk.spans.crend(); ++span) {
        const qsizetype newline = span->bytes.lastIndexOf('\n');
        if (newline >= 0)
            return span->offset + quint64(newline) + 1;
    }
    return chunk.offset;
}

}  // namespace

quint64 characterBorder(const OutputChunk &chunk)
{
    return shrink(chunk, openCharacter);
}

quint64 firstCharacterBorder(const OutputChunk &chunk)
{
    std::array<int, 2> missing{};
    for (const OutputSpan &span : chunk.spans) {
        if (span.gap != Gap::None)
            return span.offset > chunk.offset ? span.offset : span.end();
        int &mine = missing[span.stream == keeper::Stream::Stderr];
        const int &other = missing[span.stream != keeper::Stream::Stderr];
        for (qsizetype i = 0; i < span.bytes.size(); ++i) {
            const uchar byte = uchar(span.bytes[i]);
            if (mine > 0 && other == 0 && !isContinuation(byte))
                return span.offset + quint64(i);  // the character before it was never completed
            mine = isContinuation(byte) ? std::max(0, mine - 1) : characterLength(byte) - 1;
            if (mine == 0 && other == 0)
                return span.offset + quint64(i) + 1;
        }
    }
    return chunk.nextOffset;
}

quint64 lineBorder(const OutputChunk &chunk)
{
    const quint64 border = shrink(chunk, openLine);
    return border > chunk.offset ? border : lastNewlineEnd(chunk);
}

void dropOpenedCharacter(OutputChunk &chunk)
{
    if (chunk.spans.isEmpty())
        return;
    OutputSpan &first = chunk.spans.first();
    qsizetype opened = 0;
    while (opened < std::min<qsizetype>(3, first.bytes.size() - 1) && isContinuation(uchar(first.bytes[opened])))
        ++opened;
    first.bytes.remove(0, opened);
    first.offset += quint64(opened);
    first.length -= quint64(opened);
    chunk.offset += quint64(opened);
}

void cutChunk(OutputChunk &chunk, quint64 end)
{
    while (!chunk.spans.isEmpty() && chunk.spans.last().offset >= end)
        chunk.spans.removeLast();
    if (!chunk.spans.isEmpty() && chunk.spans.last().end() > end) {
        OutputSpan &last = chunk.spans.last();
        last.length = end - last.offset;
        last.bytes.truncate(last.gap == Gap::None ? qsizetype(last.length) : 0);
    }
    chunk.nextOffset = end;
}

}  // namespace core
