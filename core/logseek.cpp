#include "core/logseek.h"

#include <algorithm>

namespace core {

using keeper::IndexRecord;

LogSeek::LogSeek(const LogView &view)
    : m_view(view)
{
}

quint64 LogSeek::bytes(StreamFilter filter) const
{
    return m_view.isEmpty() ? 0 : bytesUpTo(m_view.last(), filter);
}

quint64 LogSeek::byteOffset(quint64 byte, StreamFilter filter) const
{
    const std::optional<Place> place = findBytes(byte + 1, filter);
    if (!place)
        return m_view.end();
    const IndexRecord record = place->record();
    const quint64 behind = bytesUpTo(record, filter) - byte;
    return behind < record.length ? endOf(record) - behind : record.offset;
}

std::optional<quint64> LogSeek::storedByteOffset(quint64 byte, StreamFilter filter) const
{
    if (byte >= bytes(filter))
        return m_view.end();
    const std::optional<Place> place = findBytes(byte + 1, filter);
    if (!place || bytesUpTo(place->record(), filter) - byte > place->record().length)
        return {};
    return endOf(place->record()) - (bytesUpTo(place->record(), filter) - byte);
}

quint64 LogSeek::lineOffset(quint64 line) const
{
    if (line == 0)
        return m_view.isEmpty() ? 0 : m_view.segment(m_view.numbers().front()).begin();
    const std::optional<Place> place = findLines(line);
    if (!place)
        return m_view.end();
    const IndexRecord record = place->record();
    const quint64 before = linesBefore(*place);
    const quint64 begin = before >= line ? record.offset : behindNewline(*place, line - before).value_or(endOf(record));
    return std::min(begin, m_view.end());
}

quint64 LogSeek::lineAt(quint64 offset) const
{
    offset = std::min(offset, m_view.end());
    const std::optional<Place> place = find([offset](const IndexRecord &record) { return endOf(record) > offset; });
    if (!place)
        return m_view.last().lines;
    const IndexRecord record = place->record();
    const quint64 before = linesBefore(*place);
    if (offset <= record.offset || isGap(record))
        return before;
    return before + place->segment.countNewlines(record.offset, offset - record.offset);
}

quint64 LogSeek::tailOffset(quint64 lines, StreamFilter filter) const
{
    if (lines == 0 || bytes(filter) == 0)
        return m_view.end();
    const quint64 begin = filter == StreamFilter::Both ? mergedTailOffset(lines) : streamTailOffset(lines, filter);
    return std::min(begin, m_view.end());
}

quint64 LogSeek::mergedTailOffset(quint64 lines) const
{
    const std::optional<Place> newest = findBytes(bytes(StreamFilter::Both), StreamFilter::Both);
    if (!newest)
        return m_view.end();
    const quint64 all = m_view.last().lines + (endsLine(*newest) ? 0 : 1);
    if (all <= lines)
        return 0;
    const quint64 newline = all - lines;
    const std::optional<Place> place = findLines(newline);
    if (!place)
        return m_view.end();
    const quint64 before = linesBefore(*place);
    if (before >= newline)
        return m_view.keptEndBefore(m_view.numberAt(place->segment.begin()));
    return behindNewline(*place, newline - before).value_or(place->record().offset);
}

// The counters of lines are those of both streams; but a record is of one stream, and so are the lines it
// adds.
quint64 LogSeek::streamTailOffset(quint64 lines, StreamFilter filter) const
{
    std::optional<Place> place = findBytes(bytes(filter), filter);
    if (!place)
        return m_view.end();
    quint64 missing = lines + (endsLine(*place) ? 1 : 0);
    quint64 next = m_view.end();
    for (;;) {
        const IndexRecord record = place->record();
        if (!matches(filter, record))
            return m_view.keptEndBefore(m_view.numberAt(place->segment.begin()));
        const quint64 here = record.lines - std::min<quint64>(record.lines, linesBefore(*place));
        if (here >= missing) {
            const quint64 found = behindNewline(*place, here - missing + 1).value_or(record.offset);
            return found == endOf(record) ? next : found;
        }
        missing -= here;
        next = record.offset;
        if (bytesUpTo(record, filter) <= record.length)
            return record.offset;
        if (!stepBack(*place, filter))
            return m_view.keptEndBefore(m_view.numberAt(place->segment.begin()));
    }
}

// Goes to the stream's record before this one; false when that one isn't kept.
bool LogSeek::stepBack(Place &place, StreamFilter filter) const
{
    const IndexRecord record = place.record();
    if (place.i > 0 && matches(filter, place.segment.record(place.i - 1))) {
        --place.i;
        return true;
    }
    const quint64 bytes = bytesUpTo(record, filter) - record.length;
    const qsizetype i =
        place.segment.first([&](const IndexRecord &other) { return bytesUpTo(other, filter) >= bytes; });
    if (i > 0 && i < place.i) {
        place.i = i;
        return true;
    }
    std::optional<Place> found = findBytes(bytes, filter);
    if (!found || found->record().offset >= record.offset)
        return false;
    place = std::move(*found);
    return true;
}

std::optional<LogSeek::Place> LogSeek::find(const Predicate &predicate) const
{
    const std::vector<quint64> &numbers = m_view.numbers();
    std::optional<Place> found;
    for (size_t low = 0, high = numbers.size(); low < high;) {
        const size_t middle = low + (high - low) / 2;
        size_t probe = middle;
        LogSegment segment = m_view.segment(numbers[probe]);
        // A segment without records says nothing: ask the one before it.
        while (segment.count() == 0 && probe > low)
            segment = m_view.segment(numbers[--probe]);
        if (segment.count() == 0 || !predicate(segment.last())) {
            low = middle + 1;
            continue;
        }
        const qsizetype i = std::min(segment.first(predicate), segment.count() - 1);
        found = Place{std::move(segment), i};
        high = probe;
    }
    return found;
}

std::optional<LogSeek::Place> LogSeek::findLines(quint64 lines) const
{
    return find([lines](const IndexRecord &record) { return record.lines >= lines; });
}

std::optional<LogSeek::Place> LogSeek::findBytes(quint64 bytes, StreamFilter filter) const
{
    return find([=](const IndexRecord &record) { return bytesUpTo(record, filter) >= bytes; });
}

quint64 LogSeek::linesBefore(const Place &place) const
{
    return place.i > 0 ? place.segment.record(place.i - 1).lines : m_view.before(place.segment).lines;
}

bool LogSeek::endsLine(const Place &place) const
{
    const IndexRecord record = place.record();
    return !isGap(record) && place.segment.bytes(endOf(record) - 1, 1) == "\n";
}

// The offset behind the record's nth newline (from 1), if its bytes can be read.
std::optional<quint64> LogSeek::behindNewline(const Place &place, quint64 nth) const
{
    const IndexRecord record = place.record();
    if (isGap(record))
        return {};
    const QByteArray bytes = place.segment.bytes(record.offset, record.length);
    for (qsizetype at = -1; nth > 0; --nth) {
        at = bytes.indexOf('\n', at + 1);
        if (at < 0)
            return {};
        if (nth == 1)
            return record.offset + quint64(at) + 1;
    }
    return {};
}

}  // namespace core
