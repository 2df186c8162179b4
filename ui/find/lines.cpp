#include "ui/find/lines.h"

#include <algorithm>

#include "ui/output/logrows.h"

namespace ui {

namespace {

constexpr quint64 piece = LogRows::pieceBytes;
// Of rows that are looked at in one go: some hundred lines that each become text and meet every expression.
constexpr qsizetype partBytes = 32 << 10;

quint64 multipleFrom(quint64 offset)
{
    return (offset + piece - 1) / piece * piece;
}

// The row border at the multiple of pieceBytes at `at`; -1 if the block doesn't have what decides about it.
qsizetype cutAt(const LineBlock &block, qsizetype at)
{
    if (at >= block.bytes.size())
        return -1;
    const qsizetype around = std::min<qsizetype>(at, LogRows::maxSetBack);
    return at - around + LogRows::cut(block.bytes.sliced(at - around, around), block.bytes[at]);
}

}  // namespace

qsizetype rowEnd(const LineBlock &block, qsizetype begin)
{
    const qsizetype newline = block.bytes.indexOf('\n', begin);
    const qsizetype line = newline < 0 ? block.bytes.size() : newline + 1;
    if (line - begin <= qsizetype(piece))
        return line;
    const auto multiple = qsizetype(multipleFrom(block.offset + quint64(begin)) + piece - block.offset);
    if (line <= multiple)
        return line;
    const qsizetype cut = cutAt(block, multiple);
    return cut < 0 ? line : cut;
}

qsizetype rowBegin(const LineBlock &block, qsizetype at, qsizetype from)
{
    const qsizetype newline = at > from ? block.bytes.sliced(from, at - from).lastIndexOf('\n') : -1;
    qsizetype begin = from + newline + 1;
    if (at - begin < qsizetype(piece))
        return begin;
    for (qsizetype end = rowEnd(block, begin); end <= at; end = rowEnd(block, begin))
        begin = end;
    return begin;
}

qsizetype lastRowEnd(const LineBlock &block)
{
    qsizetype begin = block.bytes.lastIndexOf('\n') + 1;
    for (qsizetype end = rowEnd(block, begin); end < block.bytes.size(); end = rowEnd(block, begin))
        begin = end;
    return begin;
}

qsizetype firstRowBegin(const LineBlock &block)
{
    const auto multiple = qsizetype(multipleFrom(block.offset) + piece - block.offset);
    const qsizetype newline = block.bytes.first(std::min(multiple, block.bytes.size())).indexOf('\n');
    if (newline >= 0)
        return newline + 1;
    const qsizetype cut = cutAt(block, multiple);
    return cut < 0 ? block.bytes.size() : cut;
}

LineBlock takeFirstRows(LineBlock &block)
{
    LineBlock part = block;
    if (block.bytes.size() <= partBytes) {
        block.bytes = block.bytes.sliced(block.bytes.size());
    } else {
        part.bytes = block.bytes.first(partBytes);
        part.bytes.truncate(lastRowEnd(part));
        block.bytes = block.bytes.sliced(part.bytes.size());
    }
    block.offset += quint64(part.bytes.size());
    return part;
}

LineBlock takeLastRows(LineBlock &block)
{
    LineBlock part = block;
    if (block.bytes.size() > partBytes) {
        const qsizetype at = block.bytes.size() - partBytes;
        part.bytes = block.bytes.sliced(at);
        part.offset += quint64(at);
        const qsizetype first = firstRowBegin(part);
        part.bytes = part.bytes.sliced(first);
        part.offset += quint64(first);
    }
    block.bytes.chop(part.bytes.size());
    return part;
}

}  // namespace ui
