#include "core/logsegment.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace core {

using keeper::IndexRecord;

namespace {

// So many records at the index's end are checked whenever it is opened, and all of it when one of them is
// wrong.
constexpr qsizetype checkedRecords = 128;

Descriptor openFile(int folder, quint64 number, const char *suffix)
{
    const QByteArray name = QByteArray::number(number).rightJustified(6, '0') + suffix;
    Descriptor file(::openat(folder, name.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat status;
    if (file.isValid() && (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)))
        return Descriptor();
    return file;
}

quint64 fileSize(const Descriptor &file)
{
    struct stat status;
    return file.isValid() && ::fstat(file.get(), &status) == 0 ? quint64(status.st_size) : 0;
}

// Reads until `length` bytes or the file's end; returns how many there were.
qsizetype readAt(const Descriptor &file, char *to, qsizetype length, quint64 position)
{
    qsizetype done = 0;
    while (done < length) {
        const ssize_t got = ::pread(file.get(), to + done, size_t(length - done), off_t(position + quint64(done)));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += got;
    }
    return done;
}

}  // namespace

Descriptor::~Descriptor()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

LogSegment::LogSegment(int folder, quint64 number, quint64 segmentBytes)
    : m_begin(number * segmentBytes)
    , m_segmentBytes(segmentBytes)
    // The keeper drops the data before the index: opened in the other order, data without an index is no
    // race.
    , m_index(openFile(folder, number, ".idx"))
    , m_data(openFile(folder, number, ".dat"))
    , m_dataEnd(m_begin + std::min(fileSize(m_data), segmentBytes))
{
    // A record is at least a byte long, which bounds the index of a segment.
    const quint64 records = std::min(fileSize(m_index) / sizeof(IndexRecord), segmentBytes);
    trustIndex(qsizetype(records));
}

quint64 LogSegment::end() const
{
    if (count() == 0)
        return m_begin;
    return endOf(last());
}

IndexRecord LogSegment::record(qsizetype i) const
{
    if (i >= m_indexed)
        return m_added[size_t(i - m_indexed)];
    const qsizetype block = i / blockRecords;
    if (m_block != block) {
        m_records = {};
        readAt(m_index, reinterpret_cast<char *>(m_records.data()), sizeof m_records,
               quint64(block) * sizeof m_records);
        m_block = block;
    }
    return m_records[size_t(i % blockRecords)];
}

quint64 LogSegment::available(quint64 offset, quint64 length) const
{
    return hasData() && offset < m_dataEnd ? std::min(length, m_dataEnd - offset) : 0;
}

QByteArray LogSegment::bytes(quint64 offset, quint64 length) const
{
    QByteArray result(qsizetype(available(offset, length)), Qt::Uninitialized);
    result.truncate(readAt(m_data, result.data(), result.size(), offset - m_begin));
    return result;
}

quint64 LogSegment::countNewlines(quint64 offset, quint64 length) const
{
    const QByteArray data = bytes(offset, length);
    return quint64(std::ranges::count(data, '\n'));
}

void LogSegment::cutToData(LogCounters before)
{
    if (!hasData())
        return;
    // A record that says that nothing was stored agrees with any data, as long as the records before it do.
    qsizetype keep = m_indexed;
    for (qsizetype i = m_indexed - 1; i >= 0; --i) {
        const IndexRecord candidate = record(i);
        const bool stored = !isGap(candidate);
        if (stored && endOf(candidate) <= m_dataEnd)
            break;
        if (stored)
            keep = i;
    }
    if (keep == m_indexed)
        return;
    IndexRecord torn = record(keep);
    if (keep > 0)
        before = countersOf(record(keep - 1));
    m_indexed = keep;
    if (torn.offset >= m_dataEnd)
        return;
    torn.length = std::uint32_t(m_dataEnd - torn.offset);
    torn.lines = before.lines + countNewlines(torn.offset, torn.length);
    torn.stderrBytes = before.stderrBytes + (isStderr(torn) ? torn.length : 0);
    m_added.push_back(torn);
}

void LogSegment::addSurplus(LogCounters before)
{
    if (count() > 0)
        before = countersOf(last());
    for (quint64 offset = end(); offset < m_dataEnd;) {
        const quint64 length = std::min<quint64>(m_dataEnd - offset, keeper::maxRecordBytes);
        before.lines += countNewlines(offset, length);
        m_added.push_back({offset, before.lines, before.stderrBytes, 0, std::uint32_t(length),
                           std::uint32_t(keeper::Stream::Stdout)});
        offset += length;
    }
}

// A power cut leaves an index that ends in part of a record, in zeros or in anything; whatever is damaged far
// before the end is met when it is read.
void LogSegment::trustIndex(qsizetype records)
{
    m_indexed = records;
    const qsizetype checked = std::max<qsizetype>(0, records - checkedRecords);
    if (firstBroken(checked, records) != records)
        m_indexed = firstBroken(0, records);
}

bool LogSegment::follows(const IndexRecord &record, const IndexRecord *previous) const
{
    const quint32 stream = record.flags & keeper::streamMask;
    if (record.flags & ~(keeper::streamMask | keeper::gapFlag) || stream == 0 || stream == keeper::streamMask)
        return false;
    if (record.length == 0 || record.offset < m_begin || record.length > limit() - m_begin
        || record.offset > limit() - record.length)
        return false;
    if (!previous)
        return record.lines <= record.offset + record.length && record.stderrBytes <= record.offset + record.length;
    return record.offset == previous->offset + previous->length && record.lines >= previous->lines
        && record.lines - previous->lines <= record.length && record.stderrBytes >= previous->stderrBytes
        && record.stderrBytes - previous->stderrBytes <= record.length;
}

qsizetype LogSegment::firstBroken(qsizetype from, qsizetype to) const
{
    IndexRecord previous{};
    for (qsizetype i = from; i < to; ++i) {
        const IndexRecord current = record(i);
        // The first record of a segment begins it; where the check begins further on, the predecessor isn't
        // known.
        if ((i == 0 && current.offset != m_begin) || !follows(current, i == from ? nullptr : &previous))
            return i;
        previous = current;
    }
    return to;
}

}  // namespace core
