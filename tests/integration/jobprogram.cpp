// A job for the keeper's tests: its first thread ends, another one goes on and ignores SIGTERM.

#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <thread>

int main()
{
    std::signal(SIGTERM, SIG_IGN);
    std::thread([] {
        ::usleep(50000);
        [[maybe_unused]] const ssize_t n = ::write(STDOUT_FILENO, "ready\n", 6);
        for (;;)
            ::pause();
    }).detach();
    ::pthread_exit(nullptr);
}
