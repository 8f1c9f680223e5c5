// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/control/Service.h"

#include <nlohmann/json_fwd.hpp>

namespace piuptime::gateway::control {

// What the admin API tells, as JSON. Names are stable and end in their unit; times are milliseconds since 1970 in UTC.

/// `[{"line", "column", "reason"}]`
[[nodiscard]] nlohmann::json toJson(const std::vector<config::Problem> &problems);
/// `{"version", "at_ms_utc", "author", "note"}`
[[nodiscard]] nlohmann::json toJson(const Version &version);
/// `{"is_running", "name", "version", "started_at_ms_utc", "listeners": [{"address", "port"}], "workers", "file":
/// {"error", "problems"}, "totals": {…, "causes": {slug: count}}, "share": {"redis", "is_up", "trouble"}}`; `share`
/// only where limits are to be shared
[[nodiscard]] nlohmann::json statusJson(const Service::View &view);
/// `[{"name", "hosts", "path", "methods", "fields", "targets": [{"upstream", "weight"}], …}]`
[[nodiscard]] nlohmann::json routesJson(const Config &config);
/// `{"id", "api", "plan", "name", "contact", "purpose", "address", "at_ms_utc", "state", "by", "reason"}`
[[nodiscard]] nlohmann::json toJson(const Subscription &subscription);
/// `[{"name", "family", "version", "title", "description", "contact", "state", "successor", "sunset_at_ms_utc",
/// "routes": [name]}]`; `sunset_at_ms_utc` only where there is one. After its sunset an API's state is `retired`.
[[nodiscard]] nlohmann::json apisJson(const Config &config, UtcTime now);
/// `[{"name", "plan", "scopes", "keys": [{"id", "label", "expires_at_ms_utc"}], "users", "certificates", "subjects"}]`;
/// `expires_at_ms_utc` only where a key does.
[[nodiscard]] nlohmann::json consumersJson(const guard::GuardConfig &guard);
/// `[{"name", "balance", "breaker", "endpoints": [{"address", "state", "under_way", "latency_us", "weight",
/// "share_percent", "advice"}]}]`
[[nodiscard]] nlohmann::json upstreamsJson(const std::vector<std::shared_ptr<Group>> &groups, MonoTime now);

/// `{"at_ms_utc", "seconds", "requests", "failed", "bytes", "p50_ms", "p99_ms"}`: of the seconds since a time; the
/// percentiles are the highest of any of them.
[[nodiscard]] nlohmann::json figuresJson(const TrafficSnapshot &traffic, UtcTime since);

} // namespace piuptime::gateway::control
