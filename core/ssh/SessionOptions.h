// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/model/Device.h"

#include <memory>
#include <string>
#include <vector>

namespace piuptime::ssh {

class HostKeys;
class Identities;

/// How long each step of opening a session may take; with jump hosts, each step of each hop.
struct StepTimeouts {
    Milliseconds resolve{10'000};
    Milliseconds connect{10'000};
    Milliseconds keyExchange{10'000};
    Milliseconds signIn{30'000}; ///< what the server takes; the time a person needs comes on top
    Milliseconds person{300'000};
    Milliseconds agent{10'000}; ///< one answer of the SSH agent, which may ask a person to confirm
};

struct SessionOptions {
    SshEndpoint endpoint;
    std::vector<SshEndpoint> jumps;      ///< passed in this order, nearest first
    std::vector<std::string> identities; ///< private key files, `~` allowed; empty: the usual ones of ~/.ssh
    std::string agentSocket;             ///< empty: no agent is asked; see `usualAgentSocket()`
    std::shared_ptr<HostKeys> hostKeys;  ///< shared by all sessions of the program
    std::shared_ptr<Identities> keys;    ///< shared by all sessions of the program
    StepTimeouts timeouts;
    /// A silent peer is asked for a sign of life after this time, and given up after twice this time.
    Milliseconds keepAlive{30'000};
};

/// The agent of the person who runs the program: SSH_AUTH_SOCK, or empty.
[[nodiscard]] std::string usualAgentSocket();

/// `user@host:port` for messages; IPv6 in brackets.
[[nodiscard]] std::string toString(const SshEndpoint &endpoint);
/// `host:port`; IPv6 in brackets.
[[nodiscard]] std::string hostAndPort(const SshEndpoint &endpoint);

} // namespace piuptime::ssh
