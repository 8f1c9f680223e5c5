// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/model/GatewayCall.h"

#include <QJsonDocument>
#include <QList>
#include <QString>
#include <QStringList>

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
};

enum class EndpointState { Well, Ejected, Unwell, Draining };
enum class BreakerState { Closed, Open, HalfOpen };

struct GatewayEndpoint {
    QString address;
    EndpointState state = EndpointState::Well;
    int underWay = 0;
    double latencySeconds = 0; ///< 0: nothing was measured lately
    int weight = 1;
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
[[nodiscard]] Result<ConfigVersions> readVersions(const GatewayAnswer &answer);
[[nodiscard]] Result<ConfigCheck> readCheck(const GatewayAnswer &answer);
/// The query that says who changes something and why, for the versions: `author=…&note=…`, escaped.
[[nodiscard]] std::string changeQuery(const QString &note);
/// The problems that a refusal names, of a configuration that was not put into use.
[[nodiscard]] QList<ConfigProblem> problemsIn(const GatewayAnswer &answer);

} // namespace piuptime::presentation::gateway
