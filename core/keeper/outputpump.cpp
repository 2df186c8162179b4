#include "core/keeper/outputpump.h"

#include <algorithm>
#include <cerrno>

#include "core/keeper/clock.h"

namespace keeper {

namespace {

constexpr std::int64_t quietMs = 10, mostGatheredMs = 40;
// A pipe gives all that it holds, up to 1 MiB, in few reads; a terminal at most 4 KiB in one, and holds less than 1 MiB.
constexpr int readsPerWake = 4, readsPerWakeOfTerminal = 64;
constexpr int readsAtEnd = 16, readsAtEndOfTerminal = 256;

}  // namespace

void OutputPump::open(UniqueFd output, UniqueFd errors)
{
    m_terminal = !errors.isValid();
    m_output = std::move(output);
    m_errors = std::move(errors);
}

bool OutputPump::read()
{
    const bool printed = readStream(m_output, Stream::Stdout, m_terminal ? readsPerWakeOfTerminal : readsPerWake);
    const bool complained = readStream(m_errors, Stream::Stderr, readsPerWake);
    return printed || complained;
}

void OutputPump::drain()
{
    readStream(m_output, Stream::Stdout, m_terminal ? readsAtEndOfTerminal : readsAtEnd);
    readStream(m_errors, Stream::Stderr, readsAtEnd);
}

void OutputPump::close()
{
    drain();
    m_output.reset();
    m_errors.reset();
}

// True when something was read. At the end of the stream its descriptor is closed.
bool OutputPump::readStream(UniqueFd &fd, Stream stream, int mostReads)
{
    static char buffer[256 << 10];
    bool any = false;
    for (int i = 0; fd.isValid() && i < mostReads; ++i) {
        const ssize_t n = ::read(fd.get(), buffer, sizeof buffer);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            break;
        any = true;
        if (n <= 0) {
            fd.reset();
            break;
        }
        m_log.append(stream, buffer, std::size_t(n));
        if (n < ssize_t(sizeof buffer) && mostReads == readsPerWake)
            break;  // probably all for now; poll tells
    }
    if (any)
        noteArrival();
    return any;
}

void OutputPump::noteArrival()
{
    m_newsLast = steadyMs();
    if (m_newsSince == 0)
        m_newsSince = m_newsLast;
}

std::int64_t OutputPump::dueAt() const
{
    return std::min(m_newsLast + quietMs, m_newsSince + mostGatheredMs);
}

int OutputPump::delay() const
{
    const int flush = m_log.flushDelay();
    if (m_newsSince == 0)
        return flush;
    const int news = int(std::clamp<std::int64_t>(dueAt() - steadyMs(), 0, mostGatheredMs));
    return flush < 0 ? news : std::min(flush, news);
}

bool OutputPump::step()
{
    if (m_log.flushDelay() == 0)
        m_log.flush();
    // Records that a full disk held back came in after all.
    if (m_newsSince == 0 && m_log.growth().end != m_told.end)
        noteArrival();
    return m_newsSince > 0 && steadyMs() >= dueAt() && takeNews();
}

bool OutputPump::takeNews()
{
    m_log.flush();
    m_newsSince = 0;
    const Growth now = growth();
    const bool news = now.end != m_told.end || now.openStreams != m_told.openStreams;
    m_told = now;
    return news;
}

Growth OutputPump::growth() const
{
    Growth growth = m_log.growth();
    growth.openStreams = (m_output.isValid() ? 1u : 0u) | (m_errors.isValid() ? 2u : 0u);
    return growth;
}

}  // namespace keeper
