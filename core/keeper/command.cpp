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

struct Pipes {
    Pipe input, output, errors, report;
};

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

[[noreturn]] void becomeCommand(const Orders &orders, const ControlGroup &group, const Pipes &pipes, char *const *argv,
                                char *const *environment)
{
    const auto give = [&](char stage) {
        const Report report{stage, errno};
        [[maybe_unused]] const ssize_t n = ::write(pipes.report.writing.get(), &report, sizeof report);
        ::_exit(127);
    };
    ::setpgid(0, 0);
    group.enter();
    resetSignals();
    limitDescriptors(orders.descriptorLimit);
    if (::chdir(orders.cwd.c_str()) != 0)
        give('c');
    ::dup2(pipes.input.reading.get(), STDIN_FILENO);
    ::dup2(pipes.output.writing.get(), STDOUT_FILENO);
    ::dup2(pipes.errors.writing.get(), STDERR_FILENO);
    ::execve(orders.shell.c_str(), argv, environment);
    give('e');
    ::_exit(127);
}

UniqueFd ownEnd(UniqueFd &end)
{
    ::fcntl(end.get(), F_SETFL, O_NONBLOCK);
    return std::move(end);
}

}  // namespace

StartFailure startCommand(const Orders &orders, const ControlGroup &group, Command &command)
{
    Pipes pipes;
    if (!pipes.input.open() || !pipes.output.open() || !pipes.errors.open() || !pipes.report.open())
        return {"pipe", errno};
    ::fcntl(pipes.output.reading.get(), F_SETPIPE_SZ, pipeSize);
    ::fcntl(pipes.errors.reading.get(), F_SETPIPE_SZ, pipeSize);

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
        becomeCommand(orders, group, pipes, argv, environment.data());
    ::setpgid(command.pid, command.pid);  // whoever comes first
    pipes.report.writing.reset();
    Report report{};
    ssize_t n = 0;
    while ((n = ::read(pipes.report.reading.get(), &report, sizeof report)) < 0 && errno == EINTR) { }
    if (n == ssize_t(sizeof report)) {
        ::waitpid(command.pid, nullptr, 0);  // it ends with its report
        command.pid = 0;
        return {report.stage == 'c' ? "chdir" : "exec", report.error};
    }
    command.input = ownEnd(pipes.input.writing);
    command.output = ownEnd(pipes.output.reading);
    command.errors = ownEnd(pipes.errors.reading);
    return {};
}

}  // namespace keeper
