// SPDX-License-Identifier: GPL-3.0-or-later
// A request's record as JSON, for people who look at one of them.
#include "core/gateway/see/JsonText.h"
#include "core/gateway/see/LogLine.h"

namespace piuptime::gateway {

namespace {

void putAttempts(JsonText &json, const RequestRecord &record)
{
    json.key("attempts");
    json.begin('[');
    for (std::size_t i = 0; i < record.attemptCount; ++i) {
        const AttemptRecord &attempt = record.attempts[i];
        json.begin('{');
        json.member("endpoint", attempt.endpoint.view());
        json.key("at_ms");
        json.milliseconds(attempt.at.count());
        json.key("taken_ms");
        json.milliseconds(attempt.taken.count());
        json.member("status", attempt.status);
        json.member("cause", info(attempt.cause).slug);
        json.key("reused");
        json.flag(attempt.isReused);
        json.end('}');
    }
    json.end(']');
}

void putSteps(JsonText &json, const RequestRecord &record)
{
    json.key("steps");
    json.begin('[');
    for (const Step &step : explain(record)) {
        json.begin('{');
        json.member("kind", name(step.kind));
        json.key("at_ms");
        json.milliseconds(step.at.count());
        json.member("what", std::string_view(step.what));
        json.member("cause", info(step.cause).slug);
        json.end('}');
    }
    json.end(']');
}

} // namespace

std::string toJson(const RequestRecord &record)
{
    std::string text;
    JsonText json(text);
    json.begin('{');
    json.member("id", record.id);
    putMembers(json, record, {});
    putAttempts(json, record);
    putSteps(json, record);
    json.end('}');
    return text;
}

} // namespace piuptime::gateway
