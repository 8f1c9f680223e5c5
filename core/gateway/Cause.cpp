// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/Cause.h"

#include <array>

namespace piuptime::gateway {

namespace {

using enum Cause;

constexpr std::array<CauseInfo, kCauseCount> kCauses{{
    {None, Fault::None, 0, "none", "Nothing went wrong"},

    {BadRequestLine, Fault::Client, 400, "bad-request-line", "The request line is not method, target and version"},
    {BadMethod, Fault::Client, 400, "bad-method", "The method is not a token"},
    {BadTarget, Fault::Client, 400, "bad-target", "The request target is not valid"},
    {AmbiguousPath, Fault::Client, 400, "ambiguous-path", "The path holds dot segments or an encoded NUL"},
    {BadVersion, Fault::Client, 400, "bad-version", "The HTTP version is not of the form HTTP/1.1"},
    {UnsupportedVersion, Fault::Client, 505, "unsupported-version", "Only HTTP/1.1 and HTTP/1.0 are spoken here"},
    {BadStatusLine, Fault::Client, 400, "bad-status-line", "The status line is not version, status and reason"},
    {BareLineBreak, Fault::Client, 400, "bare-line-break", "A line ends in something else than CR LF"},
    {ControlCharacter, Fault::Client, 400, "control-character", "The head holds a control character"},
    {FoldedField, Fault::Client, 400, "folded-field", "A field is folded over several lines"},
    {BadFieldName, Fault::Client, 400, "bad-field-name", "A field's name is not a token followed by a colon"},
    {SpaceBeforeColon, Fault::Client, 400, "space-before-colon", "White space stands between a name and its colon"},
    {RequestLineTooLong, Fault::Client, 414, "request-line-too-long", "The request line is too long"},
    {FieldTooLong, Fault::Client, 431, "field-too-long", "A field is too long"},
    {TooManyFields, Fault::Client, 431, "too-many-fields", "The head has too many fields"},
    {HeadTooLarge, Fault::Client, 431, "head-too-large", "The head is too large"},
    {HostMissing, Fault::Client, 400, "host-missing", "The Host field is missing"},
    {HostRepeated, Fault::Client, 400, "host-repeated", "There is more than one Host field"},
    {BadHost, Fault::Client, 400, "bad-host", "The Host field is not a host and a port"},
    {HostDisagrees, Fault::Client, 400, "host-disagrees", "The target names another host than the Host field"},
    {BadExpectation, Fault::Client, 417, "bad-expectation", "Nothing but 100-continue can be expected"},
    {BadUpgrade, Fault::Client, 400, "bad-upgrade", "A request for another protocol cannot have a body"},

    {BadLength, Fault::Client, 400, "bad-length", "The Content-Length is not one decimal number"},
    {LengthRepeated, Fault::Client, 400, "length-repeated", "There is more than one Content-Length"},
    {LengthAndCoding, Fault::Client, 400, "length-and-coding", "Content-Length and Transfer-Encoding contradict"},
    {BadCoding, Fault::Client, 400, "bad-coding", "The Transfer-Encoding is not chunked, once"},
    {UnsupportedCoding, Fault::Client, 501, "unsupported-coding", "No transfer coding but chunked is known here"},
    {CodingInHttp10, Fault::Client, 400, "coding-in-http10", "HTTP/1.0 has no Transfer-Encoding"},
    {BadChunkSize, Fault::Client, 400, "bad-chunk-size", "A chunk's size is not a hexadecimal number"},
    {BadChunkEnd, Fault::Client, 400, "bad-chunk-end", "A chunk does not end where its size says"},
    {ChunkLineTooLong, Fault::Client, 400, "chunk-line-too-long", "The chunk extensions are too long"},
    {BadTrailer, Fault::Client, 400, "bad-trailer", "A field is not allowed in a trailer section"},
    {TrailerTooLarge, Fault::Client, 431, "trailer-too-large", "The trailer section is too large"},
    {BodyTooLarge, Fault::Client, 413, "body-too-large", "The body is too large"},
    {BadJson, Fault::Client, 400, "bad-json", "The body is not sound JSON"},
    {JsonCoded, Fault::Client, 415, "json-coded", "JSON is not taken here in a compressed form"},

    {PlainHttpOnTlsPort, Fault::Client, 400, "plain-http-on-tls-port", "This port speaks HTTPS only"},
    {TlsHandshakeFailed, Fault::Client, 0, "tls-handshake-failed", "The client and the gateway found no common TLS"},
    {TlsHandshakeTimeout, Fault::Client, 0, "tls-handshake-timeout", "The TLS handshake did not end in time"},
    {ClientCertificateMissing, Fault::Client, 0, "client-certificate-missing", "The client has shown no certificate"},
    {ClientCertificateRefused, Fault::Client, 0, "client-certificate-refused",
     "The client's certificate is not vouched for"},
    {TooManyHandshakes, Fault::Policy, 0, "too-many-handshakes", "Too many TLS handshakes are under way"},
    {Http2Malformed, Fault::Client, 0, "http2-malformed", "What came is not sound HTTP/2"},
    {Http2Flood, Fault::Client, 0, "http2-flood", "Too many HTTP/2 frames came that ask for nothing"},

    {HeadTimeout, Fault::Client, 408, "head-timeout", "The head did not come in time"},
    {BodyTimeout, Fault::Client, 408, "body-timeout", "The body did not come in time"},
    {SendTimeout, Fault::Client, 0, "send-timeout", "The client did not take its answer"},
    {ClientGone, Fault::Client, 0, "client-gone", "The client left before its answer was complete"},

    {NoRoute, Fault::Policy, 404, "no-route", "No route matches this request"},
    {MethodRefused, Fault::Policy, 405, "method-refused", "The method is not allowed here"},
    {TooManyConnections, Fault::Policy, 503, "too-many-connections", "Too many clients are connected"},
    {TooManyFromAddress, Fault::Policy, 429, "too-many-from-address", "Too many connections come from this address"},
    {CrowdedOut, Fault::Policy, 0, "crowded-out", "Somebody else needed the place of a connection without a request"},
    {VersionUnknown, Fault::Policy, 404, "version-unknown", "There is no such version of this API"},
    {ApiRetired, Fault::Policy, 410, "api-retired", "This API is no longer served"},

    {AddressRefused, Fault::Policy, 403, "address-refused", "Requests from this address are refused"},
    {OriginRefused, Fault::Policy, 403, "origin-refused", "Pages of this origin may not ask here"},
    {CredentialsMissing, Fault::Policy, 401, "credentials-missing", "The request does not show who sends it"},
    {CredentialsAmbiguous, Fault::Client, 400, "credentials-ambiguous", "A field with credentials is there twice"},
    {KeyUnknown, Fault::Policy, 401, "key-unknown", "The API key is not known"},
    {KeyExpired, Fault::Policy, 401, "key-expired", "The API key has expired"},
    {PasswordRefused, Fault::Policy, 401, "password-refused", "User name and password do not fit"},
    {TokenRefused, Fault::Policy, 401, "token-refused", "The token is not taken"},
    {CertificateUnknown, Fault::Policy, 403, "certificate-unknown", "The client certificate belongs to no consumer"},
    {ConsumerRefused, Fault::Policy, 403, "consumer-refused", "This consumer may not use this route"},
    {ScopeMissing, Fault::Policy, 403, "scope-missing", "A scope is missing that this route asks for"},
    {RateLimited, Fault::Policy, 429, "rate-limited", "Requests come too fast"},
    {QuotaExceeded, Fault::Policy, 429, "quota-exceeded", "All that is allowed in this window is used"},
    {ConcurrencyLimited, Fault::Policy, 429, "concurrency-limited", "Too many requests are under way"},

    {NoUpstream, Fault::Upstream, 503, "no-upstream", "No upstream can take requests"},
    {UpstreamUnreachable, Fault::Upstream, 502, "upstream-unreachable", "The upstream refused the connection"},
    {UpstreamConnectTimeout, Fault::Upstream, 504, "upstream-connect-timeout",
     "The upstream could not be reached in time"},
    {UpstreamNotTrusted, Fault::Upstream, 502, "upstream-not-trusted",
     "The upstream's TLS failed, or its certificate is not trusted"},
    {UpstreamHeadTimeout, Fault::Upstream, 504, "upstream-head-timeout",
     "The upstream did not begin to answer in time"},
    {UpstreamIdleTimeout, Fault::Upstream, 504, "upstream-idle-timeout",
     "The upstream stopped in the midst of its answer"},
    {UpstreamClosed, Fault::Upstream, 502, "upstream-closed", "The upstream hung up without an answer"},
    {UpstreamMalformed, Fault::Upstream, 502, "upstream-malformed", "The upstream's answer is not sound HTTP"},
    {UpstreamCut, Fault::Upstream, 502, "upstream-cut", "The upstream hung up in the midst of its answer"},
    {UpstreamJsonRefused, Fault::Upstream, 502, "upstream-json-refused",
     "The upstream's JSON cannot be changed as it has to be"},
    {BreakerOpen, Fault::Upstream, 503, "breaker-open", "The upstream failed too often and is left alone for a while"},
    {DeadlinePassed, Fault::Upstream, 504, "deadline-passed", "The request took longer than it may"},

    {OutOfDescriptors, Fault::Gateway, 503, "out-of-descriptors", "The gateway has no file descriptors left"},
    {GuardBusy, Fault::Gateway, 503, "guard-busy", "Too many passwords are being checked"},
    {TooManyBodies, Fault::Gateway, 503, "too-many-bodies", "Too many bodies are held here at once"},
    {IssuerKeysMissing, Fault::Gateway, 503, "issuer-keys-missing", "The keys of tokens could not be read yet"},
}};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < kCauses.size(); ++i) {
        if (static_cast<std::size_t>(kCauses[i].cause) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder(), "the table lists the causes in the order of the enumeration");

} // namespace

const CauseInfo &info(Cause cause)
{
    return kCauses[static_cast<std::size_t>(cause)];
}

std::string_view name(Fault fault)
{
    switch (fault) {
    case Fault::None:
        return "none";
    case Fault::Client:
        return "client";
    case Fault::Policy:
        return "policy";
    case Fault::Upstream:
        return "upstream";
    case Fault::Gateway:
        return "gateway";
    }
    return "none";
}

} // namespace piuptime::gateway
