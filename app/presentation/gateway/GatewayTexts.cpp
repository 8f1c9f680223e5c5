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
    case EndpointState::Unresolved:
        return tr("name unknown");
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
    case EndpointState::Unresolved:
        return tr("It takes no requests: nobody knows where a host of this name is. It is looked up again and again.");
    }
    return {};
}

HealthLevel GatewayTexts::level(const GatewayUpstream &upstream, const GatewayEndpoint &endpoint)
{
    const bool isDown = endpoint.state == EndpointState::Ejected || endpoint.state == EndpointState::Unwell
                        || endpoint.state == EndpointState::Unresolved;
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

QString GatewayTexts::route(const QString &name)
{
    if (name.isEmpty())
        return tr("no route");
    return name == "[portal]"_L1 ? tr("developer pages") : name;
}

QString GatewayTexts::author(const QString &name)
{
    return name == "file"_L1 ? tr("the file") : name;
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

QString GatewayTexts::standing(const QString &word)
{
    if (word == "waiting"_L1)
        return tr("waiting");
    if (word == "approved"_L1)
        return tr("approved");
    if (word == "rejected"_L1)
        return tr("rejected");
    return word;
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
        QString address = listener.address; // port 0 took any
        if (address.endsWith(":0"_L1))
            address.replace(address.size() - 1, 1, QString::number(listener.port));
        where.append(address);
    }
    const QString list = where.join(u", "_s);
    return status.version == 0 ? tr("The configuration is served at %1.").arg(list)
                               : tr("Version %1 is served at %2.").arg(status.version).arg(list);
}

QString GatewayTexts::share(const GatewayStatus &status)
{
    if (status.redis.isEmpty())
        return {};
    return status.isRedisUp ? tr("Limits are shared through Redis at %1.").arg(status.redis)
                            : tr("Limits are not shared, this gateway counts for itself; Redis at %1: %2")
                                  .arg(status.redis, status.redisTrouble);
}

QString GatewayTexts::cache(const CacheTally &cache)
{
    if (cache.asked == 0)
        return {};
    return tr("the cache answered %1 of what it was asked, and holds %2")
        .arg(Formatting::percent(100.0 * double(cache.answered) / double(cache.asked), 1),
             Formatting::bytes(double(cache.bytes)));
}

QString GatewayTexts::latency(double seconds)
{
    return seconds > 0 ? taken(seconds) : u"–"_s;
}

QString GatewayTexts::taken(double seconds)
{
    constexpr double kLeast = 0.0005; // what is less would be shown as 0 ms
    return seconds < kLeast ? tr("< 1 ms") : Formatting::duration(seconds);
}

} // namespace piuptime::presentation::gateway
