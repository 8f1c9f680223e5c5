// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::ssh {

/// One line of a known_hosts file as OpenSSH writes it.
struct KnownHostsEntry {
    enum class Marker : std::uint8_t { None, Revoked, CertAuthority };

    Marker marker = Marker::None;
    std::string hosts; ///< comma-separated patterns, or `|1|salt|hash`
    std::string type;  ///< such as `ssh-ed25519`
    std::string key;   ///< base64
};

/// The entries of a file; lines that are not entries are skipped. Pure; bounded by the size of `text`.
[[nodiscard]] std::vector<KnownHostsEntry> parseKnownHosts(std::string_view text);

/// The name under which a server is listed: `host`, or `[host]:port` for a port other than 22; lower case.
[[nodiscard]] std::string knownHostsName(std::string_view host, std::uint16_t port);

/// Whether the patterns of `entry` (with `*`, `?`, `!`) or its hash mean `name`.
[[nodiscard]] bool matches(const KnownHostsEntry &entry, std::string_view name);

} // namespace piuptime::ssh
