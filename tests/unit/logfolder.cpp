#include "logfolder.h"

#include <algorithm>

#include <QDir>
#include <QFile>

using keeper::IndexRecord;
using keeper::Stream;

namespace {

void write(const QString &path, quint64 position, QByteArrayView bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(qint64(position))
        || file.write(bytes.data(), bytes.size()) != bytes.size())
        qFatal("The test can't write %s: %s", qPrintable(path), qPrintable(file.errorString()));
}

}  // namespace

LogFolder::LogFolder(const QString &path, const keeper::LogLimits &limits)
    : m_path(path)
    , m_limits(limits)
{
    QDir().mkpath(path);
}

QString LogFolder::file(quint64 number, const char *suffix) const
{
    return m_path + u'/' + QString::number(number).rightJustified(6, u'0') + QLatin1String(suffix);
}

void LogFolder::append(QByteArrayView bytes, Stream stream, bool gap)
{
    while (!bytes.isEmpty()) {
        const quint64 left = m_limits.segmentBytes - end() % m_limits.segmentBytes;
        const auto size = std::min({quint64(bytes.size()), left, quint64(keeper::maxRecordBytes)});
        appendRecord(bytes.first(qsizetype(size)), stream, gap);
        bytes = bytes.sliced(qsizetype(size));
    }
}

void LogFolder::appendUnindexed(QByteArrayView bytes)
{
    const QString path = file(m_newest, ".dat");
    write(path, quint64(QFile(path).size()), bytes);
}

void LogFolder::appendBulk(quint64 length)
{
    m_remembers = false;
    QByteArray block(keeper::maxRecordBytes, 'x');
    for (qsizetype i = 4095; i < block.size(); i += 4096)
        block[i] = '\n';
    for (; length > 0; length -= std::min(length, quint64(block.size())))
        append(QByteArrayView(block).first(qsizetype(std::min(length, quint64(block.size())))));
    m_remembers = true;
}

void LogFolder::appendRecord(QByteArrayView bytes, Stream stream, bool gap)
{
    const quint64 offset = end();
    const quint64 number = offset / m_limits.segmentBytes;
    makeRoom(number);
    if (!gap)
        write(file(number, ".dat"), offset % m_limits.segmentBytes, bytes);
    m_timeMs += 7;
    IndexRecord record = m_last;
    record.offset = offset;
    record.lines += quint64(std::count(bytes.begin(), bytes.end(), '\n'));
    record.stderrBytes += stream == Stream::Stderr ? quint64(bytes.size()) : 0;
    record.timeMs = m_timeMs;
    record.length = std::uint32_t(bytes.size());
    record.flags = std::uint32_t(stream) | (gap ? keeper::gapFlag : 0);
    const QString index = file(number, ".idx");
    write(index, quint64(QFile(index).size()), QByteArrayView(reinterpret_cast<const char *>(&record), sizeof record));
    m_last = record;
    if (m_remembers)
        m_pieces.append({offset, bytes.toByteArray(), stream, gap, m_timeMs});
}

void LogFolder::makeRoom(quint64 number)
{
    if (number > m_newest && number >= m_limits.maxSegments) {
        const quint64 dropped = number - m_limits.maxSegments + m_limits.headSegments;
        QFile::remove(file(dropped, ".dat"));
        QFile::remove(file(dropped, ".idx"));
    }
    if (number > m_newest || end() == 0) {
        write(file(number, ".dat"), 0, {});
        write(file(number, ".idx"), 0, {});
    }
    m_newest = number;
}

bool LogFolder::isDropped(quint64 number) const
{
    return number >= m_limits.headSegments && number + m_limits.maxSegments <= m_newest + m_limits.headSegments;
}

QByteArray LogFolder::everything() const
{
    QByteArray result;
    for (const Piece &piece : m_pieces)
        result += piece.bytes;
    return result;
}
