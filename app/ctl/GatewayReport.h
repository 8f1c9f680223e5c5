// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/gateway/GatewayTold.h"

#include <QString>

namespace piuptime::ctl {

// What a gateway tells, for people; ends in a line break.

[[nodiscard]] QString describe(const presentation::gateway::GatewayStatus &status, UtcTime now);
[[nodiscard]] QString describe(const QList<presentation::gateway::GatewayRoute> &routes);
[[nodiscard]] QString describe(const QList<presentation::gateway::GatewayUpstream> &upstreams);
[[nodiscard]] QString describe(const presentation::gateway::ConfigVersions &versions, UtcTime now);
[[nodiscard]] QString describe(const presentation::gateway::GatewayTraffic &traffic);
enum class Explained { No, Yes };
[[nodiscard]] QString describe(const QList<presentation::gateway::GatewayRecord> &records, Explained explained);
[[nodiscard]] QString describe(const QList<presentation::gateway::GatewayConsumer> &consumers);
[[nodiscard]] QString describe(const QList<presentation::gateway::GatewaySubscription> &subscriptions, UtcTime now);
/// What is wrong, then what would change.
[[nodiscard]] QString describe(const presentation::gateway::ConfigCheck &check);
/// A line for each: `12:1: the reason`.
[[nodiscard]] QString describe(const QList<presentation::gateway::ConfigProblem> &problems);

} // namespace piuptime::ctl
