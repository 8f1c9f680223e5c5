// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/gateway/GatewayTexts.h"

#include "app/presentation/Formatting.h"

#include <algorithm>
#include <iterator>

namespace piuptime::presentation::gateway {

using namespace Qt::StringLiterals;

QString GatewayTexts::state(EndpointState state)
{
    switch (state) {
    case EndpointState::Well:
        return tr("well");
    case EndpointState::Ejected:
        return tr("left alone");
    case EndpointState::Unwell:
        return tr("not well");
    case EndpointState::Draining:
        return tr("draining");
    }
    return {};
}

QString GatewayTexts::state(const GatewayEndpoint &endpoint)
{
    if (endpoint.advice.isEmpty() || endpoint.state != EndpointState::Well)
        return state(endpoint.state);
    const QString why = endpoint.advice == "throttled"_L1    ? tr("throttled")
                        : endpoint.advice == "hot"_L1        ? tr("hot")
                        : endpoint.advice == "on-battery"_L1 ? tr("on battery")
                        : endpoint.advice == "low-memory"_L1 ? tr("low on memory")
                                                             : endpoint.advice;
    return tr("%1, %2: %3").arg(state(endpoint.state), Formatting::percent(endpoint.sharePercent), why);
}

QString GatewayTexts::stateHint(EndpointState state)
{
    switch (state) {
    case EndpointState::Well:
        return tr("It takes requests.");
    case EndpointState::Ejected:
        return tr("Requests to it failed too often; it is left alone for a while.");
    case EndpointState::Unwell:
        return tr("Its health checks fail; it is asked again and again.");
    case EndpointState::Draining:
        return tr("A person took it out: requests under way end, new ones go elsewhere.");
    }
    return {};
}

HealthLevel GatewayTexts::level(const GatewayUpstream &upstream, const GatewayEndpoint &endpoint)
{
    const bool isDown = endpoint.state == EndpointState::Ejected || endpoint.state == EndpointState::Unwell;
    if (isDown || upstream.breaker == BreakerState::Open)
        return HealthLevel::Critical;
    const bool isWhole =
        endpoint.state == EndpointState::Well && endpoint.advice.isEmpty() && upstream.breaker == BreakerState::Closed;
    return isWhole ? HealthLevel::Ok : HealthLevel::Attention;
}

QString GatewayTexts::breaker(BreakerState state)
{
    switch (state) {
    case BreakerState::Closed:
        return tr("closed");
    case BreakerState::Open:
        return tr("open");
    case BreakerState::HalfOpen:
        return tr("trying");
    }
    return {};
}

QString GatewayTexts::cause(const QString &slug)
{
    struct Words {
        QLatin1StringView slug;
        const char *text;
    };
    static constexpr Words kWords[]{
        {"plain-http-on-tls-port"_L1, QT_TR_NOOP("HTTP on a port for HTTPS")},
        {"tls-handshake-failed"_L1, QT_TR_NOOP("no common TLS")},
        {"tls-handshake-timeout"_L1, QT_TR_NOOP("TLS handshake too slow")},
        {"client-certificate-missing"_L1, QT_TR_NOOP("no client certificate")},
        {"client-certificate-refused"_L1, QT_TR_NOOP("client certificate refused")},
        {"head-timeout"_L1, QT_TR_NOOP("request too slow")},
        {"body-timeout"_L1, QT_TR_NOOP("body too slow")},
        {"send-timeout"_L1, QT_TR_NOOP("client did not read")},
        {"client-gone"_L1, QT_TR_NOOP("client left early")},
        {"body-too-large"_L1, QT_TR_NOOP("body too large")},
        {"head-too-large"_L1, QT_TR_NOOP("head too large")},
        {"no-route"_L1, QT_TR_NOOP("no route")},
        {"method-refused"_L1, QT_TR_NOOP("method not allowed")},
        {"too-many-connections"_L1, QT_TR_NOOP("too many clients")},
        {"no-upstream"_L1, QT_TR_NOOP("no upstream takes requests")},
        {"upstream-unreachable"_L1, QT_TR_NOOP("upstream unreachable")},
        {"upstream-connect-timeout"_L1, QT_TR_NOOP("upstream not reached in time")},
        {"upstream-not-trusted"_L1, QT_TR_NOOP("upstream not trusted")},
        {"upstream-head-timeout"_L1, QT_TR_NOOP("upstream did not answer in time")},
        {"upstream-idle-timeout"_L1, QT_TR_NOOP("upstream stopped amid its answer")},
        {"upstream-closed"_L1, QT_TR_NOOP("upstream hung up")},
        {"upstream-malformed"_L1, QT_TR_NOOP("upstream sent rubbish")},
        {"upstream-cut"_L1, QT_TR_NOOP("upstream cut its answer")},
        {"breaker-open"_L1, QT_TR_NOOP("upstream left alone")},
        {"deadline-passed"_L1, QT_TR_NOOP("took too long")},
        {"out-of-descriptors"_L1, QT_TR_NOOP("gateway out of descriptors")},
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
    return found == std::end(kWords) ? QString(slug).replace(u'-', u' ') : tr(found->text);
}

QString GatewayTexts::key(const ConsumerKey &key)
{
    QStringList about;
    if (!key.label.isEmpty())
        about.append(key.label);
    if (key.expires)
        about.append(tr("until %1").arg(Formatting::localDateTime(*key.expires)));
    return about.isEmpty() ? key.id : u"%1 (%2)"_s.arg(key.id, about.join(u", "_s));
}

QString GatewayTexts::balance(const QString &word)
{
    if (word == "round_robin"_L1)
        return tr("by turns");
    if (word == "least_connections"_L1)
        return tr("fewest requests under way");
    if (word == "peak_ewma"_L1)
        return tr("least latency");
    if (word == "consistent_hash"_L1)
        return tr("the same key to the same endpoint");
    return word;
}

QString GatewayTexts::match(const GatewayRoute &route)
{
    QStringList parts;
    if (!route.methods.isEmpty())
        parts.append(route.methods.join(u", "_s));
    if (!route.hosts.isEmpty())
        parts.append(route.hosts.join(u", "_s));
    parts.append(route.path);
    return parts.join(u' ');
}

QString GatewayTexts::summary(const GatewayStatus &status)
{
    if (!status.isRunning)
        return status.fileError.isEmpty() ? tr("No configuration is in use.")
                                          : tr("Nothing is served: %1").arg(status.fileError);
    QStringList where;
    for (const Listener &listener : status.listeners) {
        const bool saysPort = listener.address.endsWith(u':' + QString::number(listener.port));
        where.append(saysPort ? listener.address : tr("%1 (port %2)").arg(listener.address).arg(listener.port));
    }
    const QString list = where.join(u", "_s);
    return status.version == 0 ? tr("The configuration is served at %1.").arg(list)
                               : tr("Version %1 is served at %2.").arg(status.version).arg(list);
}

QString GatewayTexts::latency(double seconds)
{
    return seconds > 0 ? Formatting::duration(seconds) : u"–"_s;
}

} // namespace piuptime::presentation::gateway
