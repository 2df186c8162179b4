#include "app/cli/outputsink.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <QString>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

// The same pipe or terminal, opened anew: other programs that share the descriptor must not find it non-blocking.
core::UniqueFd openedAnew(int descriptor)
{
    struct stat info;
    const bool mayBlock = ::fstat(descriptor, &info) == 0 && (S_ISFIFO(info.st_mode) || S_ISCHR(info.st_mode));
    const QByteArray path = "/proc/self/fd/" + QByteArray::number(descriptor);
    return core::UniqueFd(mayBlock ? ::open(path.constData(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1);
}

}  // namespace

OutputSink::OutputSink(int descriptor, bool raw, Filter filter, QObject *parent)
    : QObject(parent)
    , m_filter(std::move(filter))
    , m_fd(openedAnew(descriptor))
{
    if (!m_fd.isValid())
        m_fd.reset(::fcntl(descriptor, F_DUPFD_CLOEXEC, 3));
    if (!raw && ::isatty(descriptor) == 1)
        m_guard.emplace();
}

void OutputSink::write(const QByteArray &bytes)
{
    if (!bytes.isEmpty())
        m_isAtLineStart = bytes.endsWith('\n');
    const QByteArray shown = m_filter ? m_filter(bytes) : bytes;
    queue(m_guard ? m_guard->take(shown) : shown);
}

void OutputSink::finish()
{
    if (m_guard)
        queue(m_guard->finish());
}

void OutputSink::queue(const QByteArray &bytes)
{
    if (m_isDead || bytes.isEmpty())
        return;
    m_waiting = backlog() == 0 ? bytes : m_waiting.mid(m_written) + bytes;
    m_written = 0;
    if (!m_writable || !m_writable->isEnabled())
        flush();
}

void OutputSink::flush()
{
    ssize_t n = 0;
    while (backlog() > 0) {
        n = ::write(m_fd.get(), m_waiting.constData() + m_written, size_t(backlog()));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            break;
        m_written += n;
    }
    if (n < 0 && errno == EAGAIN) {
        if (!m_writable) {
            m_writable = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Write);
            connect(m_writable.get(), &QSocketNotifier::activated, this, &OutputSink::flush);
        }
        m_writable->setEnabled(true);
        return;
    }
    const int error = n < 0 ? errno : 0;
    m_waiting.clear();
    m_written = 0;
    if (m_writable)
        m_writable->setEnabled(false);
    m_isDead = error != 0;
    if (error == EPIPE)
        emit closed();
    else if (error != 0)
        emit failed(u"The output cannot be written: %1."_s.arg(QString::fromLocal8Bit(std::strerror(error))));
    else
        emit drained();
}

}  // namespace cli
