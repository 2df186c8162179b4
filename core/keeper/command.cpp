#include "core/keeper/command.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>
#include <vector>

#include "core/keeper/controlgroup.h"
#include "core/keeper/terminal.h"

namespace keeper {

namespace {

constexpr int pipeSize = 1 << 20;  // bytes; less where the user's limit says so

struct Pipe {
    UniqueFd reading, writing;

    bool open()
    {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            return false;
        reading.reset(ends[0]);
        writing.reset(ends[1]);
        return true;
    }
};

// What the child says when it can't execute the command.
struct Report {
    char stage;  // 'c'hdir or 'e'xec
    int error;
};

// The command's ends; on a terminal the three are one.
struct TheirEnds {
    UniqueFd input, output, errors;
};

bool openPipes(TheirEnds &theirs, Command &ours)
{
    Pipe input, output, errors;
    if (!input.open() || !output.open() || !errors.open())
        return false;
    ::fcntl(output.reading.get(), F_SETPIPE_SZ, pipeSize);
    ::fcntl(errors.reading.get(), F_SETPIPE_SZ, pipeSize);
    theirs = {std::move(input.reading), std::move(output.writing), std::move(errors.writing)};
    ours.input = std::move(input.writing);
    ours.output = std::move(output.reading);
    ours.errors = std::move(errors.reading);
    return true;
}

UniqueFd duplicate(const UniqueFd &fd)
{
    return UniqueFd(::fcntl(fd.get(), F_DUPFD_CLOEXEC, 0));
}

bool openTerminal(TerminalSize size, TheirEnds &theirs, Command &ours)
{
    Terminal terminal;
    if (!terminal.open(size))
        return false;
    theirs = {duplicate(terminal.slave), duplicate(terminal.slave), duplicate(terminal.slave)};
    ours.input = duplicate(terminal.master);
    ours.output = std::move(terminal.master);
    ours.terminal = std::move(terminal.slave);
    return theirs.input.isValid() && theirs.output.isValid() && theirs.errors.isValid() && ours.input.isValid();
}

void resetSignals()
{
    struct sigaction action {
    };
    action.sa_handler = SIG_DFL;
    for (int signal = 1; signal < NSIG; ++signal)
        ::sigaction(signal, &action, nullptr);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void limitDescriptors(std::uint64_t soft)
{
    rlimit limit{};
    if (soft == 0 || ::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = soft < limit.rlim_max ? soft : limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

// Our environment with JOBDECK_JOB_ID. A job that started us, by way of the service, has left its own there.
std::vector<char *> environmentWith(std::string &id)
{
    const std::string_view name("JOBDECK_JOB_ID=");
    std::vector<char *> list;
    for (char **each = environ; each && *each; ++each) {
        if (std::strncmp(*each, name.data(), name.size()) != 0)
            list.push_back(*each);
    }
    id.insert(0, name);
    list.push_back(id.data());
    list.push_back(nullptr);
    return list;
}

[[noreturn]] void becomeCommand(const Orders &orders, const ControlGroup &group, const TheirEnds &ends, int reportTo,
                                char *const *argv, char *const *environment)
{
    const auto give = [&](char stage) {
        const Report report{stage, errno};
        [[maybe_unused]] const ssize_t n = ::write(reportTo, &report, sizeof report);
        ::_exit(127);
    };
    if (orders.terminal)
        takeTerminal(ends.input.get());
    else
        ::setpgid(0, 0);
    group.enter();
    resetSignals();
    limitDescriptors(orders.descriptorLimit);
    if (::chdir(orders.cwd.c_str()) != 0)
        give('c');
    ::dup2(ends.input.get(), STDIN_FILENO);
    ::dup2(ends.output.get(), STDOUT_FILENO);
    ::dup2(ends.errors.get(), STDERR_FILENO);
    ::execve(orders.shell.c_str(), argv, environment);
    give('e');
    ::_exit(127);
}

}  // namespace

StartFailure startCommand(const Orders &orders, const ControlGroup &group, Command &command)
{
    Pipe report;
    TheirEnds ends;
    if (!report.open() || (!orders.terminal && !openPipes(ends, command)))
        return {"pipe", errno};
    if (orders.terminal && !openTerminal(orders.size, ends, command))
        return {"terminal", errno};
    for (const UniqueFd *end : {&command.input, &command.output, &command.errors})
        ::fcntl(end->get(), F_SETFL, O_NONBLOCK);

    // Everything that allocates comes before the fork.
    std::string id = orders.jobId();
    std::string shell = orders.shell, option = "-c", text = orders.command;
    char *const argv[] = {shell.data(), option.data(), text.data(), nullptr};
    const std::vector<char *> environment = environmentWith(id);

    command.pid = ::fork();
    if (command.pid < 0) {
        command.pid = 0;
        return {"fork", errno};
    }
    if (command.pid == 0)
        becomeCommand(orders, group, ends, report.writing.get(), argv, environment.data());
    if (!orders.terminal)
        ::setpgid(command.pid, command.pid);  // whoever comes first
    report.writing.reset();
    Report failure{};
    ssize_t n = 0;
    while ((n = ::read(report.reading.get(), &failure, sizeof failure)) < 0 && errno == EINTR) { }
    if (n == ssize_t(sizeof failure)) {
        ::waitpid(command.pid, nullptr, 0);  // it ends with its report
        command.pid = 0;
        return {failure.stage == 'c' ? "chdir" : "exec", failure.error};
    }
    return {};
}

}  // namespace keeper
