#pragma once

// How a job's output lies on disk; written by the keeper (keeper/logwriter.h), read by core::OutputLog.
//
//   JOB/output/000000.dat, 000001.dat, …   the raw bytes of stdout and stderr in the order they arrived
//   JOB/output/000000.idx, 000001.idx, …   IndexRecords for the bytes of the data file of the same number
//
// The byte with the logical offset o is in data file o / S at position o % S, where S is the job's segment size
// (spec.json, "segment_bytes"); offsets never change. Records are contiguous: each begins where the one before
// it ends, the first of segment n at n * S, and none crosses a segment's border. Data is written before the
// record that names it, so a reader trusts the data up to the end of the last whole, contiguous record.
//
// At most `maxSegments` segments are kept: the first `headSegments` for ever and the newest; when a new segment
// would be one too many, the oldest one behind the head is unlinked (data, then index).

#include <bit>
#include <cstdint>

namespace keeper {

enum class Stream : std::uint32_t { Stdout = 1, Stderr = 2 };

inline constexpr std::uint32_t streamMask = 3;
inline constexpr std::uint32_t gapFlag = 4;  // the bytes arrived but could not be stored: they read as a gap

struct IndexRecord {
    std::uint64_t offset;  // logical offset of the first byte
    std::uint64_t lines;  // newline bytes in the whole output up to the end of this record
    std::uint64_t stderrBytes;  // bytes of stderr in the whole output up to the end of this record
    std::int64_t timeMs;  // when the first byte arrived: wall clock, milliseconds since 1970 UTC
    std::uint32_t length;  // bytes, at least 1
    std::uint32_t flags;  // Stream, gapFlag
};
static_assert(sizeof(IndexRecord) == 40);

// A record is written when it has this many bytes, or this long after its first byte, or when the stream changes.
inline constexpr std::uint32_t maxRecordBytes = 64u << 10;
inline constexpr int maxRecordDelayMs = 10;

struct LogLimits {
    std::uint64_t segmentBytes;
    std::uint32_t headSegments;
    std::uint32_t maxSegments;
};

// The limits that keep at most `maxBytes` (>= 1024) of output: 8 to 15 segments of a power of two, whatever the size, so
// that a large log is found through as few files as a small one; the first quarter of them as the head.
constexpr LogLimits logLimits(std::uint64_t maxBytes)
{
    const std::uint64_t segment = std::bit_floor(maxBytes / 8);
    const auto count = static_cast<std::uint32_t>(maxBytes / segment);
    return {segment, count / 4, count};
}

}  // namespace keeper
