// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/gateway/guard/KeySet.h"

#include <tl/expected.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::gateway::guard {

/// Which tokens are taken.
struct TokenRule {
    std::string issuer;                     ///< `iss` must be this; empty: any
    std::vector<std::string> audiences;     ///< `aud` must name one of these; empty: any, or none
    std::vector<TokenAlgorithm> algorithms; ///< empty: whichever there are keys for
    std::string scopeClaim = "scope";       ///< words in one text, or a list of texts
    Seconds leeway{60};                     ///< by which clocks may differ
    bool mayLackExpiry = false;

    friend bool operator==(const TokenRule &, const TokenRule &) = default;
};

/// What a token says of who shows it.
struct TokenClaims {
    std::string subject;
    std::string issuer;
    std::vector<std::string> scopes;
    std::optional<UtcTime> expires;
    std::optional<UtcTime> notBefore = {};
};

/// Why a token is not taken.
enum class TokenFlaw : std::uint8_t {
    Malformed, ///< it is no signed JSON Web Token in its compact form, or demands what is not known here
    AlgorithmRefused,
    KeyUnknown, ///< worth another look at the key set
    BadSignature,
    ExpiryMissing,
    Expired,
    NotYetValid,
    WrongIssuer,
    WrongAudience,
};

/// Stable lower-case word for logs, such as `expired`.
[[nodiscard]] std::string_view name(TokenFlaw flaw);

/// Whether it is the wrong time for a token that says this; no value: it is not.
[[nodiscard]] std::optional<TokenFlaw> timeFlaw(const TokenClaims &claims, const TokenRule &rule, UtcTime now);

/// The longest token that is looked at, in bytes.
inline constexpr std::size_t kMaxTokenBytes = 8 * 1024;

/// Checks a JSON Web Token (RFC 7519, with the advice of RFC 8725): strictly one spelling, no `none`, no keys or
/// addresses of keys from the token itself, nothing said twice. Any thread.
[[nodiscard]] tl::expected<TokenClaims, TokenFlaw> checkToken(std::string_view token, const KeySet &keys,
                                                              const TokenRule &rule, UtcTime now);

} // namespace piuptime::gateway::guard
