#include "ui/find/logexport.h"

#include <algorithm>

#include <QFile>

#include "ui/condition.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr quint64 pieceBytes = 128 << 10;

}  // namespace

LogExport::LogExport(const core::Job &job, const QString &path, Format format, QObject *parent)
    : QObject(parent)
    , m_log(job.log())
    , m_file(path)
    , m_format(format)
    , m_slices([this] { return step(); }, this)
{
    const core::OutputExtent extent = m_log.extent();
    m_position = m_begin = extent.begin;
    m_end = extent.end;
}

void LogExport::start()
{
    m_slices.start();
}

void LogExport::cancel()
{
    m_slices.stop();
    m_file.cancelWriting();
    emit cancelled();
}

bool LogExport::step()
{
    if (!m_file.isOpen()) {
        if (!m_file.open(QIODevice::WriteOnly))
            return fail();
        // Output may hold what only its owner may see; a file that was there keeps the permissions that it has.
        if (!QFile::exists(m_file.fileName()))
            m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    if (m_position < m_end) {
        const core::OutputChunk chunk = m_log.read(m_position, std::min(pieceBytes, m_end - m_position));
        if (!(m_format == Format::Raw ? write(chunk.bytes()) : writeText(chunk)))
            return fail();
        const bool isStuck = chunk.nextOffset <= m_position;
        m_position = isStuck ? m_end : chunk.nextOffset;
        const int percent = int(100 * (std::min(m_position, m_end) - m_begin) / (m_end - m_begin));
        if (percent != std::exchange(m_percent, percent))
            emit progressed(percent);
        return m_slices.isRunning();
    }
    if (m_format == Format::Text && !write(m_text.finish().toUtf8()))
        return fail();
    if (!m_file.commit())
        return fail();
    m_slices.stop();
    emit finished();
    return false;
}

bool LogExport::writeText(const core::OutputChunk &chunk)
{
    for (const core::OutputSpan &span : chunk.spans) {
        if (span.gap == core::Gap::None)
            m_text.feed(span.bytes);
        else
            m_text.feed("\n["_ba + tr("%1 of output is not kept").arg(sizeText(span.length)).toUtf8() + "]\n");
    }
    return write(m_text.take().toUtf8());
}

bool LogExport::write(const QByteArray &bytes)
{
    return m_file.write(bytes) == bytes.size();
}

bool LogExport::fail()
{
    const QString reason = m_file.errorString();
    m_slices.stop();
    m_file.cancelWriting();
    emit failed(tr("The output could not be saved to “%1”: %2.").arg(m_file.fileName(), reason));
    return false;
}

}  // namespace ui
