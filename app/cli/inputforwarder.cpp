#include "app/cli/inputforwarder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "app/cli/client.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace cli {

namespace {

constexpr qsizetype chunkBytes = 128 << 10;
constexpr qint64 enoughQueued = 512 << 10;  // bytes that wait for the job before we wait too
// Nobody tells when a job has read: it is asked again after a while, less often the longer it does not.
constexpr auto shortestPause = 5ms, longestPause = 200ms;

}  // namespace

InputForwarder::InputForwarder(Client &client, QString jobId, AtEnd atEnd, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_jobId(std::move(jobId))
    , m_whatAtEnd(atEnd)
    , m_readable(STDIN_FILENO, QSocketNotifier::Read)
{
    m_readable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &InputForwarder::read);
    m_again.setSingleShot(true);
    m_again.setInterval(shortestPause);
    connect(&m_again, &QTimer::timeout, this, &InputForwarder::send);
}

void InputForwarder::start()
{
    resume();
}

void InputForwarder::resume()
{
    m_readable.setEnabled(m_bytes.isEmpty() && !m_atEnd && mayRead());
}

bool InputForwarder::mayRead() const
{
    if (::isatty(STDIN_FILENO) != 1)
        return true;
    struct stat info;
    const bool hasPager = ::fstat(STDOUT_FILENO, &info) == 0 && S_ISFIFO(info.st_mode);
    return !hasPager && ::tcgetpgrp(STDIN_FILENO) == ::getpgrp();
}

void InputForwarder::read()
{
    m_readable.setEnabled(false);
    if (!mayRead())
        return;
    QByteArray buffer(chunkBytes, Qt::Uninitialized);
    const ssize_t n = ::read(STDIN_FILENO, buffer.data(), size_t(buffer.size()));
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return resume();
    if (n > 0)
        m_bytes = buffer.first(n);
    else
        m_atEnd = true;
    if (m_atEnd && m_whatAtEnd == AtEnd::LeaveOpen)
        return emit finished();
    send();
}

void InputForwarder::send()
{
    m_client.request(
        u"jobdeck/input"_s,
        {{u"job_id"_s, m_jobId}, {u"data"_s, QString::fromLatin1(m_bytes.toBase64())}, {u"close"_s, m_atEnd}}, this,
        [this](const Reply &reply) { take(reply); });
}

void InputForwarder::take(const Reply &reply)
{
    if (!reply.error.isEmpty()) {
        m_atEnd = true;
        m_bytes.clear();
        return reply.isUnsure ? emit lost() : emit refused(reply.error);
    }
    const qint64 queued = reply.fields[u"queued"].toInteger();
    if (queued < 0) {
        m_again.setInterval(std::min<std::chrono::milliseconds>(2 * m_again.intervalAsDuration(), longestPause));
        return m_again.start();
    }
    m_again.setInterval(shortestPause);
    m_bytes.clear();
    if (m_atEnd)
        return emit finished();
    if (queued > enoughQueued)
        QTimer::singleShot(shortestPause, this, &InputForwarder::resume);
    else
        resume();
}

}  // namespace cli
