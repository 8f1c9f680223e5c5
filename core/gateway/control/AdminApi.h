// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/control/AdminMessage.h"
#include "core/gateway/control/Service.h"

namespace piuptime::gateway::control {

/// What the admin API can do, as answers to requests. Bodies are JSON, a configuration in a request is TOML; failures
/// are `application/problem+json` with a `detail` for people and the `kind` of `Error`.
///
/// | request | does |
/// | --- | --- |
/// | `GET /v1/status` | which configuration, since when, listeners, totals, causes of what went wrong |
/// | `GET /v1/overview` | `{"status", "routes", "upstreams"}`, for those who look every second |
/// | `GET /v1/routes` | the routes as they are configured |
/// | `GET /v1/apis` | the APIs that routes are parts of, and where they are in their lives |
/// | `GET /v1/upstreams` | groups with their breakers, endpoints with their health and load |
/// | `GET /v1/traffic[?since=T][&minutes=1]` | counters and percentiles, the last ten minutes by seconds, the last day
/// by minutes if wanted; of both only what is younger than T, in milliseconds since 1970 | | `GET
/// /v1/figures[?since=T]` | sums over the seconds since T, for those who measure | | `GET
/// /v1/requests[?route=…&consumer=…&class=5&cause=…&text=…&at_least_ms=N&since=ID&before=ID&most=N]` | the last
/// requests, newest first, each with its steps and attempts |
/// | `GET /metrics` | everything counted, for Prometheus |
/// | `POST /v1/endpoints/HOST:PORT/drain`, `…/restore` | has an endpoint take no new requests, or take some again |
/// | `GET /v1/consumers` | who may ask, by what; no secret is among it |
/// | `POST /v1/consumers/NAME/keys[?label=…&expires=…&author=…]` | makes a key: `{"id", "key", "version"}`; it is told
/// this once | | `DELETE /v1/consumers/NAME/keys/ID[?author=…]` | revokes a key | | `GET /v1/config[?version=N]` | the
/// text of a version, without N of the one in use | | `GET /v1/config/versions` | those that are kept, newest first |
/// | `GET /v1/subscriptions` | who has asked for access to an API, oldest first, and what became of it |
/// | `POST /v1/subscriptions/ID/approve[?scopes=a,b&author=…&note=…]` | makes a consumer of who asked |
/// | `POST /v1/subscriptions/ID/reject[?author=…&note=…]` | grants no access; the note is told to who asked |
/// | `GET /v1/config/diff?from=N[&to=M]` | what changed, in unified form |
/// | `POST /v1/config/check` | what is wrong with the text in the body, and what it would change |
/// | `PUT /v1/config[?based_on=N&author=…&note=…]` | puts the text in the body into use |
/// | `POST /v1/config/rollback?to=N[&author=…]` | puts an earlier version into use, as a new one |
/// | `POST /v1/config/reload` | puts what the file says now into use |
[[nodiscard]] AdminAnswer answerAdmin(Service &service, const AdminRequest &request);

} // namespace piuptime::gateway::control
