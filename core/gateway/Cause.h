// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace piuptime::gateway {

/// Who has to change something for the next request to succeed.
enum class Fault : std::uint8_t {
    None,     ///< nothing went wrong
    Client,   ///< what came is not sound HTTP, or the client went away
    Policy,   ///< the request is sound, and the configuration refuses it
    Upstream, ///< who should have answered did not, or answered rubbish
    Gateway,  ///< this program or its machine
};

/// Why a request did not get the answer of an upstream: the one closed vocabulary of metrics, logs and answers.
///
/// The parsers tell flaws of a message with it, whoever sent it; a flaw in what an upstream sent reaches the client as
/// `UpstreamMalformed`. Texts and statuses are in the table of Cause.cpp.
enum class Cause : std::uint8_t {
    None,

    // The message's head.
    BadRequestLine,
    BadMethod,
    BadTarget,
    AmbiguousPath,
    BadVersion,
    UnsupportedVersion,
    BadStatusLine,
    BareLineBreak,
    ControlCharacter,
    FoldedField,
    BadFieldName,
    SpaceBeforeColon,
    RequestLineTooLong,
    FieldTooLong,
    TooManyFields,
    HeadTooLarge,
    HostMissing,
    HostRepeated,
    BadHost,
    HostDisagrees,
    BadExpectation,
    BadUpgrade,

    // The message's body.
    BadLength,
    LengthRepeated,
    LengthAndCoding,
    BadCoding,
    UnsupportedCoding,
    CodingInHttp10,
    BadChunkSize,
    BadChunkEnd,
    ChunkLineTooLong,
    BadTrailer,
    TrailerTooLarge,
    BodyTooLarge,
    BadJson,
    JsonCoded,

    // TLS and HTTP/2.
    PlainHttpOnTlsPort,
    TlsHandshakeFailed,
    TlsHandshakeTimeout,
    ClientCertificateMissing,
    ClientCertificateRefused,
    TooManyHandshakes,
    Http2Malformed,
    Http2Flood,

    // The client's manners.
    HeadTimeout,
    BodyTimeout,
    SendTimeout,
    ClientGone,

    // What the configuration refuses.
    NoRoute,
    MethodRefused,
    TooManyConnections,
    TooManyFromAddress,
    CrowdedOut,
    VersionUnknown,
    ApiRetired,

    // Who asks, and whether they may.
    AddressRefused,
    OriginRefused,
    CredentialsMissing,
    CredentialsAmbiguous,
    KeyUnknown,
    KeyExpired,
    PasswordRefused,
    TokenRefused,
    CertificateUnknown,
    ConsumerRefused,
    ScopeMissing,
    RateLimited,
    QuotaExceeded,
    ConcurrencyLimited,

    // Upstreams.
    NoUpstream,
    UpstreamUnreachable,
    UpstreamConnectTimeout,
    UpstreamNotTrusted,
    UpstreamHeadTimeout,
    UpstreamIdleTimeout,
    UpstreamClosed,
    UpstreamMalformed,
    UpstreamCut,
    UpstreamJsonRefused,
    BreakerOpen,
    DeadlinePassed,

    // This program.
    OutOfDescriptors,
    GuardBusy,
    TooManyBodies,
    IssuerKeysMissing,
};

inline constexpr int kCauseCount = static_cast<int>(Cause::IssuerKeysMissing) + 1;

/// What is known of a cause.
struct CauseInfo {
    Cause cause = Cause::None;
    Fault fault = Fault::None;
    int status = 0;         ///< of the answer; 0 when there is nobody left to answer
    std::string_view slug;  ///< stable lower-case word for metrics, logs and `type` of a problem
    std::string_view title; ///< English sentence for people who call the gateway
};

[[nodiscard]] const CauseInfo &info(Cause cause);
/// Stable lower-case word, such as `client`.
[[nodiscard]] std::string_view name(Fault fault);

} // namespace piuptime::gateway
