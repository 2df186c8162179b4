#include "ui/find/patterntest.h"

#include <algorithm>

#include "ui/find/lines.h"
#include "ui/output/linerenderer.h"

namespace ui {

namespace {

// Whether text is found in a line's bytes exactly where it is found in its text.
bool isRawText(const Pattern &pattern)
{
    const auto isAscii = [](QChar c) { return (c >= u' ' && c < u'\x7f') || c == u'\t'; };
    // Not what stands for something else in the text.
    const auto isItself = [&](QChar c) {
        return isAscii(c) || (pattern.caseSensitive && c >= u'\xa0' && c != u'\ufffd' && !c.isSurrogate());
    };
    return !pattern.isExpression && std::ranges::all_of(pattern.text, isItself);
}

}  // namespace

PatternTest::PatternTest(const Pattern &pattern)
    : m_expression(pattern.expression())
{
    if (isRawText(pattern))
        m_needle.emplace(pattern.text.toUtf8(), pattern.caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive);
}

void PatternTest::test(const LineBlock &block, std::vector<LineHit> &hits)
{
    if (m_needle) {
        testBytes(block, hits);
        return;
    }
    for (qsizetype at = 0; at < block.bytes.size();) {
        const qsizetype end = rowEnd(block, at);
        if (const quint32 count = countIn(block.bytes.sliced(at, end - at)))
            hits.push_back({block.offset + quint64(at), count});
        at = end;
    }
}

void PatternTest::testBytes(const LineBlock &block, std::vector<LineHit> &hits)
{
    const QByteArrayView bytes = block.bytes;
    qsizetype match = m_needle->find(bytes, 0);
    qsizetype unprintable = core::findUnprintable(bytes, 0);
    qsizetype end = 0;
    while (std::min(match, unprintable) < bytes.size()) {
        const qsizetype begin = rowBegin(block, std::min(match, unprintable), end);
        end = rowEnd(block, begin);
        const QByteArrayView line = bytes.sliced(begin, end - begin);
        const quint32 count = unprintable < end ? countIn(line) : m_needle->count(line);
        if (count > 0)
            hits.push_back({block.offset + quint64(begin), count});
        if (match < end)  // inside the row or across its end
            match = m_needle->find(bytes, end);
        if (unprintable < end)
            unprintable = core::findUnprintable(bytes, end);
    }
}

quint32 PatternTest::countIn(QByteArrayView line)
{
    if (line.endsWith('\n'))
        line.chop(1);
    const QByteArrayView shown = core::withoutColours(line, m_scratch);
    if (m_needle && !shown.isNull())
        return m_needle->count(shown);
    const QString text = shown.isNull() ? lineText(line) : QString::fromUtf8(shown);
    return quint32(matches(text).size());
}

}  // namespace ui
