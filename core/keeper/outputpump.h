#pragma once

#include <cstdint>
#include <string>

#include "core/keeper/logwriter.h"
#include "core/keeper/protocol.h"
#include "core/keeper/uniquefd.h"

namespace keeper {

// Copies what the job prints from its pipes to the log, and knows when its growth is to be told: when nothing came for
// 10 ms, at the latest after 40 ms.
class OutputPump final
{
public:
    OutputPump(std::string folder, LogLimits limits)
        : m_log(std::move(folder), limits)
    {
    }

    // The reading ends, non-blocking; or the master side of a terminal and no errors.
    void open(UniqueFd output, UniqueFd errors);
    [[nodiscard]] int outputFd() const { return m_output.get(); }  // to be polled for POLLIN; -1: at its end
    [[nodiscard]] int errorsFd() const { return m_errors.get(); }
    [[nodiscard]] bool isOpen() const { return m_output.isValid() || m_errors.isValid(); }

    // Takes some of what is there. False: nothing was.
    bool read();
    // Takes all that the main process can have printed; a descendant may go on.
    void drain();
    // Closes the pipes and writes what is gathered.
    void close();

    // Milliseconds until step() is due; -1 when nothing waits.
    [[nodiscard]] int delay() const;
    // Writes the log's records that are due. True when growth() is to be told now.
    bool step();
    // What has been written since it was last told, written out and counted as told. False: nothing new.
    bool takeNews();
    [[nodiscard]] Growth growth() const;
    [[nodiscard]] const LogWriter &log() const { return m_log; }

private:
    bool readStream(UniqueFd &fd, Stream stream, int mostReads);
    void noteArrival();
    [[nodiscard]] std::int64_t dueAt() const;

    UniqueFd m_output, m_errors;
    bool m_terminal = false;
    LogWriter m_log;
    Growth m_told{};
    std::int64_t m_newsSince = 0, m_newsLast = 0;  // steadyMs() of the first and last arrival that wasn't told; 0: none
};

}  // namespace keeper
