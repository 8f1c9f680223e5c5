// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/RequestRecord.h"

#include "core/base/Text.h"

#include <cstdio>

namespace piuptime::gateway {

namespace {

using std::chrono::microseconds;

microseconds since(MonoTime start, MonoTime now)
{
    return std::chrono::duration_cast<microseconds>(now - start);
}

/// `12 ms`, `0.3 ms`.
std::string spoken(microseconds time)
{
    std::array<char, 32> text{};
    const double ms = static_cast<double>(time.count()) / 1000;
    const int length = std::snprintf(text.data(), text.size(), ms < 10 ? "%.1f ms" : "%.0f ms", ms);
    return {text.data(), static_cast<std::size_t>(length)};
}

Step received(const RequestRecord &record)
{
    Step step{.kind = Step::Kind::Received, .at = {}, .what = "from " + printable(record.client.view()), .cause = {}};
    if (record.hasHead)
        step.what = printable(record.method.view()) + ' ' + printable(record.path.view()) + ' ' + step.what
                    + (record.host.isEmpty() ? "" : " for " + printable(record.host.view()));
    return step;
}

Step attempted(const RequestRecord &record, std::size_t index)
{
    const AttemptRecord &attempt = record.attempts[index];
    Step step{.kind = Step::Kind::Attempted, .at = attempt.at, .what = {}, .cause = attempt.cause};
    step.what = "attempt " + std::to_string(index + 1) + " at " + printable(attempt.endpoint.view())
                + (attempt.isReused ? " over a connection that had waited: " : ": ");
    if (attempt.status != 0)
        step.what += "status " + std::to_string(attempt.status) + " after " + spoken(attempt.taken);
    else if (attempt.cause != Cause::None)
        step.what += std::string(info(attempt.cause).title) + ", after " + spoken(attempt.taken);
    else
        step.what += "not waited for any longer";
    return step;
}

Step answered(const RequestRecord &record)
{
    Step step{.kind = Step::Kind::Answered, .at = record.total, .what = {}, .cause = record.cause};
    step.what = record.status != 0 ? "status " + std::to_string(record.status) : "no answer";
    if (record.cause != Cause::None)
        step.what += ": " + std::string(info(record.cause).title);
    return step;
}

} // namespace

void RequestRecord::clear()
{
    // Attempts are filled in anew when they are counted again.
    id = 0;
    hasHead = false;
    client.clear();
    method.clear();
    host.clear();
    path.clear();
    query.clear();
    userAgent.clear();
    version = http::Version::Http11;
    protocol.clear();
    tlsVersion.clear();
    serverName.clear();
    route.clear();
    upstream.clear();
    consumer.clear();
    keyId.clear();
    limit.clear();
    cache.clear();
    limitRemaining = -1;
    status = 0;
    cause = Cause::None;
    bytesIn = 0;
    bytesOut = 0;
    firstByte = {};
    total = {};
    attemptCount = 0;
    retries = 0;
    traceId.clear();
    requestId.clear();
}

AttemptRecord *RequestRecord::attempt()
{
    return attemptCount == 0 ? nullptr : &attempts[attemptCount - 1];
}

void RequestRecord::beginAttempt(std::string_view endpoint, MonoTime now)
{
    attemptCount = std::min(attemptCount + 1, kMostAttempts);
    AttemptRecord &begun = *attempt();
    begun.endpoint = endpoint;
    begun.at = since(startedMono, now);
    begun.taken = {};
    begun.status = 0;
    begun.cause = Cause::None;
    begun.isReused = false;
}

void RequestRecord::endAttempt(MonoTime now, int answered, Cause why)
{
    AttemptRecord *const ended = attempt();
    if (ended == nullptr)
        return;
    if (!ended->hasEnded())
        ended->taken = since(startedMono, now) - ended->at;
    ended->status = answered != 0 ? answered : ended->status;
    ended->cause = why;
}

std::string_view name(Step::Kind kind)
{
    switch (kind) {
    case Step::Kind::Received:
        return "received";
    case Step::Kind::Routed:
        return "routed";
    case Step::Kind::Identified:
        return "identified";
    case Step::Kind::Limited:
        return "limited";
    case Step::Kind::Cached:
        return "cached";
    case Step::Kind::Attempted:
        return "attempted";
    case Step::Kind::Answered:
        return "answered";
    }
    return "received";
}

std::vector<Step> explain(const RequestRecord &record)
{
    std::vector<Step> steps{received(record)};
    const auto add = [&steps](Step::Kind kind, std::string what) {
        steps.push_back({.kind = kind, .at = {}, .what = std::move(what), .cause = {}});
    };
    if (!record.route.isEmpty())
        add(Step::Kind::Routed, "by route " + printable(record.route.view())
                                    + (record.upstream.isEmpty() ? "" : " to " + printable(record.upstream.view())));
    if (!record.consumer.isEmpty())
        add(Step::Kind::Identified, "as " + printable(record.consumer.view())
                                        + (record.keyId.isEmpty() ? "" : " by key " + printable(record.keyId.view())));
    if (!record.limit.isEmpty())
        add(Step::Kind::Limited,
            "limit " + printable(record.limit.view()) + ", " + std::to_string(record.limitRemaining) + " left");
    const std::string_view cached = record.cache.view();
    if (cached == "hit")
        add(Step::Kind::Cached, "the cache has the answer");
    if (cached == "miss")
        add(Step::Kind::Cached, "the cache has no answer to it");
    for (std::size_t i = 0; i < record.attemptCount; ++i)
        steps.push_back(attempted(record, i));
    if (cached == "revalidated")
        add(Step::Kind::Cached, "the cache's answer still holds");
    if (cached == "stale")
        add(Step::Kind::Cached, "the cache's answer stands in for the upstream");
    steps.push_back(answered(record));
    return steps;
}

} // namespace piuptime::gateway
