// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/SessionOptions.h"

#include <cstdlib>

namespace piuptime::ssh {

std::string usualAgentSocket()
{
    const char *socket = std::getenv("SSH_AUTH_SOCK");
    return socket ? socket : "";
}

std::string hostAndPort(const SshEndpoint &endpoint)
{
    const bool v6 = endpoint.host.find(':') != std::string::npos;
    return (v6 ? "[" + endpoint.host + "]" : endpoint.host) + ":" + std::to_string(endpoint.port);
}

std::string toString(const SshEndpoint &endpoint)
{
    return (endpoint.user.empty() ? "" : endpoint.user + "@") + hostAndPort(endpoint);
}

} // namespace piuptime::ssh
