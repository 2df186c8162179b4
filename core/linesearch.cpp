#include "core/linesearch.h"

#include <algorithm>
#include <ctime>

#include "core/contextlines.h"
#include "core/excerpt.h"

using namespace std::chrono_literals;

namespace core {

namespace {

// More would be faster, and too slow where lines that came in large pieces are followed by some that came one by one.
constexpr quint64 smallestRead = 32 << 10, largestRead = 256 << 10;
constexpr auto slowRead = 1500us;
constexpr quint64 matchCost = 40;  // characters that a match takes in a result beside its text
constexpr qsizetype mostGaps = 20;
constexpr qsizetype spansAtOnce = 32 << 10;  // bytes that are looked at between two looks at the clock

// Not the clock on the wall: on a busy machine the pieces would only become smaller and the work more.
std::chrono::nanoseconds processorTime()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

quint64 sizeOf(const LineSearch::Match &match)
{
    quint64 size = matchCost + quint64(match.text.size());
    for (const QString &line : match.before + match.after)
        size += quint64(line.size()) + 1;
    return size;
}

}  // namespace

LineSearch::LineSearch(std::function<OutputLog()> log, const Wish &wish, QObject *parent)
    : QObject(parent)
    , m_source(std::move(log))
    , m_wish(wish)
    , m_matcher(wish.source, wish.expression)
    , m_slices([this] { return step(); }, this)
    , m_readSize(smallestRead * 2)
{
}

void LineSearch::start()
{
    m_clock.start();
    m_log = m_source();
    m_end = m_log.extent().end;
    m_position = m_next = m_shownEnd = std::min(m_wish.from, m_end);
    m_slices.start();
}

bool LineSearch::step()
{
    if (m_taken < m_found.size())
        return take(m_found[m_taken++]);
    if (m_ending)
        return finish();
    if (m_span < m_chunk.spans.size()) {
        search();
        return true;
    }
    m_position = std::max(m_position, m_chunk.nextOffset);
    if (m_position >= m_end)
        end(true);
    else if (m_clock.hasExpired(m_wish.patience.count()))
        end(false);
    else
        read();
    return true;
}

void LineSearch::read()
{
    m_log = m_source();
    const std::chrono::nanoseconds began = processorTime();
    m_chunk = m_log.read(m_position, std::min(m_readSize, m_end - m_position), m_wish.filter);
    m_span = 0;
    if (m_chunk.nextOffset <= m_position)
        m_end = m_position;  // a damaged log has become shorter
    const std::chrono::nanoseconds took = processorTime() - began;
    if (took > slowRead)
        m_readSize = std::max(smallestRead, m_readSize / 2);
    else if (took < slowRead / 3)
        m_readSize = std::min(largestRead, m_readSize * 2);
}

// Looks at some of the spans that were read.
void LineSearch::search()
{
    m_found.clear();
    m_taken = 0;
    for (qsizetype bytes = 0; m_span < m_chunk.spans.size() && bytes < spansAtOnce; ++m_span) {
        const OutputSpan &span = m_chunk.spans[m_span];
        bytes += span.bytes.size() + 64;
        if (span.gap == Gap::None) {
            m_matcher.feed(span.offset, span.bytes, m_found);
            continue;
        }
        m_matcher.endLine(m_found);
        if (m_gaps.size() < mostGaps)
            m_gaps.append(span);
    }
}

// A line that the job has not ended yet is looked at as it is; if it doesn't match, it is left for the next search.
void LineSearch::end(bool isComplete)
{
    m_ending = true;
    m_complete = isComplete;
    m_eof = isComplete && m_log.live() == Live::No;
    m_next = m_matcher.openLine().value_or(m_position);
    m_found.clear();
    m_taken = 0;
    if (!isComplete)
        return;
    m_matcher.endLine(m_found);
    if (m_eof || !m_found.empty())
        m_next = m_position;
}

// Adds a line to the matches. False when it was not added because there are enough: then all has ended.
bool LineSearch::take(const LineMatcher::Line &line)
{
    addContextAfter(line.offset);
    Match match{line.offset, excerpt(line.text, longestText, line.start, line.length), {}, {}};
    match.before = linesBefore(m_log, line.offset, m_shownEnd, m_wish.context, m_wish.filter, longestText).lines;
    const quint64 size = sizeOf(match);
    if (!m_matches.empty() && m_size + size > m_wish.limit) {
        m_complete = m_eof = false;
        m_next = line.offset;
        m_slices.stop();
        emit finished();
        return false;
    }
    m_size += size;
    m_matches.push_back(std::move(match));
    m_shownEnd = line.end;
    return true;
}

// The lines behind the last match, up to `stop`, where the next one begins.
void LineSearch::addContextAfter(quint64 stop)
{
    if (m_matches.empty() || m_wish.context == 0)
        return;
    const ContextLines after = linesAfter(m_log, m_shownEnd, stop, m_wish.context, m_wish.filter, longestText);
    m_matches.back().after = after.lines;
    for (const QString &line : after.lines)
        m_size += quint64(line.size()) + 1;
    m_shownEnd = std::max(m_shownEnd, after.end);
}

bool LineSearch::finish()
{
    addContextAfter(m_log.extent().end);
    m_slices.stop();
    emit finished();
    return false;
}

}  // namespace core
