// jobdeck-keeper: one per job. The first process checks the orders, takes the job's lock and its socket, puts the
// keeper into the background and ends; its exit code says whether the keeper stands.

#include <fcntl.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sysexits.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <vector>

#include "core/keeper/files.h"
#include "core/keeper/keeper.h"

namespace {

using keeper::UniqueFd;

int fail(int exitCode, const std::string &what)
{
    std::fprintf(stderr, "jobdeck-keeper: %s: %s\n", what.c_str(), std::strerror(errno));
    return exitCode;
}

// The service starts us through a descriptor (core/keeperlauncher.h), whose number would be our name in ps and top.
void showName(char *program)
{
    constexpr char name[] = "jobdeck-keeper", descriptor[] = "/proc/self/fd/";
    static_assert(sizeof name <= sizeof descriptor);
    if (std::strncmp(program, descriptor, sizeof descriptor - 1) != 0)
        return;
    ::prctl(PR_SET_NAME, name);
    std::memset(program, 0, std::strlen(program));
    std::memcpy(program, name, sizeof name);
}

// A service that looks whether we live holds the lock for a moment.
bool lock(int fd)
{
    for (int attempt = 0; attempt < 50; ++attempt) {
        if (::flock(fd, LOCK_EX | LOCK_NB) == 0)
            return true;
        ::usleep(2000);
    }
    return false;
}

int listenOn(const std::string &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    std::memcpy(address.sun_path, path.c_str(), path.size());
    UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    ::unlink(path.c_str());
    const mode_t before = ::umask(0177);
    const bool bound = fd.isValid()
        && ::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
        && ::listen(fd.get(), 16) == 0;
    ::umask(before);
    return bound ? fd.release() : -1;
}

void closeAllBut(std::vector<int> kept)
{
    std::sort(kept.begin(), kept.end());
    unsigned first = STDERR_FILENO + 1;
    for (const int fd : kept) {
        if (fd < int(first))
            continue;
        if (unsigned(fd) > first)
            ::close_range(first, unsigned(fd) - 1, 0);
        first = unsigned(fd) + 1;
    }
    ::close_range(first, ~0u, 0);
}

// Of several keepers that services have started for one queued job, one runs it. The folder is synced, so that after a
// power cut the job is not taken for one that still waits.
bool claim(const keeper::Orders &orders)
{
    if (orders.claim.empty())
        return true;
    if (::unlink(orders.claim.c_str()) != 0)
        return false;
    const UniqueFd folder(::open(orders.jobDir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.isValid())
        ::fsync(folder.get());
    return true;
}

// The keeper holds nothing of whoever started it: no session, no terminal, no folder, no descriptor.
void detach(const keeper::Orders &orders, int lockFd, int listeningFd)
{
    ::setsid();
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    ::signal(SIGPIPE, SIG_IGN);
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::dup2(null, fd);
    closeAllBut({lockFd, listeningFd, orders.controlFd});
    if (orders.controlFd >= 0)
        ::fcntl(orders.controlFd, F_SETFD, FD_CLOEXEC);
    if (::chdir("/") != 0)
        return;
}

}  // namespace

int main(int argc, char **argv)
{
    if (argc > 0)
        showName(argv[0]);
    keeper::Orders orders;
    std::string error;
    if (!orders.parse(argc, argv, error)) {
        std::fprintf(stderr, "jobdeck-keeper: %s It is started by the Jobdeck service, not by hand.\n", error.c_str());
        return EX_USAGE;
    }
    if (orders.controlFd >= 0 && ::fcntl(orders.controlFd, F_GETFD) < 0)
        return fail(EX_USAGE,
                    "the descriptor of --control-fd, " + std::to_string(orders.controlFd) + ", cannot be used");
    const std::string lockFile = orders.jobDir + "/keeper.lock";
    const int lockFd = ::open(lockFile.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lockFd < 0)
        return fail(EX_IOERR, "the lock file " + lockFile + " cannot be opened");
    if (!lock(lockFd))
        return fail(EX_TEMPFAIL, "another keeper holds " + lockFile);
    if (!claim(orders))
        return fail(EX_TEMPFAIL, "the job is not queued any more: " + orders.claim + " cannot be removed");
    if (!keeper::makeFolders(orders.jobDir + "/output"))
        return fail(EX_IOERR, "the folder " + orders.jobDir + "/output cannot be made");
    const int listeningFd = listenOn(orders.socket);
    if (listeningFd < 0)
        return fail(EX_OSERR, "the socket " + orders.socket + " cannot be made");

    const pid_t pid = ::fork();
    if (pid < 0)
        return fail(EX_OSERR, "the keeper cannot be forked");
    if (pid > 0)
        ::_exit(EX_OK);
    detach(orders, lockFd, listeningFd);
    keeper::Keeper(orders, lockFd, listeningFd).run();
    return EX_OK;
}
