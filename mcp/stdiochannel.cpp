#include "mcp/stdiochannel.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace mcp {

namespace {

int takeStdout()
{
    const int own = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    return own;
}

}  // namespace

StdioChannel::StdioChannel(QObject *parent)
    : QObject(parent)
    , m_stdout(takeStdout())
    , m_stdoutFlags(::fcntl(m_stdout.get(), F_GETFL))
    , m_readable(STDIN_FILENO, QSocketNotifier::Read)
    , m_writable(m_stdout.get(), QSocketNotifier::Write)
{
    ::fcntl(m_stdout.get(), F_SETFL, m_stdoutFlags | O_NONBLOCK);
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &StdioChannel::read);
    connect(&m_writable, &QSocketNotifier::activated, this, &StdioChannel::flush);
}

StdioChannel::~StdioChannel()
{
    // A terminal shares its flags with the shell that comes after us.
    ::fcntl(m_stdout.get(), F_SETFL, m_stdoutFlags);
}

void StdioChannel::write(const QByteArray &bytes)
{
    m_output += bytes;
    if (!m_writable.isEnabled())
        flush();
}

void StdioChannel::setReading(bool on)
{
    m_readable.setEnabled(on);
}

void StdioChannel::read()
{
    char buffer[65536];
    const ssize_t n = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (n > 0) {
        emit received(QByteArray(buffer, n));
    } else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
        m_readable.setEnabled(false);
        emit inputEnded();
    }
}

void StdioChannel::flush()
{
    qsizetype written = 0;
    bool gone = false;
    while (written < m_output.size()) {
        const ssize_t n = ::write(m_stdout.get(), m_output.constData() + written, size_t(m_output.size() - written));
        if (n < 0 && errno == EINTR)
            continue;
        gone = n < 0 && errno != EAGAIN;
        if (n < 0)
            break;
        written += n;
    }
    m_output.remove(0, gone ? m_output.size() : written);
    m_writable.setEnabled(!m_output.isEmpty());
    if (gone)
        emit outputClosed();
    else if (written > 0)
        emit drained();
}

}  // namespace mcp
