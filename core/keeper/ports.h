#pragma once

#include <sys/types.h>

#include <cstdint>
#include <vector>

namespace keeper {

// The TCP ports (IPv4 and IPv6) on which these processes listen, ascending, each once; also in network namespaces of
// their own. The work is bounded: of very many descriptors or connections some are not looked at.
std::vector<std::uint16_t> listeningPorts(const std::vector<pid_t> &pids);

}  // namespace keeper
