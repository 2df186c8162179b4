#include "core/keeper/inputqueue.h"

#include <cerrno>

#include "core/keeper/terminal.h"

namespace keeper {

void InputQueue::open(UniqueFd input, bool terminal)
{
    m_fd = std::move(input);
    m_terminal = terminal;
}

InputStatus InputQueue::add(const std::string &bytes)
{
    if (m_closing)
        return InputStatus::Closed;
    if (!m_fd.isValid())
        return InputStatus::Broken;
    if (m_bytes.size() + bytes.size() > maxInputQueue)
        return InputStatus::Full;
    m_bytes += bytes;
    write();
    return m_fd.isValid() ? InputStatus::Accepted : InputStatus::Broken;
}

InputStatus InputQueue::close()
{
    if (m_terminal && m_fd.isValid())
        return add(std::string(1, endOfInput(m_fd.get())));
    if (m_closing)
        return InputStatus::Closed;
    if (!m_fd.isValid())
        return InputStatus::Broken;
    m_closing = true;
    write();
    return InputStatus::Accepted;
}

void InputQueue::write()
{
    std::size_t written = 0;
    while (m_fd.isValid() && written < m_bytes.size()) {
        const ssize_t n = ::write(m_fd.get(), m_bytes.data() + written, m_bytes.size() - written);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno != EAGAIN)
            return abandon();
        if (n < 0)
            break;
        written += std::size_t(n);
    }
    m_bytes.erase(0, written);
    if (m_closing && m_bytes.empty())
        m_fd.reset();
}

void InputQueue::abandon()
{
    m_fd.reset();
    m_bytes.clear();
    m_bytes.shrink_to_fit();
}

}  // namespace keeper
