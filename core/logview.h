#pragma once

#include <vector>

#include <QByteArray>

#include "core/keeper/logformat.h"
#include "core/logsegment.h"

namespace core {

// Whether a job's output can still grow.
enum class Live { No, Yes };

// A log as it is during one call: the segments that are there and where the output ends. While it exists the
// keeper may append and drop; what is appended is not seen, what is dropped turns into a gap.
class LogView final
{
public:
    LogView(const QByteArray &folder, const keeper::LogLimits &limits, Live live);

    [[nodiscard]] bool isEmpty() const { return m_segments.empty(); }
    [[nodiscard]] quint64 end() const { return m_end; }
    // The last record: its counters are those of the whole log. All zero when the log is empty.
    [[nodiscard]] const keeper::IndexRecord &last() const { return m_last; }
    // The numbers of the kept segments, ascending, up to the one that holds the last record.
    [[nodiscard]] const std::vector<quint64> &numbers() const { return m_segments; }
    [[nodiscard]] quint64 numberAt(quint64 offset) const { return offset / m_limits.segmentBytes; }

    [[nodiscard]] quint64 beginOf(quint64 number) const { return number * m_limits.segmentBytes; }

    // The segment with everything that can be read of it; it may have become missing by now.
    [[nodiscard]] LogSegment segment(quint64 number) const;
    // What lies before the segment, as far as it can be known.
    [[nodiscard]] LogCounters before(const LogSegment &segment) const;

    // Offset behind the bytes that are missing for the same reason from the missing segment `number` on.
    [[nodiscard]] quint64 missingEnd(quint64 number) const;
    [[nodiscard]] Gap missingReason(quint64 number) const;
    // Offset behind the last byte that is kept before the segment, 0 if there is none.
    [[nodiscard]] quint64 keptEndBefore(quint64 number) const;

private:
    void list();
    void confirmNewest();
    // False if a listed segment is no longer there, unless that is accepted.
    [[nodiscard]] bool findEnd(bool acceptsMissing);
    [[nodiscard]] LogSegment open(quint64 number) const;
    [[nodiscard]] LogCounters countedBefore(quint64 number) const;
    [[nodiscard]] bool isListed(quint64 number) const;
    [[nodiscard]] bool isDropped(quint64 number) const;
    [[nodiscard]] quint64 droppedEnd() const;

    keeper::LogLimits m_limits;
    Live m_live;
    Descriptor m_folder;
    std::vector<quint64> m_segments;
    std::vector<quint64> m_withoutData;  // of these, those of which only an index was listed
    quint64 m_end = 0;
    keeper::IndexRecord m_last{};
};

}  // namespace core
