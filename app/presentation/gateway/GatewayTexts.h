// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/gateway/GatewayTold.h"
#include "core/model/Health.h"

#include <QCoreApplication>

namespace piuptime::presentation::gateway {

/// What a gateway tells in codes, in the user's language. All of it is plain text. Thread-safe.
class GatewayTexts
{
    Q_DECLARE_TR_FUNCTIONS(piuptime::presentation::gateway::GatewayTexts)
public:
    /// One word: `well`, `left alone`, `not well`, `draining`.
    [[nodiscard]] static QString state(EndpointState state);
    /// With what is known of its hardware: `well, 50 %: throttled`.
    [[nodiscard]] static QString state(const GatewayEndpoint &endpoint);
    /// What the state means, as a sentence.
    [[nodiscard]] static QString stateHint(EndpointState state);
    /// How bad it is.
    [[nodiscard]] static HealthLevel level(const GatewayUpstream &upstream, const GatewayEndpoint &endpoint);
    [[nodiscard]] static QString breaker(BreakerState state);
    /// What went wrong, in few words: `upstream unreachable`. A word of the gateway that is not known here is shown as
    /// it is; an empty one stays empty.
    [[nodiscard]] static QString cause(const QString &slug);
    /// A key by its id, with its label and its end: `aB3d (the pump, until 31.01.2027)`.
    [[nodiscard]] static QString key(const ConsumerKey &key);
    /// By what requests are counted: the name of a route, or what stands for those that none took.
    [[nodiscard]] static QString route(const QString &name);
    /// Who wrote a version, as the gateway tells it.
    [[nodiscard]] static QString author(const QString &name);
    /// What became of a request for access: `waiting`, `approved`, `rejected`. Likewise.
    [[nodiscard]] static QString standing(const QString &word);
    /// How an endpoint is chosen: `by turns`. A word that is not known is shown as it is.
    [[nodiscard]] static QString balance(const QString &word);
    /// Hosts, methods and path of a route on one line: `GET pi.example /api`.
    [[nodiscard]] static QString match(const GatewayRoute &route);
    /// What it does, on one line: `Version 3 serves at 0.0.0.0:8080`.
    [[nodiscard]] static QString summary(const GatewayStatus &status);
    /// Whether limits are shared with other gateways; empty where they are not to be.
    [[nodiscard]] static QString share(const GatewayStatus &status);
    /// What a cache does for its clients; empty where it was never asked.
    [[nodiscard]] static QString cache(const CacheTally &cache);
    /// An answer's time until its head: `1.4 ms`; a dash when nothing was measured.
    [[nodiscard]] static QString latency(double seconds);
    /// How long something took that did happen: `12 ms`, `< 1 ms`.
    [[nodiscard]] static QString taken(double seconds);

    /// Those of `cause`, not translated; null: they are missing here.
    [[nodiscard]] static const char *wordsFor(const QString &slug);
};

} // namespace piuptime::presentation::gateway
