#include "core/logview.h"

#include <algorithm>
#include <dirent.h>
#include <fcntl.h>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <unistd.h>

namespace core {

namespace {

struct FileName {
    quint64 number;
    bool isData;
};

std::optional<FileName> parse(std::string_view name)
{
    const bool isData = name.ends_with(".dat");
    if (!isData && !name.ends_with(".idx"))
        return {};
    name.remove_suffix(4);
    if (name.size() < 6 || name.size() > 15 || (name.size() > 6 && name.front() == '0'))
        return {};
    quint64 number = 0;
    for (const char digit : name) {
        if (digit < '0' || digit > '9')
            return {};
        number = number * 10 + quint64(digit - '0');
    }
    return FileName{number, isData};
}

void sortUnique(std::vector<quint64> &numbers)
{
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

}  // namespace

LogView::LogView(const QByteArray &folder, const keeper::LogLimits &limits, Live live)
    : m_limits(limits)
    , m_live(live)
    , m_folder(::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
{
    if (!m_folder.isValid() || limits.segmentBytes == 0)
        return;
    // With small segments the keeper can drop all that was listed before it is opened: then list again.
    constexpr int attempts = 16;
    for (int attempt = 1; attempt <= attempts; ++attempt) {
        list();
        confirmNewest();
        if (findEnd(attempt == attempts))
            break;
    }
}

void LogView::list()
{
    const int own = ::openat(m_folder.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const auto close = [](DIR *opened) { ::closedir(opened); };
    const std::unique_ptr<DIR, decltype(close)> directory(own < 0 ? nullptr : ::fdopendir(own), close);
    if (!directory) {
        if (own >= 0)
            ::close(own);
        return;
    }
    m_segments.clear();
    m_withoutData.clear();
    std::vector<quint64> withData;
    const quint64 highest = quint64(std::numeric_limits<qint64>::max()) / m_limits.segmentBytes - 1;
    while (const dirent *entry = ::readdir(directory.get())) {
        const std::optional<FileName> name = parse(entry->d_name);
        if (!name || name->number > highest || entry->d_type == DT_DIR)
            continue;
        m_segments.push_back(name->number);
        if (name->isData)
            withData.push_back(name->number);
    }
    sortUnique(m_segments);
    sortUnique(withData);
    std::ranges::set_difference(m_segments, withData, std::back_inserter(m_withoutData));
}

// A file that is created while the folder is being listed may be left out while a newer one is not.
void LogView::confirmNewest()
{
    if (m_segments.empty())
        return;
    std::vector<quint64> missed;
    for (quint64 number = m_segments.back(); number-- > m_segments.front();) {
        if (isListed(number))
            continue;
        if (open(number).isMissing())
            break;
        missed.push_back(number);
    }
    m_segments.insert(m_segments.end(), missed.begin(), missed.end());
    std::ranges::sort(m_segments);
}

// The last segment is the newest one with a record: the keeper makes files before it has bytes for them.
bool LogView::findEnd(bool acceptsMissing)
{
    for (; !m_segments.empty(); m_segments.pop_back()) {
        LogSegment newest = open(m_segments.back());
        if (newest.isMissing() && !acceptsMissing)
            return false;
        if (m_live == Live::No) {
            newest.cutToData(before(newest));
            newest.addSurplus(before(newest));
        }
        if (newest.count() > 0) {
            m_end = newest.end();
            m_last = newest.last();
            return true;
        }
    }
    return true;
}

LogSegment LogView::open(quint64 number) const
{
    return LogSegment(m_folder.get(), number, m_limits.segmentBytes);
}

LogSegment LogView::segment(quint64 number) const
{
    LogSegment segment = open(number);
    if (isDropped(number) || !std::ranges::binary_search(m_withoutData, number))
        segment.setDataGap(missingReason(number));
    const bool isLast = !m_segments.empty() && number == m_segments.back();
    if (isLast && m_live == Live::No)
        segment.cutToData(before(segment));
    if (segment.hasSurplus() && (!isLast || m_live == Live::No))
        segment.addSurplus(before(segment));
    return segment;
}

LogCounters LogView::before(const LogSegment &segment) const
{
    const quint64 number = numberAt(segment.begin());
    if (number == 0)
        return {};
    const LogSegment previous = open(number - 1);
    if (previous.count() > 0 && previous.end() == previous.limit())
        return countersOf(previous.last());
    if (segment.count() > 0 && segment.isIndexed(0)) {
        const keeper::IndexRecord record = segment.record(0);
        const quint64 lines = isGap(record) ? 0 : segment.countNewlines(record.offset, record.length);
        const quint64 stderrBytes = isStderr(record) ? record.length : 0;
        return {record.lines - std::min<quint64>(lines, record.lines),
                record.stderrBytes - std::min<quint64>(stderrBytes, record.stderrBytes)};
    }
    return countedBefore(number);
}

// Counts from the nearest segment that has an index.
LogCounters LogView::countedBefore(quint64 number) const
{
    const auto to = std::ranges::lower_bound(m_segments, number);
    auto from = to;
    while (from != m_segments.begin() && open(*--from).count() == 0) { }
    LogCounters counters;
    for (; from != to; ++from) {
        LogSegment segment = open(*from);
        segment.addSurplus(counters);
        if (segment.count() > 0)
            counters = countersOf(segment.last());
    }
    return counters;
}

quint64 LogView::missingEnd(quint64 number) const
{
    const auto next = std::ranges::upper_bound(m_segments, number);
    quint64 end = next == m_segments.end() || isListed(number) ? number + 1 : *next;
    if (m_limits.maxSegments > 0 && number < m_limits.headSegments)
        end = std::min<quint64>(end, m_limits.headSegments);
    else if (m_limits.maxSegments > 0 && number < droppedEnd())
        end = std::min(end, droppedEnd());
    return std::min(end * m_limits.segmentBytes, m_end);
}

// A segment that was there when the log was listed, and is no longer, was dropped in between.
Gap LogView::missingReason(quint64 number) const
{
    if (isDropped(number) || (isListed(number) && number >= m_limits.headSegments))
        return Gap::Dropped;
    return Gap::Gone;
}

quint64 LogView::keptEndBefore(quint64 number) const
{
    const auto next = std::ranges::lower_bound(m_segments, number);
    return next == m_segments.begin() ? 0 : segment(*std::prev(next)).end();
}

bool LogView::isListed(quint64 number) const
{
    return std::ranges::binary_search(m_segments, number);
}

bool LogView::isDropped(quint64 number) const
{
    if (m_limits.maxSegments == 0)
        return !isListed(number);
    return number >= m_limits.headSegments && number < droppedEnd();
}

// The oldest segment behind the head goes shortly before a new one comes, therefore one more than the limits
// say.
quint64 LogView::droppedEnd() const
{
    const quint64 newest = m_segments.empty() ? 0 : m_segments.back();
    const quint64 all = newest + 2 + m_limits.headSegments;
    return all - std::min<quint64>(all, m_limits.maxSegments);
}

}  // namespace core
