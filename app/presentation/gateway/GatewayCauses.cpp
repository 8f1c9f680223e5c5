// SPDX-License-Identifier: GPL-3.0-or-later
// The words for what can go wrong with a request: the gateway's closed vocabulary.
#include "app/presentation/gateway/GatewayTexts.h"

#include <algorithm>
#include <iterator>

namespace piuptime::presentation::gateway {

using namespace Qt::StringLiterals;

const char *GatewayTexts::wordsFor(const QString &slug)
{
    struct Words {
        QLatin1StringView slug;
        const char *text;
    };
    static constexpr Words kWords[]{
        {"bad-request-line"_L1, QT_TR_NOOP("malformed request line")},
        {"bad-method"_L1, QT_TR_NOOP("malformed method")},
        {"bad-target"_L1, QT_TR_NOOP("malformed address")},
        {"ambiguous-path"_L1, QT_TR_NOOP("ambiguous path")},
        {"bad-version"_L1, QT_TR_NOOP("malformed HTTP version")},
        {"unsupported-version"_L1, QT_TR_NOOP("HTTP version not spoken here")},
        {"bad-status-line"_L1, QT_TR_NOOP("malformed status line")},
        {"bare-line-break"_L1, QT_TR_NOOP("line without CR LF")},
        {"control-character"_L1, QT_TR_NOOP("control character in the head")},
        {"folded-field"_L1, QT_TR_NOOP("field over several lines")},
        {"bad-field-name"_L1, QT_TR_NOOP("malformed field name")},
        {"space-before-colon"_L1, QT_TR_NOOP("space before a colon")},
        {"request-line-too-long"_L1, QT_TR_NOOP("request line too long")},
        {"field-too-long"_L1, QT_TR_NOOP("field too long")},
        {"too-many-fields"_L1, QT_TR_NOOP("too many fields")},
        {"head-too-large"_L1, QT_TR_NOOP("head too large")},
        {"host-missing"_L1, QT_TR_NOOP("no host named")},
        {"host-repeated"_L1, QT_TR_NOOP("host named twice")},
        {"bad-host"_L1, QT_TR_NOOP("malformed host")},
        {"host-disagrees"_L1, QT_TR_NOOP("two different hosts named")},
        {"bad-expectation"_L1, QT_TR_NOOP("unknown expectation")},
        {"bad-upgrade"_L1, QT_TR_NOOP("upgrade with a body")},
        {"bad-length"_L1, QT_TR_NOOP("malformed length")},
        {"length-repeated"_L1, QT_TR_NOOP("length given twice")},
        {"length-and-coding"_L1, QT_TR_NOOP("length and coding contradict")},
        {"bad-coding"_L1, QT_TR_NOOP("malformed transfer coding")},
        {"unsupported-coding"_L1, QT_TR_NOOP("unknown transfer coding")},
        {"coding-in-http10"_L1, QT_TR_NOOP("transfer coding in HTTP/1.0")},
        {"bad-chunk-size"_L1, QT_TR_NOOP("malformed chunk size")},
        {"bad-chunk-end"_L1, QT_TR_NOOP("malformed chunk")},
        {"chunk-line-too-long"_L1, QT_TR_NOOP("chunk extensions too long")},
        {"bad-trailer"_L1, QT_TR_NOOP("field not allowed in a trailer")},
        {"trailer-too-large"_L1, QT_TR_NOOP("trailer too large")},
        {"body-too-large"_L1, QT_TR_NOOP("body too large")},
        {"bad-json"_L1, QT_TR_NOOP("malformed JSON")},
        {"json-coded"_L1, QT_TR_NOOP("compressed JSON")},
        {"too-many-handshakes"_L1, QT_TR_NOOP("too many TLS handshakes")},
        {"http2-malformed"_L1, QT_TR_NOOP("malformed HTTP/2")},
        {"http2-flood"_L1, QT_TR_NOOP("flood of HTTP/2 frames")},
        {"version-unknown"_L1, QT_TR_NOOP("no such API version")},
        {"api-retired"_L1, QT_TR_NOOP("API retired")},
        {"credentials-ambiguous"_L1, QT_TR_NOOP("credentials given twice")},
        {"certificate-unknown"_L1, QT_TR_NOOP("unknown certificate")},
        {"issuer-keys-missing"_L1, QT_TR_NOOP("keys of the issuer missing")},
        {"guard-busy"_L1, QT_TR_NOOP("too many passwords to check")},
        {"plain-http-on-tls-port"_L1, QT_TR_NOOP("HTTP on a port for HTTPS")},
        {"tls-handshake-failed"_L1, QT_TR_NOOP("no common TLS")},
        {"tls-handshake-timeout"_L1, QT_TR_NOOP("TLS handshake too slow")},
        {"client-certificate-missing"_L1, QT_TR_NOOP("no client certificate")},
        {"client-certificate-refused"_L1, QT_TR_NOOP("client certificate refused")},
        {"head-timeout"_L1, QT_TR_NOOP("request too slow")},
        {"body-timeout"_L1, QT_TR_NOOP("body too slow")},
        {"send-timeout"_L1, QT_TR_NOOP("client did not read")},
        {"client-gone"_L1, QT_TR_NOOP("client left early")},
        {"no-route"_L1, QT_TR_NOOP("no route")},
        {"method-refused"_L1, QT_TR_NOOP("method not allowed")},
        {"too-many-connections"_L1, QT_TR_NOOP("too many clients")},
        {"too-many-from-address"_L1, QT_TR_NOOP("too many connections from one address")},
        {"crowded-out"_L1, QT_TR_NOOP("idle while others needed its place")},
        {"no-upstream"_L1, QT_TR_NOOP("no upstream takes requests")},
        {"upstream-unreachable"_L1, QT_TR_NOOP("upstream unreachable")},
        {"upstream-connect-timeout"_L1, QT_TR_NOOP("upstream not reached in time")},
        {"upstream-not-trusted"_L1, QT_TR_NOOP("upstream not trusted")},
        {"upstream-head-timeout"_L1, QT_TR_NOOP("upstream did not answer in time")},
        {"upstream-idle-timeout"_L1, QT_TR_NOOP("upstream stopped amid its answer")},
        {"upstream-closed"_L1, QT_TR_NOOP("upstream hung up")},
        {"upstream-malformed"_L1, QT_TR_NOOP("upstream sent rubbish")},
        {"upstream-cut"_L1, QT_TR_NOOP("upstream cut its answer")},
        {"upstream-json-refused"_L1, QT_TR_NOOP("upstream's JSON cannot be changed")},
        {"breaker-open"_L1, QT_TR_NOOP("upstream left alone")},
        {"deadline-passed"_L1, QT_TR_NOOP("took too long")},
        {"out-of-descriptors"_L1, QT_TR_NOOP("gateway out of descriptors")},
        {"too-many-bodies"_L1, QT_TR_NOOP("too many bodies at once")},
        {"address-refused"_L1, QT_TR_NOOP("address refused")},
        {"origin-refused"_L1, QT_TR_NOOP("origin refused")},
        {"credentials-missing"_L1, QT_TR_NOOP("no credentials")},
        {"key-unknown"_L1, QT_TR_NOOP("unknown key")},
        {"key-expired"_L1, QT_TR_NOOP("expired key")},
        {"password-refused"_L1, QT_TR_NOOP("wrong password")},
        {"token-refused"_L1, QT_TR_NOOP("token refused")},
        {"consumer-refused"_L1, QT_TR_NOOP("consumer refused")},
        {"scope-missing"_L1, QT_TR_NOOP("scope missing")},
        {"rate-limited"_L1, QT_TR_NOOP("too fast")},
        {"quota-exceeded"_L1, QT_TR_NOOP("quota used up")},
        {"concurrency-limited"_L1, QT_TR_NOOP("too many at once")},
    };
    const auto found = std::ranges::find(kWords, slug, &Words::slug);
    return found == std::end(kWords) ? nullptr : found->text;
}

QString GatewayTexts::cause(const QString &slug)
{
    const char *words = wordsFor(slug);
    return words ? tr(words) : QString(slug).replace(u'-', u' ');
}

} // namespace piuptime::presentation::gateway
