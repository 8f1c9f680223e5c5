// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/model/GatewayCall.h"

#include <QJsonDocument>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

/// What the admin API of a gateway tells, as values for views. Foreign text in it is printable.
namespace piuptime::presentation::gateway {

/// What is wrong with a configuration, and where.
struct ConfigProblem {
    int line = 0;
    int column = 0;
    QString reason; ///< English, as the gateway says it
};

struct Listener {
    QString address; ///< as configured
    int port = 0;    ///< really
};

struct CauseCount {
    QString slug; ///< word of the closed vocabulary, such as `no-upstream`
    qint64 count = 0;
};

struct GatewayStatus {
    bool isRunning = false;
    QString name;
    qint64 version = 0; ///< of the configuration in use; 0: it could not be kept
    UtcTime startedAt{};
    int workers = 0;
    QList<Listener> listeners;
    QString fileError; ///< why the file is not what is in use; empty: it is
    QList<ConfigProblem> fileProblems;
    qint64 clients = 0;
    qint64 requests = 0;
    qint64 answered = 0;
    qint64 connects = 0;
    qint64 retries = 0;
    qint64 bytesIn = 0;
    qint64 bytesOut = 0;
    QList<CauseCount> causes; ///< most frequent first
    int askingForAccess = 0;  ///< who wait for a decision
    QString redis;            ///< through which limits are shared; empty: they are not to be
    bool isRedisUp = false;
    QString redisTrouble; ///< why it is of no use
};

enum class EndpointState { Well, Ejected, Unwell, Draining, Unresolved };
enum class BreakerState { Closed, Open, HalfOpen };

struct GatewayEndpoint {
    QString address;
    QString device; ///< the Pi on which it runs, where the configuration names it
    EndpointState state = EndpointState::Well;
    int underWay = 0;
    double latencySeconds = 0; ///< 0: nothing was measured lately
    int weight = 1;
    double sharePercent = 100; ///< of its weight that it keeps, since its hardware is not at its best
    QString advice;            ///< why: a word such as `throttled`; empty: it is
};

struct GatewayUpstream {
    QString name;
    QString balance; ///< word of the configuration
    BreakerState breaker = BreakerState::Closed;
    QList<GatewayEndpoint> endpoints;
};

struct GatewayRoute {
    QString name;
    QStringList hosts; ///< empty: any
    QString path;
    QStringList methods; ///< empty: any
    QStringList targets; ///< upstreams, with their weights where there are several
};

/// All of it at one moment.
struct GatewayOverview {
    GatewayStatus status;
    QList<GatewayRoute> routes;
    QList<GatewayUpstream> upstreams;
};

/// What came of requests since the gateway was started.
struct GatewayTally {
    QString name; ///< of the route; empty: what no route took
    qint64 requests = 0;
    qint64 failed = 0; ///< that did not get an upstream's whole answer
    qint64 bytesIn = 0;
    qint64 bytesOut = 0;
    double medianSeconds = 0; ///< from the first byte of a request to the last of its answer
    double tailSeconds = 0;   ///< which 99 of a hundred keep
    QList<CauseCount> causes; ///< most frequent first
};

/// What came of the requests that ended in a second, or a minute.
struct TrafficPoint {
    UtcTime at{}; ///< its end
    qint64 requests = 0;
    qint64 failed = 0;
    qint64 bytes = 0; ///< both ways
    double medianSeconds = 0;
    double tailSeconds = 0;
};

/// What the gateway's cache has done since it started.
struct CacheTally {
    qint64 answered = 0; ///< requests that it answered, with the upstream's consent or in its place
    qint64 asked = 0;    ///< requests that it could have answered
    qint64 bytes = 0;    ///< that it holds, now
};

struct GatewayTraffic {
    UtcTime at{};
    qint64 connections = 0; ///< of clients, now
    qint64 underWay = 0;    ///< requests, now
    GatewayTally total;
    CacheTally cache;
    QList<GatewayTally> routes;
    QList<TrafficPoint> seconds; ///< oldest first, as far as they were asked for
    QList<TrafficPoint> minutes; ///< likewise
};

struct RequestAttempt {
    QString endpoint;
    double atSeconds = 0; ///< since the request began
    double takenSeconds = 0;
    int status = 0; ///< 0: there was no answer
    QString cause;  ///< why it failed
};

struct RequestStep {
    double atSeconds = 0;
    QString what;  ///< English, as the gateway says it
    QString cause; ///< what went wrong in it; empty: nothing
};

/// One request, and why it got the answer that it got.
struct GatewayRecord {
    qint64 id = 0;
    QString time; ///< as the gateway writes it: ISO 8601, UTC
    QString client;
    QString method;
    QString host;
    QString path;   ///< with its query
    int status = 0; ///< 0: nothing was answered
    QString cause;
    QString fault; ///< whose: `client`, `policy`, `upstream`, `gateway`
    QString route;
    QString consumer;
    double totalSeconds = 0;
    qint64 bytesOut = 0;
    QString trace;
    QList<RequestAttempt> attempts;
    QList<RequestStep> steps;
};

struct ConsumerKey {
    QString id;
    QString label;
    std::optional<UtcTime> expires;
};

/// Somebody who may send requests.
struct GatewayConsumer {
    QString name;
    QString plan; ///< empty: none
    QStringList scopes;
    QList<ConsumerKey> keys;
    QStringList others; ///< what else shows who they are: users, certificates, subjects of tokens
};

/// Somebody who has asked for access to an API.
struct GatewaySubscription {
    QString id;
    QString state; ///< `waiting`, `approved` or `rejected`
    UtcTime at{};
    QString api;
    QString plan; ///< empty: none
    QStringList scopes;
    QString name;
    QString contact;
    QString purpose;
    QString by;     ///< who decided
    QString reason; ///< of a rejection
};

/// A key that was made: told this once.
struct NewKey {
    QString id;
    QString key;
    qint64 version = 0; ///< of the configuration that knows it
};

struct ConfigVersion {
    qint64 number = 0;
    UtcTime at{};
    QString author;
    QString note;
};

struct ConfigVersions {
    qint64 inUse = 0;
    QList<ConfigVersion> versions; ///< newest first
};

struct ConfigCheck {
    bool isValid = false;
    QList<ConfigProblem> problems;
    QString difference; ///< to the one in use, in unified form
};

/// The document of an answer that went well.
/// \retval Corrupt it is no JSON   \retval …  what the gateway refused, with its detail
[[nodiscard]] Result<QJsonDocument> documentOf(const GatewayAnswer &answer);

// Each fails as `documentOf` does; what is missing in a document keeps its default.
[[nodiscard]] Result<GatewayOverview> readOverview(const GatewayAnswer &answer);
[[nodiscard]] Result<GatewayStatus> readStatus(const GatewayAnswer &answer);
[[nodiscard]] Result<QList<GatewayUpstream>> readUpstreams(const GatewayAnswer &answer);
[[nodiscard]] Result<QList<GatewayRoute>> readRoutes(const GatewayAnswer &answer);
[[nodiscard]] Result<GatewayTraffic> readTraffic(const GatewayAnswer &answer);
/// Newest first.
[[nodiscard]] Result<QList<GatewayRecord>> readRecords(const GatewayAnswer &answer);
[[nodiscard]] Result<QList<GatewayConsumer>> readConsumers(const GatewayAnswer &answer);
/// Oldest first.
[[nodiscard]] Result<QList<GatewaySubscription>> readSubscriptions(const GatewayAnswer &answer);
[[nodiscard]] Result<NewKey> readNewKey(const GatewayAnswer &answer);
[[nodiscard]] Result<ConfigVersions> readVersions(const GatewayAnswer &answer);
[[nodiscard]] Result<ConfigCheck> readCheck(const GatewayAnswer &answer);
/// The query that says who changes something and why, for the versions: `author=…&note=…`, escaped.
[[nodiscard]] std::string changeQuery(const QString &note);
/// The problems that a refusal names, of a configuration that was not put into use.
[[nodiscard]] QList<ConfigProblem> problemsIn(const GatewayAnswer &answer);

} // namespace piuptime::presentation::gateway
