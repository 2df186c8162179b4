#pragma once

// The control protocol between a keeper and the services that attach to it, over a connected AF_UNIX
// SOCK_STREAM socket: the socketpair that the keeper inherits, or a connection to its own listening socket.
//
// A frame is a FrameHeader followed by `length` bytes of payload. Integers are in the machine's byte order:
// both ends run on one machine. The service speaks first, with Attach; the keeper answers with Hello and from
// then on reports by itself. Any number of services may be attached; each gets every report. A frame of an
// unknown type is skipped, and a payload longer than the struct it starts with is accepted: this is how the
// protocol grows. A keeper never waits for a service: a service that does not read is disconnected when
// maxBacklog bytes wait for it, and attaches again.

#include <cstdint>

#include "core/keeper/terminalsize.h"

namespace keeper {

inline constexpr std::uint32_t protocolVersion = 1;
inline constexpr std::uint32_t maxPayload = 1u << 20;  // bytes; a longer frame ends the connection
inline constexpr std::uint32_t maxInput = 256u << 10;  // bytes in one Input frame
inline constexpr std::uint32_t maxInputQueue = 1u << 20;  // bytes of input that wait for a job to read them
inline constexpr std::uint32_t maxBacklog = 1u << 20;  // bytes of reports that wait for a service to read them

enum class FrameType : std::uint32_t {
    // service to keeper
    Attach = 1,  // Attach
    Input = 2,  // InputHeader, then the bytes for the job's stdin; answered by InputReply
    CloseInput = 3,  // InputHeader: close stdin once the queued input is written; answered by InputReply. On a
    // terminal: send it its end-of-input character (^D); it stays open and takes more
    Stop = 4,  // Stop: end the job's whole tree; answered by Stopped when it is done
    Inspect = 5,  // Inspect: answered by Tree
    Resize = 6,  // TerminalSize: answered by Resized, but not without a terminal, not when it is not allowed, and not
    // by older keepers

    // keeper to service
    Hello = 100,  // Hello; the state as it is now
    Started = 101,  // Started: the command runs
    Growth = 102,  // Growth: output arrived and can be read from the log up to `end`
    Result = 103,  // the text of result.json: the main process has ended, or could not be started
    InputReply = 104,  // InputReply
    Stopped = 105,  // Stopped, then `survivors` x std::int32_t: process ids that could not be ended
    NeedsInput = 107,  // NeedsInput: it has changed; also behind Hello and before Tree when it waits for input
    Resized = 108,  // TerminalSize: that of the job's terminal, behind Hello and when it was changed by Resize
    Tree = 106,  // Tree, then `ports` x std::uint16_t: the TCP ports that the tree listens on, ascending; then, but not
    // from older keepers, a std::uint32_t and as many ProcessClock: of each process, or none if there are too many
};

struct FrameHeader {
    std::uint32_t type;  // FrameType
    std::uint32_t length;  // bytes of payload that follow
};

struct Attach {
    std::uint32_t version;  // protocolVersion of the service
};

enum class Phase : std::uint32_t {
    Starting = 0,  // the command has not been executed yet
    Running = 1,
    Ended = 2,  // the main process has been reaped or could not be started; a Result frame follows the Hello
};

// How much output there is. Every byte below `end` is in the log or inside a gap that the index names.
struct Growth {
    std::uint64_t end;  // offset behind the last indexed byte
    std::uint64_t lines;  // newline bytes below `end`
    std::uint64_t stderrBytes;  // of the bytes below `end`, those from stderr
    std::uint64_t gapBytes;  // of the bytes below `end`, those that could not be stored (disk full)
    std::int64_t lastOutputMs;  // wall clock, milliseconds since 1970 UTC; 0 when nothing was printed yet
    std::uint32_t openStreams;  // 1: stdout is open, 2: stderr is open
    std::uint32_t reserved;
};

struct Hello {
    std::uint32_t version;  // protocolVersion of the keeper
    std::int32_t keeperPid;
    std::int32_t mainPid;  // 0 before Running
    Phase phase;
    std::int64_t startedMs;  // wall clock when the command was executed; 0 before
    std::int64_t startedSteadyMs;  // the same by CLOCK_BOOTTIME (clock_gettime(2)), which never jumps
    Growth growth;
};

struct Started {
    std::int32_t mainPid;
    std::uint32_t reserved;
    std::int64_t startedMs;  // wall clock, milliseconds since 1970 UTC
    std::int64_t startedSteadyMs;  // by CLOCK_BOOTTIME
};

struct InputHeader {
    std::uint64_t serial;  // chosen by the service, returned in InputReply
};

enum class InputStatus : std::uint32_t {
    Accepted = 0,  // queued or written; `queued` bytes wait
    Closed = 1,  // stdin was closed by CloseInput before
    Full = 2,  // nothing was taken: `queued` bytes already wait for a job that does not read them
    Broken = 3,  // the job closed its end of the pipe, or has ended
};

struct InputReply {
    std::uint64_t serial;
    InputStatus status;
    std::uint32_t reserved;
    std::uint64_t queued;  // bytes that wait for the job to read them
};

// What the job waits for, as far as the keeper can see (core/keeper/inputwatch.h).
enum class InputNeed : std::uint32_t {
    None = 0,  // nothing, or it cannot be known
    Text = 1,  // a process is blocked reading the job's stdin or terminal
    Secret = 2,  // the same on a terminal that does not show what is typed: a password
};

struct NeedsInput {
    InputNeed need;
    std::uint32_t reserved;
};

// Who asked for the end of a job. The order is that of result.json's "by".
enum class StopCause : std::uint32_t {
    None = 0,
    Agent = 1,
    Person = 2,
    Timeout = 3,
    Service = 4,  // the service stops all jobs, because it was told to when it ended
};

struct Stop {
    std::uint32_t signal;  // sent first to the whole tree
    std::uint32_t graceMs;  // SIGKILL follows for what is left after this time; 0: at once
    StopCause cause;
    std::uint32_t reserved;
};

struct Stopped {
    std::uint32_t signalled;  // processes that got the first signal
    std::uint32_t killed;  // processes that had to be ended by SIGKILL
    std::uint32_t survivors;  // count of process ids that follow
    std::uint32_t reserved;
};

struct Inspect {
    std::uint64_t serial;  // chosen by the service, returned in Tree
};

struct Tree {
    std::uint64_t serial;
    std::uint64_t cpuMs;  // user and system time of the living tree and of its reaped members
    std::uint64_t residentBytes;  // sum over the living tree
    std::uint32_t processes;  // living processes of the tree, the keeper not counted
    std::uint32_t ports;  // count of ports that follow; 0 from a keeper that doesn't know
};

// Read before all else in a Tree was looked at: as long as no clock goes on, it is as it was.
struct ProcessClock {
    std::int32_t pid;
    std::uint32_t reserved;
    std::uint64_t ranNs;  // processClock()
};

static_assert(sizeof(ProcessClock) == 16);
static_assert(sizeof(FrameHeader) == 8 && sizeof(Growth) == 48 && sizeof(Hello) == 80 && sizeof(Started) == 24);
static_assert(sizeof(InputReply) == 24 && sizeof(Stop) == 16 && sizeof(Stopped) == 16 && sizeof(Tree) == 32);

}  // namespace keeper
