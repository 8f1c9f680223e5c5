// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/Cause.h"

#include <cstdint>
#include <string_view>

namespace piuptime::gateway::http {

enum class Version : std::uint8_t { Http10, Http11 };

/// Methods that change how a message is read or what may be done with it.
enum class Method : std::uint8_t { Other, Get, Head, Post, Put, Delete, Options, Connect, Trace };

[[nodiscard]] Method methodOf(std::string_view name);
/// Whether doing it twice has the effect of doing it once (RFC 9110, 9.2.2).
[[nodiscard]] bool isIdempotent(Method method);

/// How a message says where its body ends.
enum class BodyKind : std::uint8_t {
    None,
    Length,
    Chunked,
    UntilClose, ///< responses only
};

struct Framing {
    BodyKind kind = BodyKind::None;
    std::uint64_t length = 0; ///< in bytes, for Length

    friend bool operator==(const Framing &, const Framing &) = default;
};

/// What the Connection field says.
struct ConnectionOptions {
    bool close = false;
    bool keepAlive = false;
    bool upgrade = false;
    bool others = false; ///< names of further fields that end at this hop
};

enum class TargetForm : std::uint8_t {
    Origin,    ///< `/path?query`
    Absolute,  ///< `http://host/path?query`
    Authority, ///< `host:port`, of CONNECT
    Asterisk,  ///< `*`, of OPTIONS
};

/// A request's head as views of the bytes that were parsed.
struct RequestHead {
    Method method = Method::Other;
    Version version = Version::Http11;
    TargetForm form = TargetForm::Origin;
    bool expectsContinue = false;
    ConnectionOptions connection;
    Framing body;
    std::string_view methodName;
    std::string_view path;  ///< as it came; `/` when an absolute target has none, `*` for an asterisk
    std::string_view query; ///< with its question mark, or empty
    std::string_view host;  ///< with its port, or empty when an HTTP/1.0 request has none
    std::string_view upgrade;
    bool wantsTrailers = false; ///< `TE: trailers`

    /// Whether the client means to go on with the connection after this request.
    [[nodiscard]] bool keepsConnection() const
    {
        return !connection.close && (version == Version::Http11 || connection.keepAlive);
    }
    [[nodiscard]] bool wantsUpgrade() const { return connection.upgrade && !upgrade.empty(); }
};

/// A response's head as views of the bytes that were parsed.
struct ResponseHead {
    Version version = Version::Http11;
    int status = 0;
    std::string_view reason;
    ConnectionOptions connection;
    Framing body; ///< for the method that was asked

    [[nodiscard]] bool isInterim() const { return status < 200 && status != 101; }
    [[nodiscard]] bool keepsConnection() const
    {
        return !connection.close && body.kind != BodyKind::UntilClose
               && (version == Version::Http11 || connection.keepAlive);
    }
};

} // namespace piuptime::gateway::http
