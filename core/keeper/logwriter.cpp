#include "core/keeper/logwriter.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "core/keeper/clock.h"
#include "core/keeper/files.h"
#include "core/keeper/newlines.h"

namespace keeper {

namespace {

constexpr std::size_t mostRecords = 4096;  // that wait for the index; then bytes become a gap, which needs no more
constexpr std::size_t mostGaps = 100;
constexpr off_t indexBlock = 4096;
constexpr std::int64_t checkEveryMs = 500;

bool isRemoved(int fd)
{
    struct stat info {
    };
    return fd >= 0 && ::fstat(fd, &info) == 0 && info.st_nlink == 0;
}

}  // namespace

LogWriter::LogWriter(std::string folder, LogLimits limits)
    : m_folder(std::move(folder))
    , m_limits(limits)
    , m_firstUndropped(limits.headSegments)
{
}

void LogWriter::append(Stream stream, const char *bytes, std::size_t size)
{
    if (size == 0)
        return;
    noticeRemoval();
    while (size > 0) {
        const std::uint64_t room = m_limits.segmentBytes - m_end % m_limits.segmentBytes;
        const std::uint64_t piece = std::min<std::uint64_t>({size, room, maxRecordBytes});
        appendPiece(stream, bytes, piece);
        bytes += piece;
        size -= piece;
    }
    m_growth.lastOutputMs = wallMs();
}

// A piece within one segment: what can be stored, then the rest as a gap.
void LogWriter::appendPiece(Stream stream, const char *bytes, std::uint64_t size)
{
    const std::uint64_t stored = openSegment(m_end / m_limits.segmentBytes) ? store(bytes, size) : 0;
    if (stored > 0)
        record(std::uint32_t(stream), bytes, stored);
    if (stored < size) {
        noteGap(m_end, size - stored);
        record(std::uint32_t(stream) | gapFlag, bytes + stored, size - stored);
    }
}

std::uint64_t LogWriter::store(const char *bytes, std::uint64_t size)
{
    if (m_records.size() >= mostRecords || !reserveIndex())
        return 0;
    std::uint64_t done = 0;
    while (done < size) {
        const auto at = off_t((m_end + done) % m_limits.segmentBytes);
        const ssize_t n = ::pwrite(m_data.get(), bytes + done, size - done, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        done += std::uint64_t(n);
    }
    return done;
}

// Data must not fill the disk before the records that name it are written: their blocks are taken first. A file system
// that cannot do that (fallocate(2): EOPNOTSUPP) goes without.
bool LogWriter::reserveIndex()
{
    const std::uint64_t needed = m_indexSize + (m_records.size() + 3) * sizeof(IndexRecord);  // pending, this, its gap
    while (m_indexReserved < needed) {
        if (::fallocate(m_index.get(), FALLOC_FL_KEEP_SIZE, off_t(m_indexReserved), indexBlock) != 0) {
            if (errno == EINTR)
                continue;
            if (errno == ENOSPC || errno == EDQUOT)
                return false;
        }
        m_indexReserved += indexBlock;
    }
    return true;
}

void LogWriter::record(std::uint32_t flags, const char *bytes, std::uint64_t size)
{
    const bool fits = m_pending.length > 0 && m_pending.flags == flags && m_end % m_limits.segmentBytes != 0
        && ((flags & gapFlag) || m_pending.length + size <= maxRecordBytes);
    if (!fits) {
        commitPending();
        m_pending = {m_end, 0, 0, wallMs(), 0, flags};
        m_pendingSince = steadyMs();
    }
    m_end += size;
    m_lines += countNewlines(bytes, size);
    if ((flags & streamMask) == std::uint32_t(Stream::Stderr))
        m_stderrBytes += size;
    m_pending.length += std::uint32_t(size);
    m_pending.lines = m_lines;
    m_pending.stderrBytes = m_stderrBytes;
    if (m_pending.length >= maxRecordBytes && !(flags & gapFlag))
        flush();
}

void LogWriter::flush()
{
    commitPending();
    writeRecords();
}

int LogWriter::flushDelay() const
{
    if (m_pending.length == 0)
        return m_records.empty() ? -1 : int(std::clamp<std::int64_t>(m_retryAt - steadyMs(), 0, checkEveryMs));
    return int(std::clamp<std::int64_t>(m_pendingSince + maxRecordDelayMs - steadyMs(), 0, maxRecordDelayMs));
}

void LogWriter::commitPending()
{
    if (m_pending.length == 0)
        return;
    // Gaps that follow each other are one, within a segment.
    if (!m_records.empty() && (m_pending.flags & gapFlag) && m_records.back().flags == m_pending.flags
        && m_pending.offset % m_limits.segmentBytes != 0) {
        IndexRecord &last = m_records.back();
        last.length += m_pending.length;
        last.lines = m_pending.lines;
        last.stderrBytes = m_pending.stderrBytes;
    } else {
        m_records.push_back(m_pending);
    }
    m_pending.length = 0;
}

void LogWriter::writeRecords()
{
    std::size_t done = 0;
    while (done < m_records.size() && writeRecord(m_records[done]))
        ++done;
    m_records.erase(m_records.begin(), m_records.begin() + std::ptrdiff_t(done));
    m_retryAt = steadyMs() + checkEveryMs;
}

bool LogWriter::writeRecord(const IndexRecord &record)
{
    const std::uint64_t segment = record.offset / m_limits.segmentBytes;
    const bool dropped = segment >= m_limits.headSegments && segment < m_firstUndropped;
    if (!dropped) {
        if (!openSegment(segment))
            return false;
        const ssize_t n = ::pwrite(m_index.get(), &record, sizeof record, off_t(m_indexSize));
        if (n != ssize_t(sizeof record))
            return false;  // what was written of it is written again
        m_indexSize += sizeof record;
    }
    m_growth.end = record.offset + record.length;
    m_growth.lines = record.lines;
    m_growth.stderrBytes = record.stderrBytes;
    if (record.flags & gapFlag)
        m_growth.gapBytes += record.length;
    return true;
}

bool LogWriter::openSegment(std::uint64_t number)
{
    if (m_segment != number || !m_data.isValid() || !m_index.isValid()) {
        if (m_segment != number && m_pending.length > 0 && m_pending.offset / m_limits.segmentBytes != number)
            flush();
        dropSegments(number);
        m_segment = number;
        m_data.reset(open(number, ".dat"));
        m_index.reset(open(number, ".idx"));
        struct stat info {
        };
        m_indexSize = m_index.isValid() && ::fstat(m_index.get(), &info) == 0
            ? std::uint64_t(info.st_size) / sizeof(IndexRecord) * sizeof(IndexRecord)
            : 0;
        m_indexReserved = m_indexSize / indexBlock * indexBlock;
    }
    return m_data.isValid() && m_index.isValid();
}

// Makes room for segment `newest`, which is the one that is opened next.
void LogWriter::dropSegments(std::uint64_t newest)
{
    const std::uint64_t kept = m_limits.maxSegments - m_limits.headSegments;  // behind the head
    while (m_firstUndropped + kept <= newest) {
        ::unlink(path(m_firstUndropped, ".dat").c_str());
        ::unlink(path(m_firstUndropped, ".idx").c_str());
        ++m_firstUndropped;
    }
}

// Somebody may remove the files or the folder under us; what comes from then on is to be found again.
void LogWriter::noticeRemoval()
{
    const std::int64_t now = steadyMs();
    if (now - m_lastCheck < checkEveryMs)
        return;
    m_lastCheck = now;
    if (!isRemoved(m_data.get()) && !isRemoved(m_index.get()))
        return;
    const std::uint64_t removed = m_segment;
    flush();
    m_data.reset();
    m_index.reset();
    const std::uint64_t segment = m_end / m_limits.segmentBytes;
    const std::uint64_t begin = segment * m_limits.segmentBytes;
    // An index without its data would name bytes that are not there.
    if (m_end > begin && removed == segment) {
        ::unlink(path(segment, ".dat").c_str());
        ::unlink(path(segment, ".idx").c_str());
    }
    if (m_end > begin && openSegment(segment) && m_indexSize == 0)
        m_records.insert(m_records.begin(),
                         {begin, m_lines, m_stderrBytes, wallMs(), std::uint32_t(m_end - begin),
                          std::uint32_t(Stream::Stdout) | gapFlag});
}

std::string LogWriter::path(std::uint64_t number, const char *suffix) const
{
    char name[32];
    std::snprintf(name, sizeof name, "/%06llu%s", static_cast<unsigned long long>(number), suffix);
    return m_folder + name;
}

int LogWriter::open(std::uint64_t number, const char *suffix) const
{
    const std::string name = path(number, suffix);
    const int flags = O_WRONLY | O_CREAT | O_CLOEXEC;
    const int fd = ::open(name.c_str(), flags, 0600);
    if (fd >= 0 || errno != ENOENT)
        return fd;
    makeFolders(m_folder);
    return ::open(name.c_str(), flags, 0600);
}

void LogWriter::noteGap(std::uint64_t offset, std::uint64_t length)
{
    if (!m_gaps.empty() && m_gaps.back().offset + m_gaps.back().length == offset)
        m_gaps.back().length += length;
    else if (m_gaps.size() < mostGaps)
        m_gaps.push_back({offset, length});
}

}  // namespace keeper
