// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/UniqueFd.h"

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <string>

namespace piuptime::gateway::net {

/// Where a TCP socket listens or connects to.
class Address
{
public:
    Address() = default;
    Address(const sockaddr_storage &storage, socklen_t length)
        : m_storage(storage)
        , m_length(length)
    {
    }

    /// What becomes of a host that is given by name.
    enum class Names : std::uint8_t { LookedUp, Unknown };

    /// Looks up `host:port` or `[v6]:port`. May block for as long as the resolver does, with names.
    /// \retval InvalidInput it is not of that form   \retval NotFound there is no such host
    [[nodiscard]] static Result<Address> resolve(const std::string &text, Names names = Names::LookedUp);
    /// That of a listening socket's own end.
    [[nodiscard]] static Address ofSocket(int fd);

    [[nodiscard]] const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&m_storage); }
    [[nodiscard]] socklen_t length() const { return m_length; }
    [[nodiscard]] int family() const { return m_storage.ss_family; }
    [[nodiscard]] std::uint16_t port() const;
    /// Numeric, without the port; an IPv4 address in IPv6's clothes as IPv4.
    [[nodiscard]] std::string host() const;

    friend bool operator==(const Address &one, const Address &other);

private:
    sockaddr_storage m_storage{};
    socklen_t m_length = 0;
};

/// Connections that wait at a listening socket until they are accepted, at most; Linux lets in one more.
inline constexpr int kBacklog = 1024;
/// Whether other sockets of the same user may listen at the same address.
enum class Sharing : std::uint8_t { No, Yes };

/// A listening socket.
/// \retval Conflict the port is taken   \retval Unauthorized only root may have it   \retval Internal otherwise
[[nodiscard]] Result<UniqueFd> listenOn(const Address &address, Sharing sharing);

/// A socket that connects; writable once it has, or has failed. \return not open when that failed at once
[[nodiscard]] UniqueFd startConnecting(const Address &address);
/// Why connecting failed; 0 when it did not.
[[nodiscard]] int connectionError(int fd);

/// So that small answers leave at once.
void sendWithoutDelay(int fd);

} // namespace piuptime::gateway::net
