#pragma once

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <QByteArray>

#include "core/keeper/logformat.h"
#include "core/outputspan.h"

namespace core {

// A descriptor that is closed with its owner.
class Descriptor final
{
public:
    Descriptor() = default;
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    Descriptor(Descriptor &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Descriptor();

    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isValid() const { return m_fd >= 0; }

private:
    int m_fd = -1;
};

// How much of the output lies before a place.
struct LogCounters {
    quint64 lines = 0;
    quint64 stderrBytes = 0;
};

[[nodiscard]] constexpr bool isStderr(const keeper::IndexRecord &record)
{
    return (record.flags & keeper::streamMask) == std::uint32_t(keeper::Stream::Stderr);
}

[[nodiscard]] constexpr bool isGap(const keeper::IndexRecord &record)
{
    return record.flags & keeper::gapFlag;
}

[[nodiscard]] constexpr quint64 endOf(const keeper::IndexRecord &record)
{
    return record.offset + record.length;
}

// How many bytes of the streams lie before the end of the record.
[[nodiscard]] constexpr quint64 bytesUpTo(const keeper::IndexRecord &record, StreamFilter filter)
{
    switch (filter) {
    case StreamFilter::Stdout:
        return endOf(record) - record.stderrBytes;
    case StreamFilter::Stderr:
        return record.stderrBytes;
    case StreamFilter::Both:
        break;
    }
    return endOf(record);
}

[[nodiscard]] constexpr bool matches(StreamFilter filter, const keeper::IndexRecord &record)
{
    return matches(filter, isStderr(record) ? keeper::Stream::Stderr : keeper::Stream::Stdout);
}

[[nodiscard]] constexpr LogCounters countersOf(const keeper::IndexRecord &record)
{
    return {record.lines, record.stderrBytes};
}

// One segment of a log, open for reading: its records, and the bytes that they name. Records are numbered
// from 0. It knows no more than its two files; what lies in other segments is told to it.
class LogSegment final
{
public:
    LogSegment(int folder, quint64 number, quint64 segmentBytes);

    [[nodiscard]] bool hasData() const { return m_data.isValid(); }
    [[nodiscard]] bool isMissing() const { return !m_data.isValid() && !m_index.isValid(); }
    // Why the data of a record can't be read although the record is there.
    [[nodiscard]] Gap dataGap() const { return m_dataGap; }
    void setDataGap(Gap gap) { m_dataGap = gap; }

    [[nodiscard]] quint64 begin() const { return m_begin; }
    [[nodiscard]] quint64 limit() const { return m_begin + m_segmentBytes; }
    // Behind the last record, or begin().
    [[nodiscard]] quint64 end() const;
    [[nodiscard]] bool hasSurplus() const { return m_dataEnd > end(); }

    [[nodiscard]] qsizetype count() const { return m_indexed + qsizetype(m_added.size()); }
    [[nodiscard]] keeper::IndexRecord record(qsizetype i) const;
    [[nodiscard]] keeper::IndexRecord last() const { return record(count() - 1); }
    [[nodiscard]] bool isIndexed(qsizetype i) const { return i < m_indexed; }

    // The first record that satisfies `predicate`, or count(); all records behind it must satisfy it too.
    template<typename Predicate>
    [[nodiscard]] qsizetype first(Predicate predicate, qsizetype from = 0) const
    {
        qsizetype low = from, high = std::max(from, count());
        while (low < high) {
            const qsizetype middle = low + (high - low) / 2;
            if (predicate(record(middle)))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    // How many of the `length` bytes from `offset` on are in the data file.
    [[nodiscard]] quint64 available(quint64 offset, quint64 length) const;
    // Up to `length` bytes from `offset` on; fewer where the file ends.
    [[nodiscard]] QByteArray bytes(quint64 offset, quint64 length) const;
    [[nodiscard]] quint64 countNewlines(quint64 offset, quint64 length) const;

    // For the last segment of a job that is over: forgets what the index says beyond the end of the data.
    // `before`: what lies before the segment.
    void cutToData(LogCounters before);
    // Adds unindexed records of stdout for the data behind the last record.
    void addSurplus(LogCounters before);

private:
    void trustIndex(qsizetype records);
    [[nodiscard]] bool follows(const keeper::IndexRecord &record, const keeper::IndexRecord *previous) const;
    [[nodiscard]] qsizetype firstBroken(qsizetype from, qsizetype to) const;

    static constexpr qsizetype blockRecords = 64;

    quint64 m_begin;
    quint64 m_segmentBytes;
    Descriptor m_index;
    Descriptor m_data;
    quint64 m_dataEnd;  // offset behind the data file's last byte
    Gap m_dataGap = Gap::Gone;
    qsizetype m_indexed = 0;  // records of the index file that are trusted
    std::vector<keeper::IndexRecord> m_added;  // records that stand behind those
    mutable qsizetype m_block = -1;  // the block of records that m_records holds
    mutable std::array<keeper::IndexRecord, blockRecords> m_records;
};

}  // namespace core
