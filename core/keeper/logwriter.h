#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/keeper/logformat.h"
#include "core/keeper/protocol.h"
#include "core/keeper/uniquefd.h"

namespace keeper {

// Writes a job's output as logformat.h lays it down. Nothing here fails: bytes that cannot be stored (disk full, folder
// removed for good) become a gap, the next ones are tried again, and offsets go on.
class LogWriter final
{
public:
    struct Gap {
        std::uint64_t offset, length;
    };

    LogWriter(std::string folder, LogLimits limits);

    void append(Stream stream, const char *bytes, std::size_t size);
    // Writes the record that is being gathered, if there is one, and those that could not be written before.
    void flush();
    // Milliseconds until flush() is due; -1 when nothing waits for it.
    [[nodiscard]] int flushDelay() const;

    // What the index names so far: what a reader can see.
    [[nodiscard]] const Growth &growth() const { return m_growth; }
    // The first 100 ranges that could not be stored.
    [[nodiscard]] const std::vector<Gap> &gaps() const { return m_gaps; }

private:
    void appendPiece(Stream stream, const char *bytes, std::uint64_t size);
    void record(std::uint32_t flags, const char *bytes, std::uint64_t size);
    void commitPending();
    void writeRecords();
    bool writeRecord(const IndexRecord &record);
    [[nodiscard]] std::uint64_t store(const char *bytes, std::uint64_t size);
    bool reserveIndex();
    bool openSegment(std::uint64_t number);
    void dropSegments(std::uint64_t newest);
    void noticeRemoval();
    [[nodiscard]] std::string path(std::uint64_t number, const char *suffix) const;
    int open(std::uint64_t number, const char *suffix) const;
    void noteGap(std::uint64_t offset, std::uint64_t length);

    std::string m_folder;
    LogLimits m_limits;
    UniqueFd m_data, m_index;
    std::uint64_t m_segment = UINT64_MAX;  // whose files are open, or could not be opened
    std::uint64_t m_firstUndropped;
    std::uint64_t m_indexSize = 0;
    std::uint64_t m_indexReserved = 0;  // how far its blocks are there for sure
    std::uint64_t m_end = 0;  // all bytes that arrived
    std::uint64_t m_lines = 0;
    std::uint64_t m_stderrBytes = 0;
    IndexRecord m_pending{};  // length 0: none
    std::int64_t m_pendingSince = 0;
    std::int64_t m_lastCheck = 0;
    std::int64_t m_retryAt = 0;  // steadyMs(), when records wait for the index
    std::vector<IndexRecord> m_records;  // committed, not in the index yet
    std::vector<Gap> m_gaps;
    Growth m_growth{};
};

}  // namespace keeper
