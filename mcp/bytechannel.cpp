#include "mcp/bytechannel.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace mcp {

ByteChannel::ByteChannel(core::UniqueFd input, core::UniqueFd output, QObject *parent)
    : QObject(parent)
    , m_input(std::move(input))
    , m_output(std::move(output))
    , m_outputFlags(::fcntl(m_output.get(), F_GETFL))
    , m_readable(m_input.get(), QSocketNotifier::Read)
    , m_writable(m_output.get(), QSocketNotifier::Write)
{
    ::fcntl(m_output.get(), F_SETFL, m_outputFlags | O_NONBLOCK);
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &ByteChannel::read);
    connect(&m_writable, &QSocketNotifier::activated, this, &ByteChannel::flush);
}

ByteChannel::~ByteChannel()
{
    // A terminal shares its flags with the shell that comes after us.
    ::fcntl(m_output.get(), F_SETFL, m_outputFlags);
}

void ByteChannel::write(const QByteArray &bytes)
{
    m_waiting += bytes;
    if (!m_writable.isEnabled())
        flush();
}

void ByteChannel::setReading(bool on)
{
    m_readable.setEnabled(on && !m_inputEnded);
}

void ByteChannel::read()
{
    char buffer[65536];
    const ssize_t n = ::read(m_input.get(), buffer, sizeof buffer);
    if (n > 0) {
        emit received(QByteArray(buffer, n));
    } else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
        m_inputEnded = true;
        m_readable.setEnabled(false);
        emit inputEnded();
    }
}

void ByteChannel::flush()
{
    qsizetype written = 0;
    bool gone = false;
    while (written < m_waiting.size()) {
        const ssize_t n = ::write(m_output.get(), m_waiting.constData() + written, size_t(m_waiting.size() - written));
        if (n < 0 && errno == EINTR)
            continue;
        gone = n < 0 && errno != EAGAIN;
        if (n < 0)
            break;
        written += n;
    }
    m_waiting.remove(0, gone ? m_waiting.size() : written);
    m_writable.setEnabled(!m_waiting.isEmpty());
    if (gone)
        emit outputClosed();
    else if (written > 0)
        emit drained();
}

StandardStreams takeStandardStreams()
{
    StandardStreams streams{core::UniqueFd(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)),
                            core::UniqueFd(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3))};
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    return streams;
}

}  // namespace mcp
