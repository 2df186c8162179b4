#pragma once

#include <cstdint>
#include <string>

#include "core/keeper/protocol.h"
#include "core/keeper/uniquefd.h"

namespace keeper {

// What waits to be written to the job's stdin or terminal. Bounded by maxInputQueue; never blocks.
class InputQueue final
{
public:
    void open(UniqueFd input, bool terminal);

    // Takes all of the bytes or none.
    InputStatus add(const std::string &bytes);
    // Closes stdin once what waits has been written. A terminal stays open and takes more input: it gets its
    // end-of-input character, which ends one read of the job's, and only at the beginning of a line.
    InputStatus close();
    // Writes what the pipe takes.
    void write();
    // The job has closed its end or has ended.
    void abandon();

    // The descriptor to be polled for POLLOUT (or only for its end); -1 when there is none.
    [[nodiscard]] int fd() const { return m_fd.get(); }
    [[nodiscard]] bool isOpen() const { return m_fd.isValid() && !m_closing; }
    [[nodiscard]] bool isWaiting() const { return m_fd.isValid() && !m_bytes.empty(); }
    [[nodiscard]] std::uint64_t size() const { return m_bytes.size(); }

private:
    UniqueFd m_fd;
    std::string m_bytes;
    bool m_terminal = false;
    bool m_closing = false;
};

}  // namespace keeper
