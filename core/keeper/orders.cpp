#include "core/keeper/orders.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string_view>

namespace keeper {

namespace {

bool toNumber(const char *text, std::uint64_t &number)
{
    char *end = nullptr;
    errno = 0;
    number = std::strtoull(text, &end, 10);
    return errno == 0 && end != text && *end == '\0' && *text != '-';
}

}  // namespace

bool Orders::parse(int argc, char **argv, std::string &error)
{
    struct Text {
        std::string_view name;
        std::string *value;
    };
    const Text texts[] = {{"--job-dir", &jobDir}, {"--socket", &socket},   {"--cwd", &cwd},
                          {"--shell", &shell},    {"--command", &command}, {"--claim", &claim}};
    std::uint64_t control = UINT64_MAX, timeout = 0, grace = graceMs, head = 0, most = 0, onTerminal = 0,
                  columns = size.columns, rows = size.rows;
    struct Number {
        std::string_view name;
        std::uint64_t *value;
    };
    const Number numbers[] = {{"--control-fd", &control},     {"--timeout-ms", &timeout},
                              {"--grace-ms", &grace},         {"--segment-bytes", &limits.segmentBytes},
                              {"--head-segments", &head},     {"--max-segments", &most},
                              {"--nofile", &descriptorLimit}, {"--terminal", &onTerminal},
                              {"--columns", &columns},        {"--rows", &rows}};
    for (int i = 1; i < argc; i += 2) {
        const std::string_view name = argv[i];
        if (i + 1 >= argc) {
            error = "The option " + std::string(name) + " has no value.";
            return false;
        }
        bool known = false;
        for (const Text &text : texts) {
            if (text.name == name) {
                *text.value = argv[i + 1];
                known = true;
            }
        }
        for (const Number &number : numbers) {
            if (number.name != name)
                continue;
            known = true;
            if (!toNumber(argv[i + 1], *number.value)) {
                error = "The option " + std::string(name) + " is '" + argv[i + 1] + "'; it must be a whole number.";
                return false;
            }
        }
        if (!known) {
            error = "There is no option " + std::string(name) + ".";
            return false;
        }
    }
    for (const Text &text : texts) {
        if (text.value->empty() && text.value != &claim) {
            error = "The option " + std::string(text.name) + " is missing.";
            return false;
        }
    }
    if (limits.segmentBytes == 0 || most < 2 || head >= most) {
        error =
            "The log needs --segment-bytes of at least 1 and --max-segments of at least 2, more than --head-segments.";
        return false;
    }
    columns = std::min<std::uint64_t>(columns, maxTerminalSide + 1);
    rows = std::min<std::uint64_t>(rows, maxTerminalSide + 1);
    size = {std::uint32_t(columns), std::uint32_t(rows)};
    if (!isAllowed(size)) {
        error = "A terminal has 1 to " + std::to_string(maxTerminalSide) + " --columns and --rows.";
        return false;
    }
    controlFd = control > INT32_MAX ? -1 : int(control);
    terminal = onTerminal != 0;
    timeoutMs = std::int64_t(timeout);
    graceMs = std::uint32_t(grace);
    limits.headSegments = std::uint32_t(head);
    limits.maxSegments = std::uint32_t(most);
    return true;
}

std::string Orders::jobId() const
{
    return jobDir.substr(jobDir.find_last_of('/') + 1);
}

}  // namespace keeper
