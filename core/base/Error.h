// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime {

/// What went wrong, in the few classes a caller can act on. Front ends translate the kind.
enum class ErrorKind {
    Timeout,      ///< a deadline passed
    Unreachable,  ///< no route, refused, or the connection ended
    Unauthorized, ///< the peer refused us, or we refuse the peer
    NotFound,     ///< the thing asked for does not exist
    InvalidInput, ///< what a person or a file gave us is not valid
    Conflict,     ///< it exists already, or changed meanwhile
    Overloaded,   ///< a bound was reached
    Corrupt,      ///< a peer or a file answered with something malformed
    Cancelled,    ///< we were asked to stop
    Internal,     ///< our own mistake, or the operating system failed us
};

/// Stable lower-case word for logs and JSON, such as `timeout`.
[[nodiscard]] std::string_view name(ErrorKind kind);

/// A server showed another host key than the one known for it; it was sent nothing, and only a person can decide.
struct ChangedHostKey {
    std::string server;                ///< `host` or `host:port`: the device itself or a jump host on the way
    std::string keyType;               ///< of the key offered now, such as `ssh-ed25519`
    std::vector<std::string> expected; ///< fingerprints trusted so far, `SHA256:…`
    std::string offered;               ///< fingerprint shown now

    friend bool operator==(const ChangedHostKey &, const ChangedHostKey &) = default;
};

/// A failure that gathers context on its way up.
///
/// `detail` is English, for logs and for the second line of a dialog; it never holds a secret.
/// `steps` are the steps that were under way, innermost first.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    std::string detail;
    std::vector<std::string> steps;
    std::optional<ChangedHostKey> changedHostKey = std::nullopt; ///< Unauthorized: set when this is why

    /// `detail`, then `while <step>` for each step, on one line.
    [[nodiscard]] std::string describe() const;

    friend bool operator==(const Error &, const Error &) = default;
};

} // namespace piuptime
